"""How the author of a comment is named, as they chose, and never more than that."""

from typing import cast

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from tests.comments.making import EMAIL, form_data, link_in_last_mail, make_comment
from tests.factories import SettlementFactory
from zaedno.comments.enums import NameForm
from zaedno.comments.models import CitizenComment
from zaedno.comments.names import initials, public_name
from zaedno.comments.threads import read_comments
from zaedno.core.models import Settlement

POST = "/bg/comments/post/"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Мария Петрова", "М. П."),
        ("мария", "М."),
        ("Анна-Мария Иванова Петрова Колева", "А. И. П."),
        ("(Иван) 5 О’Нийл", "И. О."),
    ],
)
def test_initials_are_the_first_letters(name: str, shown: str) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("bg", "гражданин на Левски"), ("en", "citizen of Левски")]
)
def test_a_citizen_of_a_settlement_is_named_in_the_language_of_the_reader(
    language: str, shown: str
) -> None:
    with translation.override(language):
        assert public_name("Мария", NameForm.SETTLEMENT, settlement="Левски") == shown


@pytest.mark.parametrize("form", [form for form in NameForm if form != NameForm.FULL])
def test_where_what_was_chosen_has_gone_the_name_is_still_not_shown(form: NameForm) -> None:
    with translation.override("en"):
        assert "Петрова" not in public_name("Мария Петрова", form)
        assert public_name("123", NameForm.INITIALS) == "citizen"


def test_the_page_shows_the_name_that_the_author_chose(page: Page) -> None:
    settlement = cast(Settlement, SettlementFactory(name="Асеновци"))
    full = {"user_name": "Мария Петрова"}
    make_comment(page, name_form=NameForm.FULL, **full)
    make_comment(page, name_form=NameForm.INITIALS, **full)
    make_comment(page, name_form=NameForm.SETTLEMENT, settlement=settlement, **full)
    make_comment(page, name_form=NameForm.ORGANISATION, organisation="Читалище „Изгрев“", **full)
    with translation.override("bg"):
        assert [comment.author for comment in read_comments(page)] == [
            *("Мария Петрова", "М. П."),
            *("гражданин на Асеновци", "Читалище „Изгрев“"),
        ]


def test_whoever_answers_learns_no_more_of_the_name_than_readers_do(
    client: Client, page: Page
) -> None:
    said = make_comment(page, user_name="Мария Петрова", name_form=NameForm.INITIALS)
    shown = client.get(f"/bg/comments/reply/{said.pk}/").content.decode()
    returned = client.post(
        POST, form_data(page, reply_to=str(said.pk), comment="")
    ).content.decode()
    for html in (shown, returned):
        assert "М. П." in html
        assert "Петрова" not in html


def test_the_choice_goes_from_the_form_to_the_comment(client: Client, page: Page) -> None:
    settlement = cast(Settlement, SettlementFactory(name="Асеновци"))
    data = form_data(
        page, name_form="settlement", settlement=settlement.pk, organisation="няма значение"
    )
    assert client.post(POST, data).status_code == 303
    client.get(link_in_last_mail())
    comment = CitizenComment.objects.get()
    assert (comment.name_form, comment.settlement) == (NameForm.SETTLEMENT, settlement)
    assert comment.organisation == ""


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param({"name_form": "settlement"}, id="no settlement"),
        pytest.param({"name_form": "settlement", "settlement": "999999"}, id="unknown settlement"),
        pytest.param({"name_form": "settlement", "settlement": "x"}, id="settlement is no number"),
        pytest.param({"name_form": "organisation"}, id="no organisation"),
        pytest.param({"name_form": "organisation", "organisation": "\u200b"}, id="invisible name"),
        pytest.param({"name_form": "organisation", "organisation": "я" * 121}, id="long name"),
        pytest.param({"name_form": "organisation", "organisation": "a\u202eb"}, id="turned around"),
        pytest.param({"name_form": "x"}, id="unknown form"),
    ],
)
def test_half_a_choice_comes_back_with_what_was_typed(
    client: Client, page: Page, chosen: dict[str, str]
) -> None:
    response = client.post(POST, form_data(page, **chosen))
    assert response.status_code == 422
    assert "Добра идея." in response.content.decode()


def test_the_settlements_are_offered_in_the_language_of_the_page(
    client: Client, page: Page
) -> None:
    settlement = cast(Settlement, SettlementFactory(name="Асеновци"))
    comment = make_comment(page)
    html = client.get(f"/bg/comments/reply/{comment.pk}/").content
    options = BeautifulSoup(html, "html.parser").select("select[name=settlement] option")
    assert ("Асеновци", str(settlement.pk)) in [(o.get_text(), o["value"]) for o in options]


def test_the_chosen_name_is_all_that_the_api_tells(client: Client, page: Page) -> None:
    make_comment(page, name_form=NameForm.INITIALS, user_name="Мария Петрова")
    [item] = client.get("/api/v3/comments/").json()["items"]
    assert item["author"] == "М. П."
    assert "Петрова" not in str(item)
    assert EMAIL not in str(item)
