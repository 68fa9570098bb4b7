"""Links between pages, followed into the reader's language."""

from collections.abc import Sequence

from wagtail.models import Page

from zaedno.core.visibility import public_pages


def public_translations(page_ids: Sequence[int], *, locale_id: int) -> list[Page]:
    """The public pages behind some ids, each in one language, in the order of the ids.

    Costs two queries and those of the view restrictions, whatever the number of ids.
    """
    if not page_ids:
        return []
    keys = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    found = public_pages(Page.objects.filter(translation_key__in=keys.values()))
    in_language = {page.translation_key: page for page in found.filter(locale_id=locale_id)}
    return [in_language[keys[pk]] for pk in page_ids if keys.get(pk) in in_language]
