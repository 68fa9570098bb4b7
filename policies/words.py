"""Words on a page that may be of another language than the page: they say of which."""

from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from zaedno.core.languages import Words
from zaedno.core.models.snippets import Named
from zaedno.core.named import name_here


def with_lang(words: Words | str) -> SafeString:
    """A text that names its language where that is not the reader's."""
    language = getattr(words, "language", None)
    if language in (None, translation.get_language()):
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', language, words)


def named(thing: Named | None, page: Page) -> SafeString | str:
    """The name of an area, a unit or a settlement in the language of a page.

    What is of that language already says its own name, without a question to the database.
    """
    if thing is None:
        return ""
    if thing.locale_id == page.locale_id:
        return thing.name
    return with_lang(name_here(thing) or "")
