"""Every kind of page is drawn in both languages, with what each page must have."""

from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from tests import factories

KINDS = [
    *("home", "policies", "rules", "consultations", "news", "campaigns", "analyses", "policy"),
    *("rules_page", "consultation", "news_page", "campaign", "analysis", "project", "methodology"),
    *("standard", "contact", "form", "standing_form"),
]


@pytest.fixture
def tree(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree with a form under a consultation, and one that stands alone."""
    site_tree.form = factories.ConsultationFormPageFactory(parent=site_tree.consultation)
    factories.ConsultationFormFieldFactory(page=site_tree.form, label="Къде живеете?")
    site_tree.standing_form = factories.ConsultationFormPageFactory(parent=site_tree.consultations)
    return site_tree


@pytest.fixture
def in_english(locales: SimpleNamespace) -> Callable[[Page], Page]:
    """Publishes a copy of a page, and of all above it, in English."""

    def translate(page: Page) -> Page:
        copy = page.copy_for_translation(locales.en, copy_parents=True)
        for each in [*copy.get_ancestors().filter(locale=locales.en).specific(), copy]:
            each.live = True
            each.save()
        return copy

    return translate


@pytest.fixture
def drawn(client: Client) -> Callable[[Page], BeautifulSoup]:
    """Asks for a page and reads the answer."""

    def read(page: Page, query: str = "") -> BeautifulSoup:
        answer = client.get(f"{page.get_url()}{query}")
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return read


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_what_pages_must_have(kind, language, tree, in_english, drawn):
    page = getattr(tree, kind)
    shown = page if language == "bg" else in_english(page)
    html = drawn(shown)
    assert html.html["lang"] == language
    assert [heading.get_text(strip=True) for heading in html.find_all("h1")] == [shown.title]
    assert shown.title in html.title.get_text()
    assert html.find("link", rel="canonical")["href"].endswith(shown.get_url())
    assert html.find("main", id="main")
    assert not html.find_all(["script", "style"], string=True), "no inline script or style"
    assert not html.find_all(style=True)
    ids = [element["id"] for element in html.find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_headings_leave_out_no_level(kind, tree, drawn):
    found = drawn(getattr(tree, kind)).main.find_all(["h1", "h2", "h3", "h4"])
    levels = [int(heading.name[1]) for heading in found]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_search_engines_learn_of_the_translation_and_the_default(tree, in_english, drawn):
    in_english(tree.policy)
    links = {
        link["hreflang"]: link["href"]
        for link in drawn(tree.policy).find_all("link", hreflang=True)
    }
    assert set(links) == {"bg", "en", "x-default"}
    assert links["x-default"] == links["bg"]
    assert links["en"].endswith("/")


def test_a_page_without_translation_names_no_other_language(tree, drawn):
    links = drawn(tree.policy).find_all("link", hreflang=True)
    assert {link["hreflang"] for link in links} == {"bg", "x-default"}


def test_a_closed_form_says_so_and_shows_no_field(tree, drawn, today):
    tree.form.closes = today.replace(year=today.year - 1)
    tree.form.save()
    html = drawn(tree.form)
    assert html.main.find("form") is None
    assert html.main.find(class_="notice")


def test_mistakes_are_listed_above_the_form_and_lead_to_their_fields(tree, client):
    answer = client.post(tree.form.get_url(), {})
    html = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    link = html.find(class_="error-summary").find("a")
    assert html.find(id=link["href"].removeprefix("#"))


def test_a_chosen_area_is_marked_and_an_empty_one_leads_back(tree, drawn):
    area = factories.PolicyAreaFactory(name="Околна среда")
    tree.news_page.area = area
    tree.news_page.save()
    chosen = drawn(tree.news, f"?area={area.pk}").find(class_="chips")
    assert chosen.find(attrs={"aria-current": "true"}).get_text(strip=True) == "Околна среда"
    empty = drawn(tree.rules, f"?area={area.pk}").find(class_="empty-state")
    assert empty.find("a")["href"] == tree.rules.get_url()
