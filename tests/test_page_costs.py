"""How many questions to the database a page costs a reader, and that more content costs no more."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests import factories

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")

# Site, page (two), restrictions, settings, standing links, surroundings; then what is its own.
WARM = {
    "standard": 7,
    "contact": 8,
    "methodology": 8,
    "campaign": 9,
    "news_page": 11,
    "analysis": 10,
    "project": 11,
    "rules_page": 11,
    "policy": 12,
    "consultation": 12,
    "campaigns": 9,
    "analyses": 10,
    "rules": 11,
    "news": 10,
    "policies": 12,
    "consultations": 11,
    "home": 14,
}
COLD_ON_TOP = 6


@pytest.fixture
def cost(client: Client) -> Callable[[Page], int]:
    """Counts the queries of an anonymous visit."""

    def count(page: Page) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.get_url()).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def tree(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree, where every page has an area and a unit."""
    area, unit = factories.PolicyAreaFactory(), factories.UnitFactory()
    for name in ("policy", "rules_page", "consultation", "news_page", "campaign", "analysis"):
        page = getattr(site_tree, name)
        page.area, page.unit = area, unit
        page.save()
    return site_tree


@pytest.mark.parametrize(("kind", "budget"), WARM.items())
def test_a_page_keeps_to_its_budget(kind, budget, tree, cost):
    page = getattr(tree, kind)
    assert cost(page) <= budget + COLD_ON_TOP
    assert cost(page) <= budget


def _policies(tree: SimpleNamespace) -> None:
    policy = factories.PolicyPageFactory(parent=tree.policies)
    factories.MeasureFactory(objective=factories.ObjectiveFactory(page=policy))


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
def test_a_list_of_thirty_costs_what_a_list_of_three_does(kind, add, tree, cost):
    page = getattr(tree, kind)
    for _ in range(3):
        add(tree)
    cost(page)
    few = cost(page)
    for _ in range(27):
        add(tree)
    cost(page)
    assert cost(page) == few


def _measure(tree: SimpleNamespace) -> None:
    factories.MeasureFactory(objective=factories.ObjectiveFactory(page=tree.policy))


def _recommendation(tree: SimpleNamespace) -> None:
    factories.RecommendationFactory(page=tree.analysis, unit=factories.UnitFactory())


def _activity(tree: SimpleNamespace) -> None:
    factories.ProjectActivityFactory(page=tree.project, fulfilled_by=tree.policy)


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
    assert cost(page) == few
