"""Copies of images are made when a page is published, never when somebody reads it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.models import Page, ReferenceIndex, Site

from tests import factories
from zaedno import REPOSITORY
from zaedno.core.image_uses import ImageUse
from zaedno.core.models import CustomImage, CustomRendition, SiteSettings
from zaedno.core.renditions import make_copies, wanted
from zaedno.core.tasks import ask_for_missing

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")

ON_NEWS = {*ImageUse.FIGURE.specs, *ImageUse.CARD.specs, *ImageUse.SHARE.specs}


@pytest.fixture
def at_once(settings: Settings) -> None:
    """The worker does at once what is asked of it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def drawn(client: Client) -> Callable[[Page], BeautifulSoup]:
    """Asks for a page and reads the answer."""

    def read(page: Page) -> BeautifulSoup:
        answer = client.get(page.get_url())
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return read


def image() -> CustomImage:
    return factories.ImageFactory(file__width=160, file__height=120)


def publish(page: Page, **values: object) -> Page:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def figure(shown: CustomImage) -> list[dict[str, object]]:
    picture = {"image": shown.pk, "decorative": False, "alt_text": "Мостът"}
    return [{"type": "figure", "value": {"image": picture, "caption": ""}}]


def copies(shown: CustomImage) -> set[str]:
    return set(shown.renditions.values_list("filter_spec", flat=True))


@pytest.mark.usefixtures("at_once")
def test_publishing_a_page_makes_the_copies_of_its_images(site_tree: SimpleNamespace) -> None:
    top, within = image(), image()
    publish(site_tree.news_page, image=top, body=figure(within))
    assert copies(top) == ON_NEWS
    assert copies(within) == set(ImageUse.FIGURE.specs)


@pytest.mark.usefixtures("at_once")
def test_a_page_that_is_public_from_the_start_has_its_copies(site_tree: SimpleNamespace) -> None:
    shown = image()
    factories.NewsPageFactory(parent=site_tree.news, image=shown)
    assert copies(shown) == ON_NEWS


@pytest.mark.usefixtures("at_once")
def test_a_draft_makes_no_copies(site_tree: SimpleNamespace) -> None:
    site_tree.news_page.image = shown = image()
    site_tree.news_page.save_revision()
    assert copies(shown) == set()


@pytest.mark.usefixtures("at_once")
def test_the_coat_of_arms_gets_its_copy_when_it_is_chosen(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup]
) -> None:
    emblem = image()
    SiteSettings.objects.create(site=Site.objects.get(), coat_of_arms=emblem)
    assert copies(emblem) == {"max-144x144"}
    mark = drawn(site_tree.standard).find("img", class_="brand__mark")
    assert mark["src"] == emblem.renditions.get().url
    assert mark["alt"] == ""


@pytest.mark.usefixtures("at_once")
def test_another_file_of_an_image_gets_copies_of_its_own(site_tree: SimpleNamespace) -> None:
    shown = image()
    publish(site_tree.news_page, image=shown)
    ReferenceIndex.create_or_update_for_object(site_tree.news_page)
    shown.renditions.all().delete()
    content = BytesIO()
    Image.new("RGB", (80, 60), "green").save(content, "PNG")
    shown.file = ImageFile(content, name="drugo.png")
    shown.save()
    assert copies(shown) == ON_NEWS


def test_making_copies_twice_makes_nothing_new(site_tree: SimpleNamespace) -> None:
    shown = image()
    assert make_copies(shown.pk, ImageUse.FIGURE.specs) == 6
    assert make_copies(shown.pk, ImageUse.FIGURE.specs) == 0


def test_an_image_that_is_gone_needs_no_copies(db: None) -> None:
    assert make_copies(404, ImageUse.CARD.specs) == 0


def test_an_image_whose_file_is_lost_stops_nothing(
    site_tree: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    shown = image()
    Path(shown.file.path).unlink()
    assert make_copies(shown.pk, ImageUse.CARD.specs) == 0
    assert "cannot be read" in caplog.text


@pytest.mark.usefixtures("at_once")
def test_what_older_pages_lack_is_asked_for_again(site_tree: SimpleNamespace) -> None:
    shown = image()
    publish(site_tree.news_page, image=shown)
    shown.renditions.filter(filter_spec__in=ImageUse.CARD.specs).delete()
    assert ask_for_missing() == 1
    assert copies(shown) == ON_NEWS
    assert ask_for_missing() == 0


def test_until_its_copies_are_made_a_page_shows_the_image_itself(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup], client: Client
) -> None:
    top, within = image(), image()
    publish(site_tree.news_page, image=top, body=figure(within))
    first, second = drawn(site_tree.news_page).main.find_all("img", class_="figure__image")
    assert (first["src"], first["width"], first["height"]) == (top.file.url, "160", "120")
    assert first["alt"] == top.description
    assert second["alt"] == "Мостът"
    card = drawn(site_tree.news).find("img", class_="card__image")
    assert card["src"] == top.file.url
    assert not CustomRendition.objects.exists()


def test_a_visit_writes_nothing(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup]
) -> None:
    publish(site_tree.news_page, image=image(), body=figure(image()))
    with CaptureQueriesContext(connection) as queries:
        for page in (site_tree.news_page, site_tree.news, site_tree.home):
            drawn(page)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


@pytest.mark.usefixtures("at_once")
def test_a_reader_gets_the_copies_as_soon_as_they_are_made(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup]
) -> None:
    site_tree.news_page.image = shown = image()
    site_tree.news_page.save()
    assert drawn(site_tree.news_page).find("picture") is None
    ask_for_missing()
    page = drawn(site_tree.news_page)
    sources = page.find("picture").find_all("source")
    assert [source["type"] for source in sources] == ["image/webp"]
    assert sources[0]["srcset"].count(" ") == 5
    assert page.find("picture").img["alt"] == shown.description
    share = shown.renditions.get(filter_spec=ImageUse.SHARE.specs[0])
    assert page.find("meta", property="og:image")["content"].endswith(share.url)
    card = shown.renditions.get(filter_spec=ImageUse.CARD.specs[0])
    assert drawn(site_tree.news).find("img", class_="card__image")["src"] == card.url


@pytest.mark.usefixtures("at_once")
def test_an_image_shown_twice_keeps_the_words_of_each_place(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup]
) -> None:
    shown = image()
    publish(site_tree.news_page, image=shown, body=figure(shown))
    pictures = drawn(site_tree.news_page).main.find_all("picture")
    assert [picture.img["alt"] for picture in pictures] == [shown.description, "Мостът"]


@pytest.mark.usefixtures("at_once")
def test_an_image_in_a_text_and_in_a_card_of_one_page_has_the_copies_of_both(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup]
) -> None:
    shown = image()
    publish(site_tree.news_page, image=shown)
    publish(site_tree.home, body=figure(shown))
    page = drawn(site_tree.home)
    assert page.find("picture")
    card = shown.renditions.get(filter_spec=ImageUse.CARD.specs[0])
    assert page.find("img", class_="card__image")["src"] == card.url


@pytest.mark.usefixtures("at_once")
def test_any_number_of_images_on_a_page_costs_the_same(
    site_tree: SimpleNamespace, drawn: Callable[[Page], BeautifulSoup]
) -> None:
    def cost(number: int) -> int:
        publish(site_tree.news_page, body=[part for _ in range(number) for part in figure(image())])
        with CaptureQueriesContext(connection) as queries:
            drawn(site_tree.news_page)
        return len(queries)

    assert cost(1) == cost(5)


def test_images_are_found_at_any_depth_of_a_text(site_tree: SimpleNamespace) -> None:
    shown = image()
    site_tree.standard.body = [{"type": "heading", "value": "Мост"}, *figure(shown)]
    site_tree.standard.save()
    assert wanted(site_tree.standard) == {shown.pk: set(ImageUse.FIGURE.specs)}


def test_no_template_scales_an_image_in_a_visit() -> None:
    scaling = re.compile(r"wagtailimages_tags|{%\s*(?:image|picture|srcset_image|image_url)\s")
    folder = REPOSITORY / "templates"
    public = [path for path in folder.rglob("*.html") if "wagtailadmin" not in path.parts]
    assert len(public) > 50
    assert [path.name for path in public if scaling.search(path.read_text())] == []
