"""Who answers for the municipality knows citizens by the name that readers see, and no more."""

from typing import cast

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.comments.making import make_comment
from tests.factories import SettlementFactory
from zaedno.comments.enums import NameForm
from zaedno.comments.models import CitizenComment
from zaedno.core.models import Settlement
from zaedno.users.models import User

LIST = "/cms/comment-answers/"
HIDDEN = "Василена Тодорова"


@pytest.fixture
def settlement(page: Page) -> Settlement:
    return cast(Settlement, SettlementFactory(name="Асеновци"))


def named(page: Page, form: NameForm, settlement: Settlement) -> CitizenComment:
    return make_comment(
        page,
        user_name=HIDDEN,
        name_form=form,
        settlement=settlement,
        organisation="Читалище „Изгрев“",
        user_email="tajna@example.org",
        comment="Добра идея за парка.",
    )


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (NameForm.FULL, HIDDEN),
        (NameForm.INITIALS, "В. Т."),
        (NameForm.SETTLEMENT, "гражданин на Асеновци"),
        (NameForm.ORGANISATION, "Читалище „Изгрев“"),
    ],
)
def test_staff_who_answer_see_the_public_name(
    at_work: Client, page: Page, settlement: Settlement, form: NameForm, shown: str
) -> None:
    comment = named(page, form, settlement)
    for place in (LIST, f"{LIST}{comment.pk}/"):
        html = at_work.get(place).content.decode()
        assert shown in html
        assert (HIDDEN in html) is (form == NameForm.FULL)
        assert "tajna@example.org" not in html


@pytest.mark.parametrize(
    ("form", "words", "finds"),
    [
        (NameForm.FULL, "тодорова", True),
        (NameForm.INITIALS, "тодорова", False),
        (NameForm.SETTLEMENT, "тодорова", False),
        (NameForm.ORGANISATION, "тодорова", False),
        (NameForm.ORGANISATION, "изгрев", True),
        (NameForm.INITIALS, "изгрев", False),
        (NameForm.SETTLEMENT, "асеновци", True),
        (NameForm.FULL, "асеновци", False),
        (NameForm.FULL, "tajna", False),
        (NameForm.INITIALS, "парка", True),
    ],
)
def test_staff_who_answer_find_only_what_readers_see(  # noqa: PLR0917
    at_work: Client,
    page: Page,
    settlement: Settlement,
    form: NameForm,
    words: str,
    finds: bool,
) -> None:
    named(page, form, settlement)
    html = at_work.get(f"{LIST}results/", {"q": words}).content.decode()
    assert ("Добра идея" in html) is finds


def test_moderators_still_find_the_name(
    client: Client, moderator: User, page: Page, settlement: Settlement
) -> None:
    named(page, NameForm.INITIALS, settlement)
    client.force_login(moderator)
    assert "Добра идея" in client.get("/cms/comments/results/", {"q": "тодорова"}).content.decode()


def test_naming_many_comments_costs_no_more_than_naming_one(
    at_work: Client, page: Page, settlement: Settlement
) -> None:
    counts = []
    for form in (*NameForm, NameForm.SETTLEMENT, NameForm.SETTLEMENT):
        named(page, form, settlement)
        at_work.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            at_work.get(LIST)
        counts.append(len(queries))
    assert counts[-1] == counts[0]
