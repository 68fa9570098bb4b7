import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.abbreviations import initials, learnt, segments, shortened, spelt_out
from search.analysis import words


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        pytest.param(
            "По реда на Закона за устройство на територията (ЗУТ)",
            "зут",
            "закона за устройство на територията",
            id="function words have no letter",
        ),
        pytest.param(
            "Закон за движението по пътищата (ЗДвП)",
            "здвп",
            "закон за движението по пътищата",
            id="a small letter continues its word",
        ),
        pytest.param(
            "новият Административнопроцесуален кодекс („АПК“)",
            "апк",
            "административнопроцесуален кодекс",
            id="a compound has two letters, quotes around",
        ),
        pytest.param(
            "the Open Government Partnership (OGP)",
            "ogp",
            "open government partnership",
            id="English",
        ),
        pytest.param(
            "юридически лица с нестопанска цел (ЮЛСНЦ)",
            "юлснц",
            "юридически лица с нестопанска цел",
            id="a function word with a letter",
        ),
    ],
)
def test_what_a_text_says_of_an_abbreviation(text: str, short: str, long: str) -> None:
    assert learnt(f"Приема се {text}, чл. 1.") == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Наредбата влиза в сила (ДВ, бр. 5)",
        "Община Левски (БЪЛГАРИЯ)",
        "Парк (НОВ)",
        "(ЗУТ)",
        "закон. (ЗУТ)",
        "Заявление (по образец)",
    ],
)
def test_brackets_that_explain_nothing_teach_nothing(text: str) -> None:
    assert learnt(text) == []


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("ЗМСМА", "закона за местното самоуправление и местната администрация"),
        ("ЗДвП", "закон за движението по пътищата"),
        ("ЮЛНЦ", "юридически лица с нестопанска цел"),
        ("змсма", "закона за местното самоуправление и местната администрация"),
    ],
)
def test_initials_of_titles_spell_an_abbreviation_out(short: str, long: str) -> None:
    titles = [
        "изменение на закона за местното самоуправление и местната администрация",
        "закон за движението по пътищата чл 5",
        "регистър на юридически лица с нестопанска цел",
    ]
    letters = "".join(part[0] for part in segments(short))
    candidates = [title for title in titles if letters in initials(title)]
    assert spelt_out(short, candidates) == [long]


def test_of_several_readings_the_one_that_most_titles_share_counts() -> None:
    titles = ["закон за горите чл 1", "закон за горите чл 2", "здраве и грижа чл 3"]
    assert spelt_out("ЗГ", titles) == ["закон за горите"]


def test_words_of_a_query_have_the_abbreviations_of_their_pieces() -> None:
    found = {short for _, _, short in shortened(words("чл. 5 от закона за горското стопанство"))}
    assert "згс" in found


@given(st.text(alphabet="аАбБвВоОза ()„“.-", max_size=120), st.text(max_size=10))
def test_any_text_can_be_learnt_from(text: str, short: str) -> None:
    for abbreviation, long in learnt(text):
        assert long.startswith(abbreviation[0])
    spelt_out(short, [" ".join(words(text))])
    initials(text)
