"""Measures and indicators are found by their words, in both languages, while they are public."""

from types import SimpleNamespace

import pytest
from wagtail.models import PageViewRestriction

from search.models import SearchEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tasks_at_once(settings):
    """What goes to the queue is done where it is asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture
def measure(site_tree):
    objective = factories.ObjectiveFactory(policy=site_tree.policy)
    return factories.MeasureFactory(
        objective=objective, title="Засаждане на липи", title_en="Planting limes"
    )


def found(kind: str) -> set[tuple[str, str, str]]:
    entries = SearchEntry.objects.current().filter(kind=kind)
    return set(entries.values_list("title", "language", "url"))


def test_a_measure_is_found_in_both_languages_with_its_own_address(measure):
    assert found("measure") == {
        ("Засаждане на липи", "bg", f"/bg/measures/{measure.pk}/"),
        ("Planting limes", "en", f"/en/measures/{measure.pk}/"),
    }


def test_a_draft_is_not_found_until_it_is_published(measure):
    measure.title = "Засаждане на кестени"
    revision = measure.save_revision()
    assert ("Засаждане на кестени", "bg") not in {row[:2] for row in found("measure")}
    revision.publish()
    assert ("Засаждане на кестени", "bg") in {row[:2] for row in found("measure")}


def test_an_unpublished_measure_and_its_indicators_are_not_found(measure):
    factories.PolicyIndicatorFactory(measure=measure, title="Хванали се дръвчета")
    assert found("indicator")
    measure.unpublish()
    assert not found("measure")


def test_what_a_private_policy_promised_is_not_found(measure, site_tree: SimpleNamespace):
    PageViewRestriction.objects.create(
        page=site_tree.policy, restriction_type=PageViewRestriction.LOGIN
    )
    assert not found("measure")


def test_a_policy_is_found_by_the_words_of_its_objectives(site_tree: SimpleNamespace):
    site_tree.policy.save_revision().publish()
    factories.ObjectiveFactory(policy=site_tree.policy, title="Повече сянка по улиците")
    entry = SearchEntry.objects.current().get(kind="policies.policypage", part="")
    assert "сянка" in entry.body


def test_a_translation_does_not_open_what_a_closed_policy_promised(
    client, measure, site_tree: SimpleNamespace, locales
):
    home = site_tree.home.copy_for_translation(locales.en)
    home.save_revision().publish()
    site_tree.policies.copy_for_translation(locales.en).save_revision().publish()
    english = site_tree.policy.copy_for_translation(locales.en)
    english.save_revision().publish()
    shown = english.get_url()
    assert "Planting limes" in client.get(shown).content.decode()
    PageViewRestriction.objects.create(
        page=site_tree.policy, restriction_type=PageViewRestriction.LOGIN
    )
    assert "Planting limes" not in client.get(shown).content.decode()
    told = client.get(f"/api/v3/policies/{english.pk}/").json()
    assert told["objectives"] == []
