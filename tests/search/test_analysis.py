import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import bases, normalise, spaced, terms, words


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
        pytest.param("e-услуги", "е-услуги", id="a Latin letter before a hyphen"),
        pytest.param("Children’s and dog's", "children and dog", id="English possessive"),
        pytest.param("d'Estaing, it'sy", "d'estaing, it'sy", id="no possessive"),
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
        ("№123", ["123"]),
        ("член 26, алинея 5", ["чл", "26", "ал", "5"]),
        ("Решение N 123, No. 5", ["решение", "123", "5"]),
        ("чл.26ал.5т.3, чл26, §4", ["чл", "26", "ал", "5", "т", "3", "чл", "26", "параграф", "4"]),
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


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12.03.2025",
            "12.3.2025 г.",
            "12 март 2025 г.",
            "2025-03-12",
            "12/03/2025",
            "12-03-2025",
        ),
        *("12-ти март 2025", "12 мар. 2025", "12th March 2025", "March 12, 2025", "12. 03. 2025"),
    ],
)
def test_a_date_adds_its_day_and_its_month_however_it_is_written(text: str) -> None:
    assert " 20250312 202503 " in spaced(f"Заседание на {text}, 17 ч.")


@pytest.mark.parametrize("text", ["март 2025", "03.2025", "March 2025", "месец март 2025 г."])
def test_a_month_adds_its_word(text: str) -> None:
    assert " 202503 " in spaced(text)


@pytest.mark.parametrize(
    "text", ["31.02.2025", "99.99.2025", "00.2025", "чл. 12, 2025", "2014-2020", "12.03.25555"]
)
def test_what_is_no_date_adds_nothing(text: str) -> None:
    assert spaced(text) == f" {' '.join(words(text))} "


def test_base_forms_keep_apart_what_stems_join() -> None:
    assert bases(words("училището училища училищни")) == ["училище", "училище", "училищни"]
    assert len(set(terms(words("училището училища училищни")))) == 1
