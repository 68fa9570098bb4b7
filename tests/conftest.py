"""Fixtures that every test may ask for."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.sites.models import Site as ContribSite
from django.core.cache import caches
from django.utils import translation
from pytest_django import DjangoDbBlocker
from wagtail.models import Collection, Locale, Page, Site

from tests import databases, factories
from tests.replay import replayed
from zaedno.core import days

# Who asks for one of these opens pages of the site, of the CMS or of the API.
ASKING = {"client", "cms", "ask"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens pages, so that `make test-fast` can leave it out."""
    for item in items:
        if ASKING.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("pages")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Each worker begins with a copy of a database that was migrated once."""
    with django_db_blocker.unblock():
        databases.prepare()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Put back what migrations made and tests with real commits emptied, in a kept database."""
    with django_db_blocker.unblock():
        if Collection.get_first_root_node() is None:
            Collection.add_root(name="Root")
        ContribSite.objects.get_or_create(pk=1)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test finds what another left in a cache."""
    for cache in caches.all():
        cache.clear()
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def first_language() -> None:
    """No test finds the language that another left active."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def today() -> date:
    """The calendar day in the municipality."""
    return days.today()


@pytest.fixture
def locales(db: None) -> SimpleNamespace:
    """Bulgarian, the default, and English."""
    return replayed("locales", _make_locales)


@pytest.fixture
def home(locales: SimpleNamespace) -> Page:
    """The Bulgarian home page, root of the only site, with nothing under it."""
    page = replayed("home", _make_home)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def site_tree(home: Page) -> SimpleNamespace:
    """The usual tree: an index page of each kind under home, with one published page in each."""
    return replayed("site_tree", lambda: _make_site_tree(home), known=[home])


def _make_locales() -> SimpleNamespace:
    bg, _ = Locale.objects.get_or_create(language_code="bg")
    en, _ = Locale.objects.get_or_create(language_code="en")
    return SimpleNamespace(bg=bg, en=en)


def _make_home() -> Page:
    # Tests with real commits empty every table, the root of the tree too.
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    page = factories.HomePageFactory(parent=root, title="Заедно за Левски", slug="nachalo")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True)
    Site.clear_site_root_paths_cache()
    root.get_children().exclude(pk=page.pk).delete()
    page.refresh_from_db()
    return page


def _make_site_tree(home: Page) -> SimpleNamespace:
    policies = factories.PolicyIndexPageFactory(parent=home, title="Политики", show_in_menus=True)
    rules = factories.RulesIndexPageFactory(parent=home, title="Правила", show_in_menus=True)
    consultations = factories.ConsultationIndexPageFactory(
        parent=home, title="Консултации", show_in_menus=True
    )
    news = factories.NewsIndexPageFactory(parent=home, title="Новини", show_in_menus=True)
    campaigns = factories.CampaignIndexPageFactory(parent=home, title="Кампании")
    analyses = factories.AnalysisIndexPageFactory(parent=home, title="Анализи")
    return SimpleNamespace(
        home=home,
        policies=policies,
        rules=rules,
        consultations=consultations,
        news=news,
        campaigns=campaigns,
        analyses=analyses,
        policy=factories.PolicyPageFactory(parent=policies),
        rules_page=factories.RulesPageFactory(parent=rules),
        consultation=factories.ConsultationPageFactory(parent=consultations),
        news_page=factories.NewsPageFactory(parent=news),
        campaign=factories.CampaignPageFactory(parent=campaigns),
        analysis=factories.AnalysisPageFactory(parent=analyses),
        project=factories.ProjectPageFactory(parent=home),
        methodology=factories.MethodologyPageFactory(parent=home),
        standard=factories.StandardPageFactory(parent=home),
        contact=factories.ContactPageFactory(parent=home),
    )
