"""What a reader cannot see is no text, and nothing that citizens write covers other lines."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from zaedno.core.citizen_text import MOST_MARKS_ON_A_LETTER, CitizenText, visible

BLANK_SIGNS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u2060\u2064\u2800\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ufffc\U0001d159\U000e0001\U000e0041\U000e007f\U000e0100\u00a0\u3000"
    "\u2003\u0301\u20dd"
)
FAMILY = "👨\u200d👩\u200d👧"
RED_HEART = "❤\ufe0f"
WAVING = "👋🏽"


@pytest.mark.parametrize("sign", BLANK_SIGNS, ids=[f"U+{ord(sign):04X}" for sign in BLANK_SIGNS])
def test_blank_signs_are_no_text(sign: str) -> None:
    assert visible(sign) == visible(f" {sign * 3} ") == ""
    with pytest.raises(ValidationError):
        CitizenText().clean(sign)


@given(st.text(BLANK_SIGNS + "\n\t ", max_size=30))
def test_no_mixture_of_blank_signs_is_text(text: str) -> None:
    assert visible(text) == ""


@given(st.text(max_size=60) | st.text(BLANK_SIGNS + "аб❤👩\u0301", max_size=20))
def test_what_is_left_can_be_seen_and_stays_as_it_is(text: str) -> None:
    left = visible(text)
    assert visible(left) == left
    assert left == "" or any(unicodedata.category(sign)[0] in "LNPS" for sign in left)


@given(st.text("абвгдежзийклмнопрстуфхцчшщъьюя ЁѝÀé0123456789.,!?–„“\n", max_size=80))
def test_ordinary_text_loses_nothing(text: str) -> None:
    assert visible(text) == text.strip()


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        pytest.param("До\u00adбра", "Добра", id="soft hyphen"),
        pytest.param("a\ufe0fb", "ab", id="variation of a letter"),
        pytest.param("а\u200dб", "аб", id="joiner between letters"),
        pytest.param("🏴\U000e0067\U000e0062\U000e007f", "🏴", id="tags"),
        pytest.param(FAMILY, FAMILY, id="family"),
        pytest.param(RED_HEART, RED_HEART, id="coloured heart"),
        pytest.param(WAVING, WAVING, id="colour of skin"),
        pytest.param("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥", id="heart on fire"),
        pytest.param("❤\ufe0f\ufe0f\ufe0f", RED_HEART, id="once is enough"),
        pytest.param("👩\u200d\u200d👧\u200d", "👩👧", id="joiners of nothing"),
        pytest.param("\u2800\ufe0f", "", id="a blank made colourful"),
        pytest.param("и\u0306", "и\u0306", id="a letter with a mark"),
        pytest.param("ẹ\u0301\u0303", "ẹ\u0301\u0303", id="a letter with two more"),
    ],
)
def test_pictures_and_letters_keep_what_they_need(written: str, seen: str) -> None:
    assert visible(written) == seen


@given(st.integers(0, 200), st.sampled_from("\u0300\u0489\u20dd\u0f71"))
def test_marks_do_not_pile_up_on_a_letter(number: int, mark: str) -> None:
    assert visible(f"а{mark * number}б") == f"а{mark * min(number, MOST_MARKS_ON_A_LETTER)}б"


def test_one_line_stays_one_line() -> None:
    assert CitizenText().clean(" Мария\r\n\u2028\u00a0Иванова ") == "Мария Иванова"
    assert CitizenText(widget=forms.Textarea).clean("а\r\n\r\nб") == "а\n\nб"
