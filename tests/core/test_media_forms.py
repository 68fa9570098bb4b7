"""Images and documents that are uploaded: described, readable, and what they say they are."""

import gc
import json
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories import UserFactory
from zaedno.core.models import CustomDocument, CustomImage


@pytest.fixture
def staff_client(client, home):
    client.force_login(UserFactory(is_superuser=True))
    return client


def picture(size=(40, 30), kind="PNG"):
    content = BytesIO()
    Image.new("RGB", size, "#0f5646").save(content, kind)
    return content.getvalue()


def bomb():
    """A tiny file that claims to be 60,000 by 60,000 pixels."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def upload(name, content):
    return SimpleUploadedFile(name, content)


UNREADABLE = [
    pytest.param("text.png", b"This is no image at all.", id="text named as an image"),
    pytest.param("head.png", b"\x89PNG\r\n\x1a\n" + b"junk" * 50, id="the mark of PNG, then junk"),
    pytest.param("half.jpg", picture((400, 300), "JPEG")[:700], id="cut off in the middle"),
    pytest.param("bomb.png", bomb(), id="a decompression bomb"),
    pytest.param("empty.png", b"", id="an empty file"),
    pytest.param("wrong.jpg", picture(), id="a PNG named as JPEG"),
]


@pytest.mark.parametrize(("name", "content"), UNREADABLE)
def test_an_image_that_cannot_be_read_is_refused_with_a_sentence(staff_client, name, content):
    form = {"title": "Снимка", "description": "Поле", "file": upload(name, content)}
    response = staff_client.post("/cms/images/add/", form)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(("name", "content"), UNREADABLE)
def test_the_upload_of_many_refuses_it_too(staff_client, name, content):
    response = staff_client.post("/cms/images/multiple/add/", {"files[]": upload(name, content)})
    answer = json.loads(response.content)
    assert not answer["success"]
    assert answer["error_message"]


@pytest.mark.parametrize(("name", "content"), UNREADABLE)
def test_the_chooser_refuses_it_too(staff_client, name, content):
    form = {
        "image-chooser-upload-title": "Снимка",
        "image-chooser-upload-description": "Поле",
        "image-chooser-upload-file": upload(name, content),
    }
    response = staff_client.post("/cms/images/chooser/create/", form)
    assert json.loads(response.content)["step"] == "reshow_creation_form"
    assert not CustomImage.objects.exists()


def test_an_image_without_a_description_is_refused_with_a_reason(staff_client):
    form = {"title": "Поле", "file": upload("pole.png", picture())}
    response = staff_client.post("/cms/images/add/", form)
    (reason,) = response.context["form"].errors["description"]
    assert "изображението" in reason
    assert not CustomImage.objects.exists()


# Wagtail leaves the file open when it makes an image of an upload that had waited.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_many_images_wait_for_their_descriptions(staff_client):
    response = staff_client.post(
        "/cms/images/multiple/add/", {"files[]": upload("pole.png", picture())}
    )
    answer = json.loads(response.content)
    assert answer["success"]
    assert not CustomImage.objects.exists()

    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    address = f"/cms/images/multiple/create_from_uploaded_image/{answer['uploaded_file_id']}/"
    staff_client.post(address, {f"{prefix}-title": "Поле"})
    assert not CustomImage.objects.exists()
    described = {f"{prefix}-title": "Поле", f"{prefix}-description": "Поле с царевица"}
    staff_client.post(address, described)
    assert CustomImage.objects.get().default_alt_text == "Поле с царевица"
    gc.collect()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_real_image_is_taken(staff_client, kind):
    form = {
        "title": "Поле",
        "description": "Поле със слънчогледи",
        "file": upload(f"pole.{kind.lower()}", picture(kind=kind)),
    }
    staff_client.post("/cms/images/add/", form)
    assert CustomImage.objects.get().width == 40


def zipped():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return content.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 100


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        pytest.param("doklad.pdf", b"%PDF-1.7\n...", True, id="PDF"),
        pytest.param("doklad.pdf", b"<html>not a PDF</html>", False, id="a web page named PDF"),
        pytest.param("doklad.docx", zipped(), True, id="docx"),
        pytest.param("doklad.docx", b"MZ\x90\x00 a program", False, id="a program named docx"),
        pytest.param("doklad.doc", OLE, True, id="old Word"),
        pytest.param("danni.csv", "год;брой\n2026;5".encode(), True, id="csv"),
        pytest.param("danni.csv", b"a;b\x00c", False, id="binary named csv"),
        pytest.param("doklad.rtf", b"{\\rtf1 text}", True, id="rtf"),
        pytest.param("virus.exe", b"MZ\x90\x00", False, id="a program"),
        pytest.param("stranitsa.html", b"<script>", False, id="a web page"),
        pytest.param("bez-razshirenie", b"text", False, id="no extension"),
    ],
)
def test_documents_are_what_their_names_say(staff_client, name, content, taken):
    form = {"title": "Доклад", "language": "bg", "file": upload(name, content)}
    response = staff_client.post("/cms/documents/add/", form)
    assert CustomDocument.objects.exists() is taken
    if not taken:
        assert response.context["form"].errors["file"]


def test_a_refused_document_gets_one_sentence(staff_client):
    form = {"title": "Доклад", "language": "bg", "file": upload("doklad.pdf", b"no PDF")}
    response = staff_client.post("/cms/documents/add/", form)
    assert len(response.context["form"].errors["file"]) == 1


def test_too_large_a_document_is_refused(staff_client, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    form = {"title": "Доклад", "language": "bg", "file": upload("a.pdf", b"%PDF-1.7 and more")}
    response = staff_client.post("/cms/documents/add/", form)
    assert "10" in response.context["form"].errors["file"][0]
    assert not CustomDocument.objects.exists()


def test_the_upload_of_many_documents_checks_each(staff_client):
    wrong = {"files[]": upload("a.pdf", b"no PDF")}
    answer = json.loads(staff_client.post("/cms/documents/multiple/add/", wrong).content)
    assert not answer["success"]
    assert not CustomDocument.objects.exists()
