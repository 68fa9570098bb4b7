"""What is public names its page and the sections above, but none that not everyone may read."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from wagtail.models import Locale, Page, PageViewRestriction

from search.models import SearchEntry
from tests import factories
from tests.comments.making import make_comment

SECRET = "Secret programme"


@pytest.fixture
def english(site_tree: SimpleNamespace, locales: SimpleNamespace) -> Page:
    """The public English translation of the policy, whose name is to be hidden."""
    translated(site_tree.home, locales.en, "Together")
    translated(site_tree.policies, locales.en, "Policies")
    return translated(site_tree.policy, locales.en, SECRET)


def translated(page: Page, locale: Locale, title: str) -> Page:
    copy = page.copy_for_translation(locale)
    copy.title = title
    copy.save_revision().publish()
    return Page.objects.get(pk=copy.pk).specific


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)


def unpublish(page: Page) -> None:
    page.unpublish()


def delete(page: Page) -> None:
    Page.objects.get(pk=page.pk).delete()


HIDING = pytest.mark.parametrize("hide", [restrict, unpublish, delete])


def is_named(title: str) -> bool:
    names = SearchEntry.objects.current().values_list("title", "part_of", "place")
    return any(title in name for each in names for name in each)


@HIDING
def test_a_measure_names_no_hidden_translation_of_its_policy(
    hide: Callable[[Page], None], english: Page, site_tree: SimpleNamespace
) -> None:
    measure = factories.MeasureFactory(
        objective__policy=site_tree.policy, title="Ново", title_en="New"
    )
    entry = SearchEntry.objects.current().get(kind="measure", language="en")
    assert (entry.object_id, entry.part_of) == (measure.pk, SECRET)
    hide(english)
    assert not is_named(SECRET)
    entry.refresh_from_db()
    assert (entry.part_of, entry.deleted_at) == (site_tree.policy.title, None)


@HIDING
def test_a_comment_names_no_hidden_translation_of_its_page(
    hide: Callable[[Page], None], english: Page, site_tree: SimpleNamespace
) -> None:
    comment = make_comment(site_tree.policy, comment="Good idea", language="en")
    entry = SearchEntry.objects.current().get(kind="comment")
    assert (entry.object_id, entry.part_of) == (comment.pk, SECRET)
    hide(english)
    assert not is_named(SECRET)
    entry.refresh_from_db()
    assert (entry.part_of, entry.deleted_at) == (site_tree.policy.title, None)


def test_a_translation_is_not_found_by_the_places_of_a_closed_policy(
    english: Page, site_tree: SimpleNamespace
) -> None:
    measure = factories.MeasureFactory(objective__policy=site_tree.policy)
    measure.places.add(factories.SettlementFactory())
    measure.save()
    assert list(english.search_facets()["settlement"]) == list(measure.places.all())
    restrict(site_tree.policy)
    assert "settlement" not in Page.objects.get(pk=english.pk).specific.search_facets()


def test_nothing_names_a_section_that_is_not_published(site_tree: SimpleNamespace) -> None:
    make_comment(site_tree.news_page, comment="Добре")
    assert is_named(site_tree.news.title)
    site_tree.news.unpublish()
    assert not is_named(site_tree.news.title)
    assert SearchEntry.objects.current().filter(kind="comment").exists()


def test_a_comment_names_no_section_of_a_hidden_translation(
    english: Page, site_tree: SimpleNamespace
) -> None:
    section = english.get_parent().specific
    make_comment(site_tree.policy, comment="Good idea", language="en")
    assert is_named("Policies")
    restrict(section)
    assert not is_named("Policies")
    assert not is_named(SECRET)
