import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalise, spaced, terms, words


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("ОБЩИНА Левски", "община левски", id="case"),
        pytest.param("и\u0300", "и", id="grave accent written as a mark"),
        pytest.param("ѝ и Ѝ", "и и и", id="ѝ as one letter"),
        pytest.param("пла\u0301та", "плата", id="stress mark"),
        pytest.param("об\u00adщи\u00adна", "община", id="soft hyphens"),
        pytest.param("об\u200bщина", "община", id="zero width space"),
        pytest.param("й Й и\u0306", "й й й", id="й stays a letter of its own"),
        pytest.param("ёлка", "елка", id="ё"),
        pytest.param("мecтнитe", "местните", id="Latin look-alikes among Cyrillic"),
        pytest.param("pоlicy", "policy", id="a Cyrillic look-alike among Latin"),
        pytest.param("CMS-система", "cms-система", id="two words of two scripts"),
    ],
)
def test_clean_up(text: str, clean: str) -> None:
    assert normalise(text) == clean


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Наредба №1, чл. 26, ал. 5", ["наредба", "1", "чл", "26", "ал", "5"]),
        ("е-услуги (чл. 48а)", ["е", "услуги", "чл", "48а"]),
        ("„Заедно“ – за Левски!", ["заедно", "за", "левски"]),
        ('+-&|! " * ? : \\ /', []),
        ("😀 парк 🌳", ["парк"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_terms_leave_out_words_without_meaning() -> None:
    assert terms(words("План за развитие на общината")) == ["план", "развит", "общин"]


def test_words_are_spaced_so_that_a_phrase_is_found_whole() -> None:
    assert " план за " in spaced("План, за: града")
    assert " лан " not in spaced("План")


@given(st.text(max_size=200))
def test_any_text_has_words_in_the_normal_form(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]
