"""What a list can be asked: one field for each parameter, checked before the database is asked."""

from typing import Any, Literal, Self, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from zaedno.core.validation import LARGEST_ID

LARGEST_LIMIT = 100
USUAL_LIMIT = 20
PAGING = frozenset({"limit", "offset"})

LocaleCode = Literal["bg", "en"]
DEFAULT_LOCALE: LocaleCode = "bg"

FoundT = TypeVar("FoundT", bound=QuerySet[Any])


class StrictQuery(Schema):
    """A question with known parameters; an unknown one is refused, not silently ignored."""

    @model_validator(mode="after")
    def refuse_unknown(self, info: ValidationInfo) -> Self:
        """Name the first parameter that this list does not have."""
        request = (info.context or {}).get("request")
        unknown = sorted(set(request.GET) - self.known_parameters()) if request else []
        if unknown:
            raise _unknown_parameter(unknown[0], sorted(self.known_parameters()))
        return self

    @classmethod
    def known_parameters(cls) -> set[str]:
        """The names of the parameters."""
        return set(cls.model_fields)


class ListQuery(StrictQuery):
    """What every list can be asked."""

    limit: int = Field(
        USUAL_LIMIT, ge=1, le=LARGEST_LIMIT, description="How many items to give, 100 at most."
    )
    offset: int = Field(0, ge=0, le=LARGEST_ID, description="How many items to pass over first.")
    locale: LocaleCode | None = Field(
        None, description="Only items in this language; items in all languages without it."
    )

    def conditions(self) -> dict[str, Any]:
        """The filters as conditions of the database; a subclass adds its own."""
        return {"locale__language_code": self.locale}

    def narrow(self, found: FoundT) -> FoundT:
        """Of some items, those that were asked for, in the order that was asked for."""
        chosen = {name: value for name, value in self.conditions().items() if value is not None}
        return self.ordered(found.filter(**chosen) if chosen else found)

    def ordered(self, found: FoundT) -> FoundT:
        """The items in the order that was asked for, if the list has several."""
        order = getattr(self, "order", None)
        return found.order_by(order, "pk") if order else found


class AboutSubject(ListQuery):
    """Lists of things with an area of policy and a responsible unit."""

    area: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a policy area.")
    unit: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a responsible unit.")

    def conditions(self) -> dict[str, Any]:
        """Area and unit besides the language."""
        return {**super().conditions(), "area_id": self.area, "unit_id": self.unit}


Year = Field(None, ge=1900, le=2200, description="A year of four digits.")


def _unknown_parameter(name: str, known: list[str]) -> PydanticCustomError:
    return PydanticCustomError(
        "unknown_parameter",
        _("There is no parameter “{name}” here. Known: {known}."),
        {"name": name[:40], "known": ", ".join(known)},
    )
