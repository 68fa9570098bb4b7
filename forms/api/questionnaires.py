"""Consultation forms for programs: their questions, never an answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from forms.models import ConsultationFormPage, ConsultationPage
from forms.querysets import ConsultationFormPageQuerySet
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import ListQuery
from zaedno.api.schemas import PageItem
from zaedno.core.choices import choices_in
from zaedno.core.days import today
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages

router = Router(tags=["forms"])


class Question(Schema):
    """A question of a form."""

    name: str
    label: str
    type: str
    help_text: str
    required: bool
    choices: list[str]
    default: str


class FormItem(PageItem):
    """A form with its questions."""

    closes: date | None
    accepts_answers: bool
    consultation_id: int | None
    privacy_note: str
    questions: list[Question]


class FormQuery(ListQuery):
    """What a list of forms can be asked."""

    consultation: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="Id of the consultation that the form belongs to."
    )
    order: Literal["title", "-title", "closes", "-closes"] = Field(
        "title", description="By title, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The consultation besides the language."""
        return {**super().conditions(), "consultation_pk": self.consultation}


def find(query: FormQuery, closed: Sequence[str]) -> ConsultationFormPageQuerySet:
    """The public forms that were asked for, with their questions and their consultation."""
    consultations = public_pages(ConsultationPage.objects.all(), closed=closed)
    forms = ConsultationFormPage.objects.with_consultation(consultations)
    found = public_pages(forms, closed=closed).select_related("locale")
    return query.narrow(found.prefetch_related("form_fields").defer_streamfields())


def describe(pages: Sequence[ConsultationFormPage], links: Links) -> Iterable[Mapping[str, Any]]:
    """Forms as items."""
    return page_items(pages, links, _own)


def _own(page: Any) -> dict[str, Any]:
    return {
        "closes": page.closes,
        "accepts_answers": _accepts_answers(page, on=today()),
        "consultation_id": page.consultation_pk,
        "privacy_note": page.privacy_note,
        "questions": [_question(field) for field in page.form_fields.all()],
    }


def _accepts_answers(page: Any, *, on: date) -> bool:
    # The same rule as ConsultationFormPage.accepts_answers, from what the list has already read.
    if page.closes and on > page.closes:
        return False
    if page.consultation_opens is None:
        return True
    return page.consultation_opens <= on <= page.consultation_closes


def _question(field: Any) -> dict[str, Any]:
    return {
        "name": field.clean_name,
        "label": field.label,
        "type": field.field_type,
        "help_text": field.help_text,
        "required": field.required,
        "choices": choices_in(field.choices),
        "default": field.default_value,
    }


FORMS = Collection(
    name="forms",
    title=_("Consultation forms"),
    description=_("Questions that the municipality asks its citizens."),
    query=FormQuery,
    item=FormItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[FormItem],
    url_name="list_forms",
    operation_id="forms_list",
    summary="List consultation forms",
)
def list_forms(request: HttpRequest, query: Query[FormQuery]) -> dict[str, Any]:
    """Public forms with their questions; answers are never given."""
    return listing(query, FORMS)
