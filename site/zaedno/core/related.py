"""Links between pages, followed into the reader's language."""

from collections.abc import Sequence

from django.utils import translation
from wagtail.models import Page

from zaedno.core.visibility import public_pages, without_restricted


def public_translations(page_ids: Sequence[int], *, locale_id: int) -> list[Page]:
    """The public pages behind some ids, each in one language, in the order of the ids."""
    found = public_translations_by_id(page_ids, locale_id=locale_id)
    return [found[pk] for pk in page_ids if pk in found]


def public_translations_by_id(page_ids: Sequence[int], *, locale_id: int) -> dict[int, Page]:
    """The public pages behind some ids, each in one language, by the id asked for.

    Costs two queries and those of the view restrictions, whatever the number of ids.
    """
    if not page_ids:
        return {}
    keys = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    found = public_pages(Page.objects.filter(translation_key__in=keys.values()))
    in_language = {page.translation_key: page for page in found.filter(locale_id=locale_id)}
    return {pk: in_language[key] for pk, key in keys.items() if key in in_language}


def translations_in_active_language(page_ids: Sequence[int]) -> dict[int, Page]:
    """The public pages behind some ids, in the language of the request, by the id asked for."""
    if not page_ids:
        return {}
    siblings = Page.objects.live().filter(
        translation_key__in=Page.objects.filter(pk__in=page_ids).values("translation_key")
    )
    pages = without_restricted(siblings.select_related("locale"))
    language = translation.get_language()
    keys = {page.pk: page.translation_key for page in pages}
    here = {page.translation_key: page for page in pages if page.locale.language_code == language}
    return {pk: here[keys[pk]] for pk in page_ids if keys.get(pk) in here}
