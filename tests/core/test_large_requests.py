"""More text than anybody writes: refused with a sentence, and never given back whole."""

from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.comments.making import form_data
from tests.factories import ConsultationFormFieldFactory, ConsultationFormPageFactory, UserFactory
from zaedno.core.echo import LONGEST_ECHO
from zaedno.core.spam import issue_stamp

LIMIT = 100_000
FORM = "application/x-www-form-urlencoded"
SMALL_LIMIT = override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=LIMIT)
ADDRESSES = ["/bg/comments/post/", "/bg/kontakti/", "/api/v3/search/", "/cms/login/", "/bg/"]


@SMALL_LIMIT
@pytest.mark.parametrize("kind", [FORM, "application/json", "text/plain"])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("checked", [True, False])
def test_a_request_beyond_the_limit_is_too_large(address: str, kind: str, checked: bool) -> None:
    client = Client(enforce_csrf_checks=checked)
    response = client.post(address, "a=" + "x" * LIMIT, content_type=kind)
    assert response.status_code == 413
    assert len(response.content) < 10_000


@SMALL_LIMIT
def test_the_page_says_what_to_do_in_both_languages() -> None:
    response = Client(enforce_csrf_checks=True).post("/bg/comments/post/", {"comment": "x" * LIMIT})
    html = response.content.decode()
    assert response.status_code == 413
    assert "Изпратеното е твърде голямо" in html
    assert "Too much was sent" in html


def test_the_page_names_the_limit_and_says_that_nothing_is_lost() -> None:
    typed = "comment=" + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    response = Client().post("/bg/comments/post/", typed, content_type=FORM)
    html = response.content.decode()
    assert response.status_code == 413
    assert html.count(f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB") == 2
    assert "Натиснете „Назад“" in html
    assert "Press “Back”" in html


def test_a_comment_of_a_million_letters_comes_back_with_its_beginning(
    client: Client, site_tree: SimpleNamespace
) -> None:
    typed = urlencode(form_data(site_tree.policy, comment="Щ" * 2**20))
    response = client.post("/bg/comments/post/", typed, content_type=FORM)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Щ" * LONGEST_ECHO in html
    assert "Щ" * (LONGEST_ECHO + 1) not in html
    assert "20 000" in html.replace("\xa0", " ")


@SMALL_LIMIT
def test_a_program_is_told_in_its_own_way() -> None:
    response = Client().post("/api/v3/search/", "x" * (LIMIT + 1), content_type="application/json")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 413
    assert response.json()["detail"]


@SMALL_LIMIT
def test_files_do_not_count(site_tree: SimpleNamespace) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    file = SimpleUploadedFile("plan.txt", b"x" * 2 * LIMIT)
    response = client.post("/cms/documents/add/", {"title": "План", "file": file})
    assert response.status_code != 413
    assert "План" in response.content.decode() or response.status_code == 302


@pytest.mark.parametrize("field", ["name", "email", "comment", "reply_to", "honeypot", "timestamp"])
def test_a_comment_that_is_far_too_long_comes_back_with_its_beginning(
    client: Client, site_tree: SimpleNamespace, field: str
) -> None:
    text = "Начало " + "я" * 10 * LONGEST_ECHO
    sent = form_data(site_tree.policy, **{field: text})
    response = client.post("/bg/comments/post/", sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert html.count("я" * 100) <= 3 * LONGEST_ECHO / 100
    assert "я" * (LONGEST_ECHO + 1) not in html
    assert "20 000" in html.replace("\xa0", " ")


@pytest.mark.parametrize(
    "kind",
    [
        *("singleline", "multiline", "email", "number", "url", "checkbox", "checkboxes"),
        *("dropdown", "multiselect", "radio", "date", "datetime", "hidden"),
    ],
)
def test_an_answer_that_is_far_too_long_comes_back_with_its_beginning(
    client: Client, site_tree: SimpleNamespace, kind: str
) -> None:
    page = ConsultationFormPageFactory(parent=site_tree.consultations)
    field = ConsultationFormFieldFactory(page=page, field_type=kind, choices="да, не")
    page.refresh_from_db()
    sent = {field.clean_name: "9" * 10 * LONGEST_ECHO, "stamp": issue_stamp()}
    response = client.post(page.get_url(), sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert not page.get_submissions().exists()
    assert "9" * (LONGEST_ECHO + 1) not in html
    assert "20 000" in html.replace("\xa0", " ")


def test_a_text_that_is_only_somewhat_too_long_comes_back_whole(
    client: Client, site_tree: SimpleNamespace
) -> None:
    text = "я" * LONGEST_ECHO
    html = client.post("/bg/comments/post/", form_data(site_tree.policy, comment=text))
    assert text in html.content.decode()


@pytest.mark.parametrize("checked", [True, False])
def test_a_form_in_another_encoding_is_refused(checked: bool) -> None:
    client = Client(enforce_csrf_checks=checked)
    kind = f"{FORM}; charset=utf-16"
    assert client.post("/bg/kontakti/", b"a=b", content_type=kind).status_code == 400
