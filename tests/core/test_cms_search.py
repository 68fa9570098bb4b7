"""The search of the CMS takes whatever is typed."""

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "*", '"чешми', 'нови "чешми"', "%", "%s", "AND", "(", "нови:", "^", "\\", "- -"],
)
def test_odd_signs_are_searched_for_and_not_obeyed(site_tree, typed: str) -> None:
    list(Page.objects.search(typed))
    list(Page.objects.autocomplete(typed))


def test_words_in_quotation_marks_are_found(site_tree) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Нови чешми в Левски")
    get_search_backend().add(page)
    assert page.page_ptr in list(Page.objects.search('нови "чешми"'))
    assert page.page_ptr in list(Page.objects.autocomplete('"чеш'))
