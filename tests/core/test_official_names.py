"""No citizen speaks in the name of the municipality, of a unit or of a moderator."""

from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.models import Page, Site

from tests.comments.making import form_data
from zaedno.comments.models import PendingComment
from zaedno.core.models import SiteSettings, Unit
from zaedno.core.official_names import looks_official

UNIT = "Дирекция „Устройство на територията“"
PRETENDING = [
    pytest.param("Община Левски", id="the municipality"),
    pytest.param("  ОБЩИНА   левски. ", id="in other letters"),
    pytest.param("Oбщинa Лeвcки", id="with Latin letters"),
    pytest.param("Οбщина Левски", id="with a Greek letter"),
    pytest.param("Общи\u0301на Ле\u0300вски", id="with accents"),
    pytest.param("Municipality of Levski", id="in English"),
    pytest.param("Obshtina Levski", id="transliterated"),
    pytest.param("Община Чупрене", id="as the settings call it"),
    pytest.param("Модератор", id="moderator"),
    pytest.param("М0дератoр", id="moderator with a figure"),
    pytest.param("м о д е р а т о р", id="moderator letter by letter"),
    pytest.param("Модератор Иван", id="moderator with a name"),
    pytest.param("АДМИНИСТРАТОР", id="administrator"),
    pytest.param("Administrator", id="administrator in English"),
    pytest.param("admin", id="admin"),
    pytest.param("Заедно", id="the site"),
    pytest.param("Zaedno", id="the site in Latin letters"),
    pytest.param("Заедно за Левски", id="the home page"),
    pytest.param("Портал за участие", id="the site in the CMS"),
    pytest.param(UNIT, id="a unit"),
    pytest.param("дирекция устройство на територията", id="a unit without quotation marks"),
]
OWN = [
    *("Васил Левски", "Левски", "Мария Заедно", "Заедно за чист град", "Община без боклук"),
    *("Дирекция", "Сдружение „Модерно село“", "Адриан Минков", "🙂", "", "李"),
]


@pytest.fixture
def named(home: Page) -> None:
    """A site with names of its own and a unit."""
    site = Site.objects.get()
    site.site_name = "Портал за участие"
    site.save()
    SiteSettings.objects.create(site=site, municipality_bg="Община Чупрене")
    Unit.objects.create(name=UNIT, locale=home.locale)


@pytest.mark.parametrize("name", PRETENDING)
def test_official_names_are_known_however_they_are_written(named: None, name: str) -> None:
    assert looks_official(name)


@pytest.mark.parametrize("name", OWN)
def test_names_of_people_and_societies_are_their_own(named: None, name: str) -> None:
    assert not looks_official(name)


@pytest.mark.parametrize("field", ["name", "organisation"])
def test_the_form_says_so_at_the_field(
    client: Client, site_tree: SimpleNamespace, field: str
) -> None:
    sent = form_data(site_tree.policy, name_form="organisation", organisation="Сдружение")
    answer = client.post("/en/comments/post/", {**sent, field: "Община Левски"})
    assert answer.status_code == 422
    assert "Readers would take this name for the municipality" in answer.content.decode()
    assert not PendingComment.objects.exists()
