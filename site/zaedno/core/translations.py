"""One thing in two languages: what people say about it is kept once, at its first language."""

from typing import TypeVar

from wagtail.models import Locale, Page

from zaedno.core.content_version import kept

PageT = TypeVar("PageT", bound=Page)


def canonical(page: PageT) -> PageT:
    """The page in the default language of which this one is a translation; itself if there is none.

    Comments, form answers and follows are attached here, so that readers of either language
    see and count the same.
    """
    default = kept("default locale", Locale.get_default)
    if page.locale_id == default.pk:
        return page
    return page.get_translation_or_none(default) or page
