"""Open data, search and comments for programs, and the description of it all."""

import csv
import io
import json
import os
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from search.indexing import refresh
from tests import factories
from tests.api.conftest import DATASETS, Ask, comment
from zaedno.comments.enums import CommentState

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parents[1] / "golden"


def _rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_catalogue_names_every_list(full_tree: SimpleNamespace, ask: Ask) -> None:
    told = {item["name"]: item for item in ask("datasets/", locale="en").json()}
    assert told.keys() == set(DATASETS)
    for name, item in told.items():
        assert item["licence"]["url"].startswith("https://")
        assert [d["format"] for d in item["distributions"]] == ["JSON", "CSV"]
        for distribution in item["distributions"]:
            path = distribution["url"].partition("/api/v3/")[2]
            assert ask(path)["Content-Type"].startswith(distribution["media_type"])
        assert _rows(ask(f"datasets/{name}.csv"))[0].keys() == set(item["columns"])


def test_a_file_has_what_the_list_has(full_tree: SimpleNamespace, ask: Ask) -> None:
    (row,) = _rows(ask("datasets/policies.csv"))
    (item,) = ask("policies/").json()["items"]
    assert row["title"] == item["title"]
    assert row["progress_percent"] == str(item["progress"]["percent"])


def test_a_file_has_all_items_and_takes_filters(site_tree: SimpleNamespace, ask: Ask) -> None:
    for year in (2020, 2021, 2021):
        factories.NewsPageFactory(parent=site_tree.news, date=f"{year}-05-01")
    assert len(_rows(ask("datasets/news.csv"))) == 4
    assert len(_rows(ask("datasets/news.csv", year=2021))) == 2


def test_a_file_holds_no_formula(site_tree: SimpleNamespace, ask: Ask) -> None:
    site_tree.news_page.title = "=HYPERLINK(1)"
    site_tree.news_page.save()
    assert _rows(ask("datasets/news.csv"))[0]["title"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        pytest.param(CommentState.PENDING, None, id="waiting"),
        pytest.param(CommentState.REJECTED, None, id="rejected"),
        pytest.param(CommentState.PUBLISHED, ("Мария", "Подкрепям.", ""), id="published"),
        pytest.param(CommentState.REMOVED, ("", "", "Обида"), id="removed"),
    ],
)
def test_comments_are_told_as_on_the_page(
    site_tree: SimpleNamespace, ask: Ask, state: str, told: tuple[str, str, str] | None
) -> None:
    comment(site_tree.policy, state=state, reason="Обида")
    answer = ask("comments/", page=site_tree.policy.pk)
    items = [(i["author"], i["text"], i["reason"]) for i in answer.json()["items"]]
    assert items == ([told] if told else [])
    assert "maria@example.org" not in answer.content.decode()
    assert "maria@example.org" not in ask("datasets/comments.csv").content.decode()


def test_comments_of_a_page_are_those_of_its_translation(
    site_tree: SimpleNamespace, locales: SimpleNamespace, ask: Ask
) -> None:
    site_tree.home.copy_for_translation(locales.en).save_revision().publish()
    site_tree.policies.copy_for_translation(locales.en).save_revision().publish()
    english = site_tree.policy.copy_for_translation(locales.en)
    english.save_revision().publish()
    kept = comment(site_tree.policy)
    comment(site_tree.news_page)
    for page in (site_tree.policy, english):
        assert [i["id"] for i in ask("comments/", page=page.pk).json()["items"]] == [kept.pk]
    assert ask("comments/").json()["count"] == 2


def test_comments_of_a_page_that_is_not_public_are_not_there(
    full_tree: SimpleNamespace, ask: Ask
) -> None:
    full_tree.policy.live = False
    full_tree.policy.save()
    assert ask("comments/", page=full_tree.policy.pk).status_code == 404


def test_search_answers_as_the_page_does(site_tree: SimpleNamespace, ask: Ask) -> None:
    site_tree.policy.title = "<b>План</b> за парковете"
    site_tree.policy.save()
    content_type = ContentType.objects.get_for_model(site_tree.policy)
    refresh(content_type.pk, [site_tree.policy.pk], at=timezone.now())
    told = ask("search/", q="план").json()
    assert told["count"] == 1
    (item,) = told["items"]
    assert item["title_html"] == "&lt;b&gt;<mark>План</mark>&lt;/b&gt; за парковете"
    assert item["object_id"] == site_tree.policy.pk
    kinds = next(facet for facet in told["facets"] if facet["name"] == "kind")
    assert kinds["values"] == [{"value": item["kind"], "label": item["kind_label"], "count": 1}]
    assert ask("search/", q="план", kind=item["kind"]).json()["count"] == 1
    assert ask("search/", q="план", year="1999").json()["count"] == 0
    feed = ask("search/", q="план", kind=item["kind"]).json()["feed"]
    assert feed.endswith(f"/bg/search/feed/?q=%D0%BF%D0%BB%D0%B0%D0%BD&kind={item['kind']}")
    assert ask("search/", q="план", kind="auth.user").status_code == 400
    assert ask("search/suggest/", q="пла").json()["suggestions"][0]["title"]
    site_tree.policy.live = False
    site_tree.policy.save()
    assert ask("search/", q="план").json()["items"] == []
    assert ask("search/suggest/", q="пла").json()["suggestions"] == []


def test_search_has_the_powers_of_the_page(site_tree: SimpleNamespace, ask: Ask) -> None:
    old, new = (
        factories.NewsPageFactory(parent=site_tree.news, title=title, lead=lead, date=day)
        for title, lead, day in (
            ("Градушка", "", date(2024, 5, 1)),
            ("Щети по лозята", "От градушка.", date(2026, 5, 1)),
        )
    )
    refresh(ContentType.objects.get_for_model(old).pk, [old.pk, new.pk], at=timezone.now())

    def found(**parameters: object) -> list[int]:
        items = ask("search/", **{"q": "градушка", **parameters}).json()["items"]
        return [item["object_id"] for item in items]

    assert found() == [old.pk, new.pk]
    assert found(order="date") == [new.pk, old.pk]
    assert (found(limit=1), found(limit=1, offset=1)) == ([old.pk], [new.pk])
    assert found(limit=2, offset=1) == [new.pk]
    assert found(year=2026) == [new.pk]
    assert (found(q="градушкка"), found(q="градушкка", exact="true")) == ([old.pk, new.pk], [])
    told = ask("search/", q='"лозята градушкка" зззъ').json()
    assert (told["loosened"], told["missing"]) == (True, ["зззъ"])
    assert "градушка" in told["corrected"]
    years = next(facet for facet in told["facets"] if facet["name"] == "year")
    assert {year["value"]: year["count"] for year in years["values"]} == {"2024": 1, "2026": 1}
    assert ask("search/", q="градушка", offset=2**64).status_code == 400


def test_related_pages_are_those_of_the_foot_of_the_page(
    site_tree: SimpleNamespace, ask: Ask
) -> None:
    page, chosen = site_tree.news_page, site_tree.project
    page.title, page.related = "Разделно събиране на отпадъци", [("page", chosen)]
    page.save_revision().publish()
    alike = factories.NewsPageFactory(parent=site_tree.news, title=f"{page.title} в селата")
    refresh(ContentType.objects.get_for_model(page).pk, [page.pk, alike.pk], at=timezone.now())
    told = ask("search/related/", page=page.pk).json()["pages"]
    assert [(one["id"], one["chosen"]) for one in told] == [(chosen.pk, True), (alike.pk, False)]
    assert told[1]["kind"] == "news.newspage"
    assert told[1]["url"].endswith(alike.get_url())
    assert ask("search/related/", page=site_tree.news.pk).json() == {"pages": []}


@pytest.mark.parametrize(("page", "status"), [(2**63, 400), ("x", 400), (0, 400), (987654, 404)])
def test_related_pages_of_no_page(
    site_tree: SimpleNamespace, ask: Ask, page: object, status: int
) -> None:
    assert ask("search/related/", page=page).status_code == status


def test_related_pages_of_a_page_that_is_not_public_are_not_there(
    site_tree: SimpleNamespace, ask: Ask
) -> None:
    site_tree.news_page.unpublish()
    assert ask("search/related/", page=site_tree.news_page.pk).status_code == 404


@pytest.mark.parametrize("text", ["", "   ", '"*(', "🙂", "AND OR NOT"])
def test_odd_searches_find_nothing(site_tree: SimpleNamespace, ask: Ask, text: str) -> None:
    assert ask("search/", q=text).json()["items"] == []


def _compare(name: str, told: Any) -> None:
    path = GOLDEN / name
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text)
    assert json.loads(path.read_text()) == json.loads(text), f"{name} has changed"


def test_the_description_is_as_agreed(ask: Ask) -> None:
    _compare("openapi.json", ask("openapi.json").json())


@pytest.mark.parametrize("name", ["policies", "consultations", "recommendations", "comments"])
def test_the_lists_are_as_agreed(full_tree: SimpleNamespace, ask: Ask, name: str) -> None:
    _compare(f"api-{name}.json", _without_chance(ask(f"{name}/", locale="bg").json()))


_CHANCE = frozenset({"id", "parent_id", "posted", "opens", "closes", "analysis_date"})
_NAMES = frozenset({"url", "api_url", "title", "text"})


def _without_chance(told: Any) -> Any:
    """Numbers, days and names that differ from run to run, by their type only."""
    if isinstance(told, list):
        return [_without_chance(item) for item in told]
    if isinstance(told, dict):
        return {
            key: type(value).__name__ if key in _CHANCE | _NAMES else _without_chance(value)
            for key, value in told.items()
        }
    return told


def test_the_description_is_drawn_from_our_own_files(ask: Ask) -> None:
    page = ask("docs/").content.decode()
    assert "//cdn" not in page
    assert page.count("<script") == 3


def test_the_description_can_be_turned_off(ask: Ask, settings: Any) -> None:
    settings.WAGTAILAPI_DOCS_ENABLED = False
    assert ask("docs/").status_code == ask("openapi.json").status_code == 404
