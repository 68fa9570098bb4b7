"""Attached documents are found by what is in them, with the page."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation
from wagtail.models import Collection, CollectionViewRestriction

from search import services
from search.backends.base import SearchAnswer
from search.drift import find_drift
from search.models import SearchEntry
from tests.documents.making import fixture
from tests.search.conftest import Search, refresh_index
from zaedno.core.models import CustomDocument
from zaedno.documents import search_text
from zaedno.documents.models import DocumentText


def upload(name: str, content: bytes | str, **fields: object) -> CustomDocument:
    written = content.encode() if isinstance(content, str) else content
    fields = {"title": "Годишен преглед"} | fields
    return CustomDocument.objects.create(file=ContentFile(written, name=name), **fields)


def pages(*texts: str, **fields: object) -> CustomDocument:
    """A document of which these pages were read."""
    document = upload("a.pdf", b"%PDF- no pages", **fields)
    text = DocumentText.objects.get(document=document)
    for number, page in enumerate(texts, 1):
        text.pieces.create(number=number, page=number, text=page)
    text.save()
    return document


def names(answer: SearchAnswer) -> list[str]:
    """The titles of what was found as readers see them."""
    return [hit.entry.full_title for hit in answer.hits]


def test_a_hit_in_a_pdf_leads_to_the_page(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    document = upload("doklad.pdf", fixture("doklad.pdf"))
    hit = search("поливни системи на Кайлъка").hits[0]
    assert hit.url == f"{document.url}#page=2"
    assert hit.part_label == "страница 2"
    assert "<mark>Поливната</mark> <mark>система</mark>" in hit.passage_html
    with translation.override("en"):
        assert search("поливни системи").hits[0].part_label == "page 2"


@pytest.mark.parametrize("kind", ["docx", "odt", "doc", "rtf"])
def test_a_file_without_pages_is_found_by_its_text(
    site_tree: SimpleNamespace, search: Search, either_backend: str, kind: str
) -> None:
    document = upload(f"doklad.{kind}", fixture(f"doklad.{kind}"))
    hit = search("кестените").hits[0]
    assert (hit.url, hit.part_label) == (document.url, "")


def test_a_sheet_is_found_by_its_cells(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    upload("byudzhet.xlsx", fixture("byudzhet.xlsx"))
    assert names(search("Кайлъка")) == ["Годишен преглед"]


def test_a_document_stands_once_however_many_pages_have_the_words(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    pages("Липи и други дървета край пътя и реката.", "Липи.", "Липи, липи и кестени.")
    pages("Липи.", title="Втори преглед")
    answer = search("липи")
    assert sorted(names(answer)) == ["Втори преглед", "Годишен преглед"]
    assert answer.total == 2
    assert answer.facets["kind"] == {"document": 2}
    assert [hit.part_label for hit in search("кестени липи").hits][:1] == ["страница 3"]


def test_pages_of_the_list_neither_repeat_nor_lose_a_document(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    for number in range(5):
        pages(*["Липи край пътя."] * 4, title=f"Преглед {number}")
    lists = [names(search("липи", offset=number, limit=2)) for number in (0, 2, 4, 6)]
    assert [len(found) for found in lists] == [2, 2, 1, 0]
    assert len({title for found in lists for title in found}) == 5


def test_the_title_leads_to_the_whole_document(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    document = pages("Липи край пътя.", "Кестени край реката.")
    hit = search("годишният преглед").hits[0]
    assert (hit.url, hit.part_label) == (document.url, "")


def test_suggestions_name_the_document_and_not_its_pages(
    site_tree: SimpleNamespace, either_backend: str
) -> None:
    document = pages(*["Липи край пътя."] * 12)
    refresh_index()
    found = services.suggest("годишен пре", language="bg")
    assert [entry.url for entry in found] == [document.url]


@pytest.mark.parametrize("asked", ["кестени", "годишен"])
def test_nothing_of_a_document_in_a_closed_folder_is_found(
    site_tree: SimpleNamespace, search: Search, either_backend: str, asked: str
) -> None:
    folder = Collection.get_first_root_node().add_child(name="Папка")
    pages("Липи.", "Кестени.", collection=folder)
    assert search(asked).total == 1
    closed = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type=CollectionViewRestriction.LOGIN
    )
    answer = search(asked)
    assert (names(answer), answer.total, answer.facets) == ([], 0, {})
    assert services.suggest("годишен", language="bg") == []
    closed.delete()
    assert search(asked).total == 1


def test_what_stood_in_a_replaced_file_is_not_found_any_more(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    document = upload("a.txt", "Личен номер: градушка")
    assert search("градушка").total == 1
    document.file = ContentFile("Без номера".encode(), name="b.txt")
    document.save()
    assert search("градушка").total == 0
    assert search("номера").total == 1


def test_a_document_that_cannot_be_read_is_found_by_its_title(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    upload("a.pdf", fixture("encrypted.pdf"))
    assert names(search("преглед")) == ["Годишен преглед"]


def test_a_deleted_document_is_gone_with_all_its_pages(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    pages("Липи.", "Кестени.").delete()
    assert search("липи кестени годишен").total == 0
    assert not find_drift()


def test_a_long_document_is_found_by_groups_of_pages(
    site_tree: SimpleNamespace, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_text, "MOST_PARTS", 2)
    document = pages("Липи край пътя. " * 40, "Кестени.", "Чешма.", "Пейки.", "Лампи.")
    hit = search("чешма").hits[0]
    assert (hit.part_label, hit.url) == ("страници 1–3", f"{document.url}#page=1")
    assert SearchEntry.objects.filter(kind="document").count() == 3


def test_the_page_of_results_names_the_page_of_the_file(
    client: Client, site_tree: SimpleNamespace
) -> None:
    pages("Липи.", "Кестени.")
    soup = BeautifulSoup(client.get("/bg/search/?q=кестени").content, "html.parser")
    assert "страница 2" in soup.select_one(".result").get_text()
    assert soup.select_one(".result a")["href"].endswith("#page=2")


def test_programs_are_told_the_page_of_the_file(client: Client, site_tree: SimpleNamespace) -> None:
    pages("Липи.", "Кестени.")
    (item,) = client.get("/api/v3/search/?q=кестени").json()["items"]
    assert item["part_label"] == "страница 2"
    assert item["url"].endswith("#page=2")
