import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import words
from search.query_language import parse


@pytest.mark.parametrize(
    "text", ['"нова загора"', "„нова загора“", "«нова загора»", "“Нова Загора”", "„нова загора”"]
)
def test_words_in_quotes_are_a_phrase(text: str) -> None:
    assert parse(f"музей {text}").phrases == [["нова загора"]]


@pytest.mark.parametrize("text", ['нова "загора', '""', '"', "„“", '" "', "«"])
def test_quotes_that_hold_nothing_make_no_phrase(text: str) -> None:
    assert parse(text).phrases == []


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        pytest.param("парк -ремонт", "парк", ["ремонт"], id="a word"),
        pytest.param("-ремонт парк", "парк", ["ремонт"], id="at the beginning"),
        pytest.param('парк -"нова загора"', "парк", ["нова загора"], id="a phrase"),
        pytest.param("парк –ремонт", "парк", ["ремонт"], id="a longer dash"),
        pytest.param("парк NOT ремонт", "парк", ["ремонт"], id="in words"),
        pytest.param("онлайн-услуга", "онлайн-услуга", [], id="a hyphen is no minus"),
        pytest.param("план 2014-2020", "план 2014-2020", [], id="years"),
        pytest.param("план - ремонт", "план - ремонт", [], id="a dash between words"),
        pytest.param("-ремонт", "ремонт", [], id="only a minus"),
        pytest.param("парк -", "парк -", [], id="a minus of nothing"),
        pytest.param("температура -5", "температура -5", [], id="a number below zero"),
    ],
)
def test_a_minus_takes_out_what_follows_it(text: str, wanted: str, excluded: list[str]) -> None:
    parsed = parse(text)
    assert words(parsed.wanted) == words(wanted)
    assert parsed.excluded == excluded


@pytest.mark.parametrize("word", ["OR", "ИЛИ", "|", "||"])
def test_or_lets_either_phrase_do(word: str) -> None:
    assert parse(f'"зелена карта" {word} "синя зона"').phrases == [["зелена карта", "синя зона"]]


def test_or_lets_a_word_or_a_phrase_do() -> None:
    assert parse('паркинг OR "синя зона" цена').phrases == [["паркинг", "синя зона"]]


def test_without_or_each_phrase_must_be_there() -> None:
    assert parse('"зелена карта" "синя зона"').phrases == [["зелена карта"], ["синя зона"]]


def test_or_between_words_is_no_word() -> None:
    assert words(parse("парк OR градина").wanted) == ["парк", "градина"]


@pytest.mark.parametrize("text", ["OR", "OR OR", "AND", "NOT", "|", '- " OR', "парк OR", "OR парк"])
def test_operators_alone_ask_for_nothing(text: str) -> None:
    parsed = parse(text)
    assert words(parsed.wanted) in ([], ["парк"])
    assert (parsed.phrases, parsed.excluded) == ([], [])


def test_of_many_phrases_the_first_must_be_there_and_the_words_of_the_others_may() -> None:
    text = " ".join(f'"дума{n} слово{n}"' for n in range(20))
    parsed = parse(text)
    assert parsed.phrases == [[f"дума{n} слово{n}"] for n in range(4)]
    assert words(parsed.wanted) == words(text)


def test_of_a_choice_among_many_phrases_none_must_be_there() -> None:
    four, five = (" OR ".join(f'"дума {n}"' for n in range(many)) for many in (4, 5))
    assert parse(four).phrases == [[f"дума {n}" for n in range(4)]]
    assert parse(five).phrases == []
    assert "дума 4" in parse(five).wanted


def test_a_phrase_typed_again_asks_for_nothing_more() -> None:
    assert parse('"а б" "а б" OR "а б" "в г"').phrases == [["а б"], ["в г"]]


@pytest.mark.parametrize(
    ("excluded", "kept"),
    [
        pytest.param([f"-дума{n}" for n in range(20)], 8, id="words"),
        pytest.param([f'-"дума {n}"' for n in range(20)], 4, id="phrases"),
        pytest.param(["-на", "-от", "-за", "-с", "-по", "-до"], 4, id="words without meaning"),
        pytest.param([f'-"дума {n}" -дума{n}' for n in range(20)], 8, id="both"),
    ],
)
def test_only_the_first_of_many_exclusions_count(excluded: list[str], kept: int) -> None:
    parsed = parse(f"парк {' '.join(excluded)}")
    assert len(parsed.excluded) == kept
    assert words(parsed.wanted) == ["парк"]


@given(st.text(alphabet='аб "-–„“|ORИЛNT\n', max_size=60) | st.text(max_size=60))
def test_any_text_can_be_taken_apart(text: str) -> None:
    parsed = parse(text)
    assert not parsed.excluded or words(parsed.wanted)
    assert all(group and all(group) for group in parsed.phrases)
