"""Editors put results above others in the CMS."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

ADD = "/cms/searchpicks/add/"


def filled_in(**values: Any) -> dict[str, Any]:
    """What the browser sends of the form."""
    first = {"page": "", "external_link_url": "", "external_link_text": "", "description": ""}
    sent = {**first, "ORDER": "1", **values}
    return {
        "query_string": "Налог",
        "editors_picks-TOTAL_FORMS": "1",
        "editors_picks-INITIAL_FORMS": "0",
        **{f"editors_picks-0-{name}": value for name, value in sent.items()},
    }


def test_an_editor_recommends_a_page(tree: SimpleNamespace, cms: Callable[..., Client]) -> None:
    cms("editor").post(ADD, filled_in(page=tree.standard.pk))
    (promotion,) = SearchPromotion.objects.all()
    assert (promotion.query.query_string, promotion.page_id) == ("налог", tree.standard.pk)
    soup = BeautifulSoup(Client().get("/bg/search/?q=налози").content, "html.parser")
    assert soup.select_one(".promoted h2").get_text() == tree.standard.title


def test_a_link_outside_must_be_one_of_a_page(
    tree: SimpleNamespace, cms: Callable[..., Client]
) -> None:
    wrong = {"external_link_url": "ftp://nap.example/", "external_link_text": "Агенция"}
    answer = cms("communications").post(ADD, filled_in(**wrong))
    assert "Адресът трябва да започва с https:// или http://." in answer.content.decode()
    assert not SearchPromotion.objects.exists()
    right = {**wrong, "external_link_url": "https://nap.example/"}
    cms("communications").post(ADD, filled_in(**right))
    assert SearchPromotion.objects.get().external_link_url == "https://nap.example/"


def test_what_a_report_names_is_filled_in_already(
    tree: SimpleNamespace, cms: Callable[..., Client]
) -> None:
    answer = cms("editor").get(f"{ADD}?query=налог")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("[name=query_string]")["value"] == "налог"


@pytest.mark.parametrize("role", ["legal", "secretary", "moderator", "analyst"])
def test_others_recommend_nothing(
    role: str, tree: SimpleNamespace, cms: Callable[..., Client]
) -> None:
    cms(role).post(ADD, filled_in(page=tree.standard.pk))
    assert not SearchPromotion.objects.exists()


def test_recommendations_are_taken_back(tree: SimpleNamespace, cms: Callable[..., Client]) -> None:
    query = Query.get("налог")
    SearchPromotion.objects.create(query=query, page=tree.standard)
    cms("editor").post(f"/cms/searchpicks/{query.pk}/delete/")
    assert not SearchPromotion.objects.exists()
