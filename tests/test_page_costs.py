"""How many questions to the database a page costs a reader, and that more content costs no more."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from wagtail.models import Page, Site

from tests import factories
from zaedno.core.content_version import renew
from zaedno.core.models import SiteSettings

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")

# Of the contract. Version of the content, page, restrictions; then what is its own.
PAGES = (
    *("standard", "contact", "methodology", "campaign", "news_page", "analysis", "project"),
    *("rules_page", "policy", "consultation"),
)
LISTS = ("campaigns", "analyses", "rules", "news", "policies", "consultations", "home")
PAGE_WARM, PAGE_COLD = 8, 14
LIST_WARM, LIST_COLD = 12, 14
# When a process first reads them, those that show policies read their parts as well, home asks for
# what each app shows there, and search for what is public of each kind that it found, for the
# counts of its filters, for synonyms and for what editors recommend. Where people can comment, the
# rules for comments, the settlements and the consent text are read as well. Two questions find the
# pages on the same subject.
COLD_ABOVE = {
    "home": 17,
    "policies": 15,
    "search": 22,
    "rules_page": 16,
    "project": 17,
    "news_page": 18,
    "consultation": 18,
    "policy": 21,
}


@pytest.fixture
def cost(client: Client) -> Callable[[Page | str], int]:
    """Counts the queries of an anonymous visit."""

    def count(place: Page | str) -> int:
        address = place if isinstance(place, str) else place.get_url()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def cold_cost(cost: Callable[[Page | str], int]) -> Callable[[Page | str], int]:
    """Counts the queries of the first visit after the start of a process."""

    def count(place: Page | str) -> int:
        renew()
        cache.clear()
        ContentType.objects.clear_cache()
        return cost(place)

    return count


@pytest.fixture(autouse=True)
def copies_at_once(settings: Settings) -> None:
    """The worker has made the copies of images."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def tree(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree, where every page has an area and a unit."""
    area, unit = factories.PolicyAreaFactory(), factories.UnitFactory()
    for name in ("policy", "rules_page", "consultation", "news_page", "campaign", "analysis"):
        page = getattr(site_tree, name)
        page.area, page.unit = area, unit
        page.save()
    _say_more(site_tree)
    return site_tree


def _say_more(tree: SimpleNamespace) -> None:
    """Give the pages what real ones have: standing links, parts, pictures, related pages."""
    SiteSettings.objects.create(
        site=Site.objects.get(),
        accessibility_page=tree.standard,
        contact_page=tree.contact,
        coat_of_arms=factories.ImageFactory(),
    )
    factories.MeasureFactory(objective=factories.ObjectiveFactory(policy=tree.policy))
    tree.news_page.image = factories.ImageFactory()
    tree.news_page.body = [_figure()]
    for page in (tree.news_page, tree.policy, tree.consultation, tree.rules_page):
        page.related = [("page", tree.project)]
        page.save_revision().publish()


def _figure() -> dict[str, object]:
    shown = {"image": factories.ImageFactory().pk, "decorative": False, "alt_text": "Мостът"}
    return {"type": "figure", "value": {"image": shown, "caption": ""}}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_keeps_to_its_budget(kind, tree, cost, cold_cost):
    page = getattr(tree, kind)
    assert cold_cost(page) <= COLD_ABOVE.get(kind, PAGE_COLD)
    assert cost(page) <= PAGE_WARM


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_keeps_to_its_budget(kind, tree, cost, cold_cost):
    page = getattr(tree, kind)
    assert cold_cost(page) <= COLD_ABOVE.get(kind, LIST_COLD)
    assert cost(page) <= LIST_WARM


def test_search_keeps_to_its_budget(tree, cost, cold_cost):
    results = "/bg/search/?q=план"
    assert cold_cost(results) <= COLD_ABOVE["search"]
    assert cost(results) <= LIST_WARM


def _policies(tree: SimpleNamespace) -> None:
    policy = factories.PolicyPageFactory(parent=tree.policies)
    factories.MeasureFactory(objective=factories.ObjectiveFactory(policy=policy))


def _consultations(tree: SimpleNamespace) -> None:
    factories.ConsultationPageFactory(parent=tree.consultations)


def _news(tree: SimpleNamespace) -> None:
    factories.NewsPageFactory(parent=tree.news, image=factories.ImageFactory())


def _rules(tree: SimpleNamespace) -> None:
    factories.RulesPageFactory(parent=tree.rules)


def _analyses(tree: SimpleNamespace) -> None:
    page = factories.AnalysisPageFactory(parent=tree.analyses)
    factories.RecommendationFactory(page=page, unit=factories.UnitFactory())


def _campaigns(tree: SimpleNamespace) -> None:
    factories.CampaignPageFactory(parent=tree.campaigns)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "add"),
    [
        ("policies", _policies),
        ("consultations", _consultations),
        ("news", _news),
        ("rules", _rules),
        ("analyses", _analyses),
        ("campaigns", _campaigns),
    ],
)
def test_a_list_of_fifty_costs_what_a_list_of_five_does(kind, add, tree, cost):
    page = getattr(tree, kind)
    for _ in range(4):
        add(tree)
    cost(page)
    few = cost(page)
    for _ in range(45):
        add(tree)
    cost(page)
    assert cost(page) == few


def _measure(tree: SimpleNamespace) -> None:
    factories.MeasureFactory(objective=factories.ObjectiveFactory(policy=tree.policy))


def _recommendation(tree: SimpleNamespace) -> None:
    factories.RecommendationFactory(page=tree.analysis, unit=factories.UnitFactory())


def _activity(tree: SimpleNamespace) -> None:
    factories.ProjectActivityFactory(page=tree.project, fulfilled_by=tree.policy)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "add"),
    [("policy", _measure), ("analysis", _recommendation), ("project", _activity)],
)
def test_a_page_with_thirty_parts_costs_what_one_with_three_does(kind, add, tree, cost):
    page = getattr(tree, kind)
    for _ in range(3):
        add(tree)
    cost(page)
    few = cost(page)
    for _ in range(27):
        add(tree)
    cost(page)
    assert cost(page) == few
