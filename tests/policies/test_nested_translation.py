"""Measures are children of children: a copy or translation of a policy must not take them away."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from policies.models import Measure, PolicyPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def translate(locales, django_capture_on_commit_callbacks):
    def translate_page(page: Page) -> Page:
        source, _ = TranslationSource.update_or_create_from_instance(page)
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=locales.en)
        for segment in StringSegment.objects.filter(source=source).select_related("string"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locales.en,
                defaults={"data": f"en {segment.string.data}", "translation_type": "manual"},
            )
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target()
        return page.get_translation(locales.en).specific

    return translate_page


@pytest.fixture
def policy(home, translate):
    index = factories.PolicyIndexPageFactory(parent=home, title="Политики")
    page = factories.PolicyPageFactory(parent=index, title="План")
    for number in (1, 2):
        objective = factories.ObjectiveFactory(page=page, title=f"Цел {number}")
        factories.MeasureFactory(objective=objective, title=f"Мярка {number}а")
        factories.MeasureFactory(objective=objective, title=f"Мярка {number}б")
    translate(home)
    translate(index)
    return PolicyPage.objects.get(pk=page.pk)


def rows(page: PolicyPage) -> list[tuple[int, str]]:
    """Ids and titles of the measures that the database has for a page."""
    fresh = PolicyPage.objects.get(pk=page.pk)
    return [(measure.pk, measure.title) for measure in fresh.measures()]


def change_first_measure(page: PolicyPage, title: str) -> None:
    fresh = PolicyPage.objects.get(pk=page.pk)
    objective = fresh.objectives.first()
    measure = objective.measures.first()
    measure.title = title
    objective.measures.add(measure)
    fresh.objectives.add(objective)
    fresh.save_revision().publish()


def test_a_translated_policy_has_measures_of_its_own(policy, translate):
    before = rows(policy)

    english = translate(policy)

    assert rows(policy) == before
    assert [title for _, title in rows(english)] == [f"en {title}" for _, title in before]
    assert set(rows(english)).isdisjoint(before)


def test_bringing_the_translation_up_to_date_twice_keeps_all_rows(policy, translate):
    english = translate(policy)
    english_ids = [pk for pk, _ in rows(english)]
    bulgarian_ids = [pk for pk, _ in rows(policy)]

    for title in ("Мярка нова", "Мярка най-нова"):
        change_first_measure(policy, title)
        translate(PolicyPage.objects.get(pk=policy.pk))
        assert rows(policy)[0][1] == title
        assert rows(english)[0][1] == f"en {title}"

    assert [pk for pk, _ in rows(english)] == english_ids
    assert [pk for pk, _ in rows(policy)] == bulgarian_ids
    assert Measure.objects.count() == 8


def test_a_removed_objective_goes_from_the_translation_too(policy, translate):
    english = translate(policy)
    fresh = PolicyPage.objects.get(pk=policy.pk)
    fresh.objectives.remove(fresh.objectives.last())
    fresh.save_revision().publish()

    translate(PolicyPage.objects.get(pk=policy.pk))

    assert len(rows(policy)) == len(rows(english)) == 2
    assert Measure.objects.count() == 4


def test_a_copied_policy_has_measures_of_its_own(policy):
    before = rows(policy)

    copy = policy.copy(update_attrs={"slug": "kopie", "title": "Копие"})

    assert rows(policy) == before
    assert set(rows(copy)).isdisjoint(before)
    keys = Measure.objects.values_list("translation_key", flat=True)
    assert len(set(keys)) == len(keys) == 8


def test_an_alias_follows_its_original(policy):
    alias = policy.create_alias(update_slug="alias")

    change_first_measure(policy, "Мярка нова")

    assert [title for _, title in rows(alias)] == [title for _, title in rows(policy)]
    assert rows(policy)[0][1] == "Мярка нова"
