"""What a stranger typed is of no use in a mail to somebody else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.notifications.foreign_text import LONGEST_BEGINNING, harmless_beginning


@pytest.mark.parametrize(
    ("typed", "mailed"),
    [
        pytest.param("Добра идея. Да!", "Добра идея. Да!", id="words"),
        pytest.param("за 3.5 лв. на 01.02.2026", "за 3.5 лв. на 01.02.2026", id="numbers"),
        pytest.param("https://a.example/x", "https: //a. example/x", id="address"),
        pytest.param("www.example.org", "www. example. org", id="without a scheme"),
        pytest.param("пиши на пример.бг", "пиши на пример. бг", id="Cyrillic address"),
        pytest.param("a@b.example", "a @ b. example", id="e-mail"),
        pytest.param("example。com", "example。 com", id="another dot"),
        pytest.param("ред\n\n\nдруг  ред", "ред друг ред", id="lines"),
    ],
)
def test_no_address_is_left_to_press(typed: str, mailed: str) -> None:
    assert harmless_beginning(typed) == mailed


def test_only_the_beginning_is_mailed() -> None:
    mailed = harmless_beginning("дума " * 500)
    assert len(mailed) <= LONGEST_BEGINNING + 1
    assert mailed.endswith("дума…")


@given(st.text("htps:/.@w aб1\n", max_size=300))
def test_whatever_is_typed_is_no_link(text: str) -> None:
    mailed = harmless_beginning(text)
    assert "://" not in mailed
    assert not re.search(r"\S@\S|[.][^\W\d_]", mailed)
    assert harmless_beginning(mailed[:LONGEST_BEGINNING]).count("\n") == 0
