"""When a document is read, what is kept of it, and what happens when the reading is cut short."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tests.documents.conftest import AT_ONCE, LATER, Upload
from tests.documents.making import fixture, pdf_of_texts
from zaedno.core.models import CustomDocument
from zaedno.documents import services
from zaedno.documents.enums import EXPLANATIONS, UNREADABLE, TextState
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.models import DocumentText
from zaedno.documents.unread import ask_for_unread


def text_of(document: CustomDocument) -> DocumentText:
    return DocumentText.objects.get(document=document)


def test_an_uploaded_document_is_read_in_the_background(upload: Upload) -> None:
    text = text_of(upload("a.pdf", fixture("doklad.pdf")))
    assert text.state == TextState.READ
    assert (text.pages, text.language, text.is_cut) == (3, "bg", False)
    assert len(text.file_hash) == 64
    assert text.read_at
    assert [piece.page for piece in text.pieces.all()] == [1, 2, 3]
    assert text.characters == sum(len(piece.text) for piece in text.pieces.all())


def test_the_upload_does_not_wait_for_the_reading(upload: Upload, nobody_works: None) -> None:
    assert text_of(upload("a.pdf", fixture("doklad.pdf"))).state == TextState.WAITING


def test_the_task_is_committed_with_the_document_or_not_at_all(
    upload: Upload, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks = DBTaskResult.objects.filter(task_path="zaedno.documents.tasks.read_document")
    with transaction.atomic():
        upload("a.txt", b"text")
        transaction.set_rollback(True)
    assert not tasks.exists()
    upload("a.txt", b"text")
    assert tasks.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        pytest.param("a.docx", b"PK\x03\x04 cut off", TextState.DAMAGED, id="damaged"),
        pytest.param("a.txt", b"  \n", TextState.EMPTY, id="empty"),
        pytest.param("a.zip", b"PK\x05\x06", TextState.UNSUPPORTED, id="no kind of text"),
        pytest.param("a", b"no extension", TextState.UNSUPPORTED, id="no kind"),
    ],
)
def test_a_file_without_text_is_kept_with_the_reason(
    upload: Upload, name: str, content: bytes, state: TextState
) -> None:
    document = upload(name, content)
    assert text_of(document).state == state
    assert document.file.storage.exists(document.file.name)


def test_a_document_under_a_password_says_so(upload: Upload) -> None:
    text = text_of(upload("a.pdf", fixture("encrypted.pdf")))
    assert text.state == TextState.ENCRYPTED
    assert text.is_unreadable


def test_a_document_whose_file_is_lost_says_so(db: None) -> None:
    document = CustomDocument.objects.create(title="Доклад", file="lost.pdf")
    assert text_of(document).state == TextState.MISSING


def test_a_lost_file_that_comes_back_under_its_name_is_read(db: None) -> None:
    document = CustomDocument.objects.create(title="Доклад", file="documents/back.txt")
    document.file.storage.save("documents/back.txt", ContentFile("Доклад за парка".encode()))
    document.save()
    assert text_of(document).state == TextState.READ


def test_every_state_is_explained_to_the_staff() -> None:
    assert set(EXPLANATIONS) == set(TextState)
    assert TextState.READ not in UNREADABLE


def test_a_replaced_file_takes_its_text_along_at_once(upload: Upload, settings: Settings) -> None:
    document = upload("a.txt", "Лични данни".encode())
    settings.TASKS = LATER
    document.file = ContentFile("Без лични данни".encode(), name="b.txt")
    document.save()
    assert not text_of(document).pieces.exists()
    services.read(document.pk, at=timezone.now())
    assert text_of(document).pieces.get().text == "Без лични данни"


def test_a_new_title_does_not_read_the_file_again(upload: Upload) -> None:
    document = upload("a.txt", "Доклад".encode())
    before = text_of(document).read_at
    document.title = "Друго заглавие"
    document.save()
    assert text_of(document).read_at == before


def test_a_deleted_document_takes_its_text_along(upload: Upload) -> None:
    document = upload("a.txt", "Доклад".encode())
    pk = document.pk
    document.delete()
    assert not DocumentText.objects.exists()
    assert services.read(pk, at=timezone.now()) is False


def test_reading_twice_is_as_good_as_once(upload: Upload, nobody_works: None) -> None:
    document = upload("a.txt", "Доклад за парка".encode())
    services.read(document.pk, at=timezone.now())
    services.read(document.pk, at=timezone.now())
    assert text_of(document).pieces.count() == 1


def test_a_long_document_is_read_in_stretches(
    upload: Upload, nobody_works: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = upload("a.pdf", pdf_of_texts(*(f"page {n}" for n in range(1, 5))))
    # More is kept for handing over than there is: each process reads one page.
    monkeypatch.setattr(services, "Limits", lambda: Limits(reserve=60.0))
    assert [services.read(document.pk, at=timezone.now()) for _ in range(4)] == [
        *(True, True, True, False)
    ]
    text = text_of(document)
    assert text.state == TextState.READ
    assert [piece.text for piece in text.pieces.all()] == ["page 1", "page 2", "page 3", "page 4"]


def test_all_stretches_together_are_no_longer_than_one_document_may_be(
    upload: Upload, nobody_works: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = upload("a.pdf", pdf_of_texts(*(f"page {n}" for n in range(1, 5))))
    monkeypatch.setattr(services, "Limits", lambda: Limits(reserve=60.0, characters=15))
    while services.read(document.pk, at=timezone.now()):
        pass
    text = text_of(document)
    assert text.is_cut
    assert text.characters == 15


def test_a_document_whose_worker_was_killed_is_asked_for_again(
    upload: Upload, settings: Settings, nobody_works: None
) -> None:
    document = upload("a.txt", "Доклад за парка".encode())
    long_ago = timezone.now() - timedelta(hours=1)
    DocumentText.objects.update(asked_at=long_ago, started_at=long_ago, attempts=1)
    settings.TASKS = AT_ONCE
    assert ask_for_unread() == 1
    assert text_of(document).state == TextState.READ


def test_a_document_that_is_being_read_is_not_asked_for(upload: Upload, nobody_works: None) -> None:
    upload("a.txt", b"text")
    assert ask_for_unread() == 0


def test_a_document_that_kills_every_worker_is_given_up(upload: Upload, nobody_works: None) -> None:
    document = upload("a.txt", "Доклад".encode())
    DocumentText.objects.update(attempts=services.MOST_ATTEMPTS)
    services.read(document.pk, at=timezone.now())
    assert text_of(document).state == TextState.DAMAGED


def test_what_took_too_long_is_tried_again_before_it_is_given_up(
    upload: Upload, nobody_works: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = upload("a.txt", "Доклад за парка".encode())
    with monkeypatch.context() as busy:
        busy.setattr(services, "Limits", lambda: Limits(seconds=0.001))
        for _ in range(services.MOST_ATTEMPTS - 1):
            services.read(document.pk, at=timezone.now())
            assert text_of(document).state == TextState.WAITING
        services.read(document.pk, at=timezone.now())
        assert text_of(document).state == TextState.TIMED_OUT
    services.begin_anew(document, at=timezone.now())
    services.read(document.pk, at=timezone.now())
    assert text_of(document).state == TextState.READ


def test_documents_from_before_are_read_by_and_by(upload: Upload, settings: Settings) -> None:
    document = upload("a.txt", "Доклад".encode())
    DocumentText.objects.all().delete()
    assert ask_for_unread() == 1
    assert text_of(document).state == TextState.READ


def test_the_command_goes_on_where_it_was_broken_off(
    upload: Upload, nobody_works: None, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = upload("a.txt", b"first text"), upload("b.docx", b"PK\x03\x04", title="Лош")
    services.read(first.pk, at=timezone.now())
    before = text_of(first).read_at
    call_command("extract_documents")
    said = capsys.readouterr().out
    assert text_of(first).read_at == before
    assert text_of(second).state == TextState.DAMAGED
    assert "1 documents\ndamaged: 1\n  Лош: damaged" in said
    call_command("extract_documents", unreadable=True)
    assert "1 documents" in capsys.readouterr().out
    call_command("extract_documents", again=True)
    assert text_of(first).read_at != before
