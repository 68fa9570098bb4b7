"""English by wagtail-localize, as an editor leaves it: each text translated, then published."""

import html
import re
from collections.abc import Mapping

from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from home.demo.outcomes import Loading, Outcome

_HAS_CYRILLIC = re.compile("[А-Яа-яЀЍѐѝ]")


def english_locale() -> Locale:
    """English, made where it is missing."""
    return Locale.objects.get_or_create(language_code="en")[0]


def load_english(
    original: TranslatableMixin,
    dictionary: Mapping[str, str],
    loading: Loading,
    *,
    slug: str = "",
) -> Outcome:
    """Translate a page or snippet and publish it; leave it alone where it is already there.

    Args:
        original: the Bulgarian page or snippet.
        dictionary: English by Bulgarian text; what has no Cyrillic letter needs no entry.
        loading: where texts without English are noted.
        slug: last part of a page's English address.
    """
    locale = english_locale()
    before = original.get_translation_or_none(locale)
    if before is not None and _is_finished(before) and not loading.refresh:
        return Outcome.UNCHANGED
    source, _created = TranslationSource.update_or_create_from_instance(original)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    words = {
        _as_segment(bulgarian): _as_segment(english) for bulgarian, english in dictionary.items()
    }
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        _translate(segment, words, locale, loading, slug=slug)
    translation.save_target(user=loading.author, publish=True)
    return Outcome.REFRESHED if before is not None else Outcome.CREATED


def _is_finished(translated: TranslatableMixin) -> bool:
    """Whether a run before came to the end of this page; publishing is its last act."""
    return not isinstance(translated, Page) or (translated.live and translated.alias_of_id is None)


def _translate(
    segment: StringSegment, words: Mapping[str, str], locale: Locale, loading: Loading, *, slug: str
) -> None:
    english = slug if segment.context.path == "slug" else words.get(segment.string.data)
    if english is None and not _HAS_CYRILLIC.search(segment.string.data):
        english = segment.string.data
    if english is None:
        loading.untranslated.append(segment.string.data)
        return
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=locale,
        defaults={
            "data": english,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": loading.author,
            "has_error": False,
        },
    )


def _as_segment(text: str) -> str:
    """A text as wagtail-localize keeps it: lines separated by ``<br/>``, escaped once."""
    return html.escape(html.unescape(text), quote=False).replace("\n", "<br/>")
