"""One thing in two languages: what people say about it is kept once, at its first language."""

from typing import TypeVar

from django.conf import settings
from wagtail.models import Page

PageT = TypeVar("PageT", bound=Page)


def canonical(page: PageT) -> PageT:
    """The page in the default language of which this one is a translation; itself if there is none.

    Comments, form answers and follows are attached here, so that readers of either language
    see and count the same.
    """
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return page
    translations = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    return translations.select_related("locale").first() or page
