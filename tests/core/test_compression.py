"""What a reader's browser is sent: pages compressed, files as they are."""

import gzip
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.test import Client

from zaedno.core.models import CustomDocument

BROWSER = {"accept-encoding": "gzip"}


def test_a_page_travels_compressed_to_a_browser_that_asks_so(
    client: Client, site_tree: SimpleNamespace
) -> None:
    plain = client.get(site_tree.home.url)
    packed = client.get(site_tree.home.url, headers=BROWSER)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert b"</html>" in gzip.decompress(packed.content)
    assert len(packed.content) < len(plain.content) / 2


def test_a_file_is_sent_as_it_is_and_says_how_long_it_is(client: Client, db: None) -> None:
    text = "Решение на общинския съвет. " * 100
    file = ContentFile(text.encode(), name="reshenie.txt")
    document = CustomDocument.objects.create(title="Решение", file=file)
    answer = client.get(document.url, headers=BROWSER)
    assert "Content-Encoding" not in answer
    assert answer["Content-Length"] == str(file.size)
    assert b"".join(answer.streaming_content).decode() == text
    answer.close()
