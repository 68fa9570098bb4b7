from collections.abc import Iterable

import pytest

from search.similarity import alike, mistakes
from search.transliteration import MOST_SPELLINGS, spellings
from search.understanding import MOST_WORDS, Query, understand

VOCABULARY = {
    "детските": 4, "градини": 5, "нова": 9, "загора": 9, "музей": 3, "старинен": 2, "несебър": 6,
    "община": 30, "плащане": 4, "помощи": 7, "насърчаване": 3, "местните": 6, "данъци": 9,
    "policy": 4, "cookie": 1,
}  # fmt: skip


def known(words: Iterable[str]) -> dict[str, int]:
    return {word: VOCABULARY[word] for word in words if word in VOCABULARY}


def similar(words: Iterable[str]) -> dict[str, str]:
    return {
        word: min(apart, key=apart.__getitem__)
        for word in words
        if (apart := alike(word, VOCABULARY))
    }


def read(text: str) -> Query:
    return understand(text, known=known, similar=similar)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("obshtina", "община", id="official transliteration"),
        pytest.param("obstina", "община", id="щ as st"),
        pytest.param("pla6tane", "плащане", id="щ as 6t"),
        pytest.param("pomo6ti", "помощи", id="щ as 6t at the end"),
        pytest.param("nasarchavane", "насърчаване", id="ъ as a"),
        pytest.param("oejiurje h,dorkr kfld pdhf,d", "детските градини нова загора", id="БДС"),
        pytest.param("muzej starinen nesebyr", "музей старинен несебър", id="phonetic keyboard"),
        pytest.param("метсните данъци", "местните данъци", id="letters swapped"),
        pytest.param("общна", "община", id="a letter left out"),
    ],
)
def test_what_was_meant(typed: str, meant: str) -> None:
    assert read(typed).corrected == meant


@pytest.mark.parametrize("typed", ["cookie policy", "община", "местните данъци", "26", "на и"])
def test_what_is_known_stays_as_it_was_typed(typed: str) -> None:
    query = read(typed)
    assert query.corrected == ""
    assert [" ".join(reading.words) for reading in query.readings] == [typed]


def test_what_was_typed_is_looked_for_as_well_with_less_weight() -> None:
    meant, typed = read("obshtina").readings
    assert typed.words == ("obshtina",)
    assert typed.weight < meant.weight


@pytest.mark.parametrize(
    "text", ['"нова загора"', "„нова загора“", "«нова загора»", "“Нова Загора”"]
)
def test_a_phrase_in_quotes(text: str) -> None:
    assert read(f"музей {text}").phrases == ("нова загора",)


@pytest.mark.parametrize("text", ['нова "загора', '""', '"', "„“", '" "'])
def test_quotes_that_hold_nothing_make_no_phrase(text: str) -> None:
    assert read(text).phrases == ()


@pytest.mark.parametrize("text", ["", "   ", "+ - && || ! ( ) * ?", "😀"])
def test_text_without_words_asks_for_nothing(text: str) -> None:
    assert read(text).readings == ()


def test_a_very_long_query_is_cut() -> None:
    assert len(read("дума " * 5_000).readings[0].words) == MOST_WORDS


def test_spellings_are_few_however_long_the_word() -> None:
    assert len(spellings("a" * 200)) == MOST_SPELLINGS


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("парк", "парк", 0),
        ("парк", "пакр", 1),
        ("парк", "парка", 1),
        ("парк", "прк", 1),
        ("парк", "порк", 1),
        ("несебър", "недебар", 2),
    ],
)
def test_mistakes(one: str, other: str, number: int) -> None:
    assert mistakes(one, other, at_most=2) == number


def test_mistakes_are_not_counted_past_the_limit() -> None:
    assert mistakes("съвсем", "различно", at_most=2) > 2
