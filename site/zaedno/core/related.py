"""Links between pages, followed into the reader's language."""

from collections.abc import Iterable, Sequence

from django.utils import translation
from wagtail.models import Page

from zaedno.core.content_version import kept
from zaedno.core.visibility import without_restricted


def public_translations(page_ids: Sequence[int], *, locale_id: int) -> list[Page]:
    """The public pages behind some ids, each in one language, in the order of the ids."""
    found = public_translations_by_id(page_ids, locale_id=locale_id)
    return [found[pk] for pk in page_ids if pk in found]


def public_translations_by_id(page_ids: Sequence[int], *, locale_id: int) -> dict[int, Page]:
    """The public pages behind some ids, each in one language, by the id asked for.

    Costs one query and that of the view restrictions, whatever the number of ids; the first of
    them only once until the content changes.
    """
    if not page_ids:
        return {}
    siblings = _siblings(page_ids)
    keys = {page.pk: page.translation_key for page in siblings}
    in_language = {
        page.translation_key: page
        for page in without_restricted(siblings)
        if page.live and page.locale_id == locale_id
    }
    return {pk: in_language[keys[pk]] for pk in page_ids if keys.get(pk) in in_language}


def in_active_language(page_ids: Iterable[int], pages: Sequence[Page]) -> dict[int, Page]:
    """Of some public pages, those behind some ids in the language of the request, by those ids."""
    language = translation.get_language()
    keys = {page.pk: page.translation_key for page in pages}
    here = {page.translation_key: page for page in pages if page.locale.language_code == language}
    return {pk: here[keys[pk]] for pk in page_ids if keys.get(pk) in here}


def _siblings(page_ids: Sequence[int]) -> list[Page]:
    """Some pages and their translations, published or not."""
    return kept(("siblings", *page_ids), lambda: _read_siblings(page_ids))


def _read_siblings(page_ids: Sequence[int]) -> list[Page]:
    keys = Page.objects.filter(pk__in=page_ids).values("translation_key")
    found = Page.objects.filter(translation_key__in=keys)
    return list(found.select_related("locale", "content_type"))
