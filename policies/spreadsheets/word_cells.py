"""Cells that hold words of a list, names of units and places, or targets by year."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from policies.spreadsheets.cells import Text, as_text, tidy, unguarded
from policies.spreadsheets.names import Known
from policies.spreadsheets.numerals import Unreadable, number_in, written


@dataclass(frozen=True)
class Choice(Text):
    """One of some words, in either language."""

    choices: type[TextChoices] = TextChoices
    also: tuple[tuple[str, str], ...] = ()

    def read(self, cell: Any, known: Known) -> Any:
        """Take the word in either language, in any case of letters."""
        text = tidy(as_text(cell))
        found = _words(self.choices).get(text.casefold()) or dict(self.also).get(text.casefold())
        if found is None:
            raise Unreadable(
                _("“%(text)s” is none of: %(words)s.")
                % {"text": text[:40], "words": ", ".join(self.words())}
            )
        return found

    def write(self, value: Any) -> Any:
        """The word in the language of the reader."""
        return str(self.choices(value).label) if value else None

    def normal(self, value: Any) -> Any:
        """As it is."""
        return value

    def words(self) -> list[str]:
        """What may be written."""
        return [str(label) for label in self.choices.labels]


@dataclass(frozen=True)
class CurrencyCode(Choice):
    """A currency, written as its code."""

    def write(self, value: Any) -> Any:
        """EUR or BGN."""
        return value or None

    def words(self) -> list[str]:
        """The codes."""
        return list(self.choices.values)


@dataclass(frozen=True)
class UnitName(Text):
    """The name of a unit of the administration."""

    def read(self, cell: Any, known: Known) -> Any:
        """Its Bulgarian name."""
        name = unguarded(tidy(as_text(cell)))
        unit = known.units.find(name)
        if unit is None:
            raise Unreadable(_("There is no unit with the name: %(name)s.") % {"name": name[:80]})
        return unit.name


@dataclass(frozen=True)
class Places(Text):
    """Names of settlements, with semicolons between them."""

    empty: Any = frozenset()

    def read(self, cell: Any, known: Known) -> Any:
        """Their Bulgarian names."""
        names = [name for name in re.split(r"[;\n]", as_text(cell)) if name.strip()]
        found = [known.settlements.find(unguarded(tidy(name))) for name in names]
        missing = [name.strip() for name, place in zip(names, found, strict=True) if place is None]
        if missing:
            raise Unreadable(
                _("There is no settlement with the name: %(name)s.")
                % {"name": ", ".join(missing)[:200]}
            )
        return frozenset(place.name for place in found if place is not None)

    def write(self, value: Any) -> Any:
        """The names by the alphabet."""
        return "; ".join(sorted(value)) or None

    def normal(self, value: Any) -> Any:
        """As it is."""
        return value


@dataclass(frozen=True)
class Targets(Text):
    """Targets by year: «2026=40; 2027=55,5»."""

    empty: Any = None

    def read(self, cell: Any, known: Known) -> Any:
        """The target of each year."""
        targets: dict[int, Decimal] = {}
        for part in re.split(r"[;\n]", as_text(cell)):
            if part.strip():
                year, target = _target_in(part)
                if year in targets:
                    raise Unreadable(_("The year %(year)s stands twice.") % {"year": year})
                targets[year] = target
        return targets or None

    def write(self, value: Any) -> Any:
        """The years in their order."""
        pairs = sorted((value or {}).items())
        return "; ".join(f"{year}={written(target)}" for year, target in pairs) or None

    def normal(self, value: Any) -> Any:
        """As it is."""
        return value or None


def _target_in(part: str) -> tuple[int, Decimal]:
    year, sign, target = part.partition("=" if "=" in part else ":")
    if not sign or not re.fullmatch(r"\d{4}", year.strip(), re.ASCII):
        raise Unreadable(
            _("“%(text)s” is no target of a year. Write for instance 2026=40; 2027=55.")
            % {"text": part.strip()[:40]}
        )
    return int(year), number_in(target)


@cache
def _words(choices: type[TextChoices]) -> dict[str, str]:
    """Values by their words in both languages and by themselves."""
    found = {value.casefold(): value for value in choices.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(choice.label).casefold(): choice.value for choice in choices}
    return found
