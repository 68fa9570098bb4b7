"""Documents in a list: what a reader should know before opening one."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

DOCUMENT = {"title": "План", "url": "/documents/1/plan.pdf", "type": "pdf", "size": 2048}


@pytest.mark.parametrize(
    ("document", "page", "hint"),
    [
        pytest.param("bg", "en", "(in Bulgarian)", id="Bulgarian document on an English page"),
        pytest.param("en", "bg", "(на английски)", id="English document on a Bulgarian page"),
    ],
)
def test_a_document_in_another_language_says_so(document: str, page: str, hint: str) -> None:
    with translation.override(page):
        html = render_to_string(
            "components/documents.html", {"documents": [{**DOCUMENT, "language": document}]}
        )
    assert f'hreflang="{document}" lang="{document}">План</a>' in html
    assert hint in html


@pytest.mark.parametrize("language", ["bg", "en"])
def test_a_document_in_the_language_of_the_page_needs_no_hint(language: str) -> None:
    documents = [{**DOCUMENT, "language": language}, DOCUMENT]
    with translation.override(language):
        html = render_to_string("components/documents.html", {"documents": documents})
    assert "lang=" not in html
    assert "(" not in html
