"""What the staff are told of the text of a document, and what they can do."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection, GroupCollectionPermission, Page

from tests.documents.conftest import Upload
from tests.documents.making import fixture
from tests.factories import UserFactory
from zaedno.core.models import CustomDocument
from zaedno.documents.enums import EXPLANATIONS, TextState
from zaedno.documents.models import DocumentText
from zaedno.users.models import User


@pytest.fixture
def staff(client: Client, home: Page) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


def editor_of_documents(*rights: str) -> User:
    """Somebody who may do these things with documents, and enter the CMS."""
    group = Group.objects.create(name="Архив")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                codename=f"{right}_document", content_type__app_label="wagtaildocs"
            ),
        )
    user: User = UserFactory()
    user.groups.add(group)
    return user


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text().split())


def page(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_list_says_which_text_is_not_readable_and_why(staff: Client, upload: Upload) -> None:
    upload("a.pdf", fixture("encrypted.pdf"), title="Заключен")
    upload("b.pdf", fixture("doklad.pdf"), title="Отворен")
    rows = {words(row) for row in page(staff, "/cms/documents/").select("table tbody tr")}
    closed = next(row for row in rows if "Заключен" in row)
    assert "Текстът не се чете" in closed
    assert str(TextState.ENCRYPTED.label) in closed
    assert "Текстът не се чете" not in next(row for row in rows if "Отворен" in row)


def test_the_list_can_be_narrowed_to_a_state(staff: Client, upload: Upload) -> None:
    upload("a.pdf", fixture("encrypted.pdf"), title="Заключен")
    upload("b.pdf", fixture("doklad.pdf"), title="Отворен")
    for address in ("/cms/documents/", "/cms/documents/results/"):
        shown = words(page(staff, f"{address}?text=encrypted"))
        assert "Заключен" in shown
        assert "Отворен" not in shown


def test_the_list_costs_the_same_for_one_document_and_for_ten(
    staff: Client, upload: Upload, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    upload("a.txt", b"text")
    staff.get("/cms/documents/")
    with django_assert_max_num_queries(60) as one:
        staff.get("/cms/documents/")
    for n in range(9):
        upload(f"{n}.txt", b"text")
    with django_assert_max_num_queries(60) as ten:
        staff.get("/cms/documents/")
    assert len(one) == len(ten)


def test_the_form_explains_what_can_be_done(staff: Client, upload: Upload) -> None:
    document = upload("a.pdf", fixture("encrypted.pdf"))
    soup = page(staff, f"/cms/documents/edit/{document.pk}/")
    assert str(EXPLANATIONS[TextState.ENCRYPTED]) in words(soup)
    assert soup.select_one(f'button[formaction$="/documents/text/{document.pk}/again/"]')


def test_the_form_of_a_document_that_nobody_read_yet_opens(staff: Client, upload: Upload) -> None:
    document = upload("a.txt", b"text")
    DocumentText.objects.all().delete()
    page(staff, f"/cms/documents/edit/{document.pk}/")
    page(staff, "/cms/documents/")


def test_a_cut_text_and_another_language_are_pointed_out(staff: Client, upload: Upload) -> None:
    document = upload("a.txt", b"The minutes of the meeting on the park")
    DocumentText.objects.update(is_cut=True, blank=2, recognised=1)
    shown = words(page(staff, f"/cms/documents/edit/{document.pk}/"))
    for sentence in ("Прочетено е само началото", "друг език", "2 страници", "1 страница"):
        assert sentence in shown


def test_whoever_may_change_a_document_may_have_it_read_again(
    client: Client, home: Page, upload: Upload
) -> None:
    document = upload("a.txt", b"text")
    DocumentText.objects.update(state=TextState.TIMED_OUT)
    client.force_login(editor_of_documents("add", "change"))
    response = client.post(f"/cms/documents/text/{document.pk}/again/")
    assert response["Location"] == f"/cms/documents/edit/{document.pk}/"
    assert DocumentText.objects.get().state == TextState.READ


@pytest.mark.parametrize("rights", [(), ("choose",), ("add",)])
def test_nobody_else_may(client: Client, home: Page, upload: Upload, rights: tuple[str]) -> None:
    document = upload("a.txt", b"text")
    DocumentText.objects.update(state=TextState.TIMED_OUT)
    client.force_login(editor_of_documents(*rights))
    client.post(f"/cms/documents/text/{document.pk}/again/")
    assert DocumentText.objects.get().state == TextState.TIMED_OUT


def test_reading_again_is_not_asked_for_by_a_link(staff: Client, upload: Upload) -> None:
    document = upload("a.txt", b"text")
    assert staff.get(f"/cms/documents/text/{document.pk}/again/").status_code == 405


def test_the_public_is_told_nothing_of_it(client: Client, home: Page, upload: Upload) -> None:
    document = upload("a.pdf", fixture("encrypted.pdf"))
    told = client.get(f"/api/v3/documents/{document.pk}/").json()
    assert not {"text", "state", "reason", "pages"} & set(told)


def test_a_pdf_opens_in_the_browser_and_nothing_else_does(
    client: Client, home: Page, upload: Upload
) -> None:
    opened = client.get(upload("a.pdf", fixture("doklad.pdf")).url)
    assert b"".join(opened.streaming_content) == fixture("doklad.pdf")  # type: ignore[arg-type]
    assert not opened["Content-Disposition"].startswith("attachment")
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in opened["Content-Security-Policy"]
    saved = client.get(upload("b.docx", fixture("doklad.docx")).url)
    assert b"".join(saved.streaming_content)  # type: ignore[arg-type]
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_document_uploaded_in_the_cms_is_read(staff: Client) -> None:
    file = SimpleUploadedFile("doklad.pdf", fixture("doklad.pdf"))
    staff.post("/cms/documents/add/", {"title": "Доклад", "language": "bg", "file": file})
    document = CustomDocument.objects.get()
    assert DocumentText.objects.get(document=document).state == TextState.READ
