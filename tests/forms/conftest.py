"""What the tests of consultations share."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from wagtail.models import Page


@pytest.fixture
def in_english(locales: SimpleNamespace, home: Page) -> Callable[[Page], Page]:
    """Translates a page and all above it into English and publishes them."""

    def translate(page: Page) -> Page:
        for source in (*page.get_ancestors().filter(depth__gte=2).specific(), page):
            if not source.has_translation(locales.en):
                source.copy_for_translation(locales.en, copy_parents=True).save_revision().publish()
        translated = page.get_translation(locales.en)
        translated.refresh_from_db()
        return translated.specific

    return translate
