"""An imported record has one page in each language; the database holds it."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from legal_text.models import RulesPage
from tests.factories import RulesIndexPageFactory, RulesPageFactory


def test_a_second_page_of_a_record_is_refused_by_the_database(site_tree: SimpleNamespace) -> None:
    first = RulesPageFactory(parent=site_tree.rules, source_id="law-1")
    second = RulesPageFactory(parent=site_tree.rules)
    with pytest.raises(IntegrityError), transaction.atomic():
        RulesPage.objects.filter(pk=second.pk).update(
            source_id="law-1", source_language=first.source_language
        )


def test_a_record_has_a_page_in_each_language(
    site_tree: SimpleNamespace, locales: SimpleNamespace
) -> None:
    home = site_tree.home.copy_for_translation(locales.en)
    index = RulesIndexPageFactory(parent=home, locale=locales.en)
    RulesPageFactory(parent=site_tree.rules, source_id="law-1")
    english = RulesPageFactory(parent=index, locale=locales.en, source_id="law-1")
    assert english.source_language == "en"


def test_pages_that_nobody_imported_are_as_many_as_one_likes(site_tree: SimpleNamespace) -> None:
    pages = [RulesPageFactory(parent=site_tree.rules) for _ in range(2)]
    assert {(page.source_id, page.source_language) for page in pages} == {("", "")}


def test_a_translation_or_copy_is_not_the_imported_page(
    site_tree: SimpleNamespace, locales: SimpleNamespace
) -> None:
    page = RulesPageFactory(parent=site_tree.rules, source_id="law-1")
    copied = page.copy(update_attrs={"slug": "kopie", "title": "Копие"})
    translated = page.copy_for_translation(locales.en, copy_parents=True)
    for other in (copied, translated):
        assert (other.source_id, other.source_language) == ("", "")
