"""The page on personal data ends with the terms that the platform carries out."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page, Site

from tests.factories import StandardPageFactory
from zaedno.core.models import SiteSettings
from zaedno.core.personal_data import holdings


@pytest.fixture
def privacy_page(home: Page) -> Page:
    """The page that every page of the site links to."""
    page = StandardPageFactory(parent=home)
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.privacy_page = page
    settings.save()
    return page


def words_of(client: Client, page: Page) -> BeautifulSoup:
    main = BeautifulSoup(client.get(page.get_url()).content, "html.parser").find("main")
    assert main is not None
    return main


def in_english(page: Page) -> Page:
    english = Locale.objects.get(language_code="en")
    for source in (page.get_parent().specific, page):
        source.copy_for_translation(english).save_revision().publish()
    return page.get_translation(english)


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_privacy_page_names_how_long_each_kind_of_data_is_kept(
    client: Client, privacy_page: Page, language: str
) -> None:
    page = privacy_page if language == "bg" else in_english(privacy_page)
    main = words_of(client, page)
    with translation.override(language):
        terms = {str(holding.label): str(holding.kept_for) for holding in holdings()}
    shown = dict(zip(main.find_all("dt"), main.find_all("dd"), strict=True))
    assert {term.text: value.text for term, value in shown.items()} == terms
    for address in ("my-data", "processing-register"):
        assert main.find("a", href=f"/{language}/{address}/")


def test_other_pages_of_text_do_not(client: Client, privacy_page: Page, home: Page) -> None:
    assert words_of(client, StandardPageFactory(parent=home)).find(id="terms-title") is None
