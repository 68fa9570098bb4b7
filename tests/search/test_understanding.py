from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.similarity import likeliest, nearest
from search.stemming import stem
from search.transliteration import MOST_SPELLINGS, spellings
from search.understanding import MOST_WORDS, Known, Query, Wording, understand

VOCABULARY = {
    "детските": 4, "градини": 5, "нова": 9, "загора": 9, "музей": 3, "старинен": 2, "несебър": 6,
    "община": 30, "плащане": 4, "помощи": 7, "насърчаване": 3, "местните": 6, "данъци": 9,
    "policy": 4, "cookie": 1,
}  # fmt: skip


def known(words: Iterable[str]) -> dict[str, int]:
    return {word: VOCABULARY[word] for word in words if word in VOCABULARY}


def similar(words: Iterable[str]) -> dict[str, str]:
    found = {word: likeliest(nearest(word, list(VOCABULARY)), VOCABULARY) for word in words}
    return {word: other for word, other in found.items() if other}


def asking(vocabulary: Mapping[str, int]) -> Any:
    """How to ask an index that has these words."""

    def near(words: Iterable[str]) -> dict[str, str]:
        found = {word: likeliest(nearest(word, list(vocabulary)), vocabulary) for word in words}
        return {word: other for word, other in found.items() if other}

    return {
        "known": lambda words: {word: vocabulary[word] for word in words if word in vocabulary},
        "similar": near,
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


@pytest.mark.parametrize("text", ["", "   ", "+ - && || ! ( ) * ?", "😀"])
def test_text_without_words_asks_for_nothing(text: str) -> None:
    assert read(text).readings == ()


def test_a_very_long_query_is_cut() -> None:
    assert len(read("дума " * 5_000).readings[0].words) == MOST_WORDS


def test_spellings_are_few_however_long_the_word() -> None:
    assert len(spellings("a" * 200)) == MOST_SPELLINGS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("местните данъкци", "местните данъци", id="a letter too much"),
        pytest.param("недебар", "несебър", id="by ear and a neighbouring key"),
        pytest.param("помошите", "помощи", id="another form with a mistake"),
        pytest.param("бомощи", "помощи", id="the first letter by ear"),
        pytest.param("бощина", "община", id="the first letters swapped"),
        pytest.param("абщина", "община", id="the first letter for another vowel"),
        pytest.param("несобър", "несебър", id="what has no ending"),
        pytest.param("насорчаван", "насърчаване", id="another ending and a mistake"),
        pytest.param("съвсем", "съвсем", id="nothing is near"),
    ],
)
def test_a_word_that_is_not_known_is_read_as_the_nearest(typed: str, meant: str) -> None:
    assert (read(typed).corrected or typed) == meant


def test_a_latin_word_among_cyrillic_ones_is_read_by_its_sound() -> None:
    assert read("музей nesebar").corrected == "музей несебър"


@pytest.mark.parametrize("typed", ["цоокие полицъ", "ъдднсе здвсъщ"])
def test_english_typed_on_a_bulgarian_keyboard_is_understood(typed: str) -> None:
    assert read(typed).corrected == "cookie policy"


def test_what_a_mistake_would_be_on_other_keys_is_no_word_by_its_stem_alone() -> None:
    vocabulary = {"бюджет": 3, "вогей": 1}
    assert understand("буджет", **asking(vocabulary)).corrected == "бюджет"


def test_latin_letters_that_sound_like_a_word_of_the_dictionary_are_no_mistake() -> None:
    assert understand("gradski", **asking({"градини": 5})).corrected == ""


def test_keys_that_give_a_word_are_not_the_small_words_between_its_signs() -> None:
    query = understand("u`ili]e", **asking({"училище": 3, "или": 9}))
    assert query.corrected == "училище"


def test_an_abbreviation_and_its_number_are_looked_for_as_one_word() -> None:
    part = understand("ФПЧ 10", **asking({"фпч10": 2, "10": 40})).readings[0].parts[0]
    assert [other.words for other in part.others] == [("фпч10",)]


def test_two_words_are_looked_for_as_one_and_one_as_two() -> None:
    joined = read("нес ебър").readings[0].parts[0]
    assert [other.words for other in joined.others] == [("несебър",)]
    split = read("новазагора").readings[0].parts[0]
    assert [other.words for other in split.others] == [("нова", "загора")]


def test_a_date_is_looked_for_as_a_whole() -> None:
    part = read("решение от 12.03.2025").readings[0].parts[-1]
    assert part.words == ("12", "03", "2025")


def test_words_of_a_date_are_no_neighbours() -> None:
    (reading,) = read("община загора 12 март 2025").readings
    assert reading.neighbours() == [(stem("община"), stem("загора"))]


def test_exactly_means_these_words_and_no_others() -> None:
    query = understand("общна", known=known, similar=similar, exactly=True)
    assert query.corrected == ""
    assert [reading.words for reading in query.readings] == [("общна",)]


class Listed:
    """Other words for two words that are not in the vocabulary."""

    def listed(self, words: Iterable[str]) -> set[str]:
        return {"общна", "змсма", "обс"}.intersection(words)

    def others(
        self, words: Sequence[str], *, capitals: Mapping[str, str], known: Known
    ) -> Mapping[tuple[int, int], Sequence[Wording]]:
        return {
            (at, at + 1): [Wording(("policy", "cookie")), Wording(("няма",))]
            for at, word in enumerate(words)
            if word == "общна"
        }


def test_a_word_for_which_there_are_others_is_no_mistake() -> None:
    query = understand("общна", known=known, similar=similar, lexicon=Listed())
    assert query.corrected == ""
    assert [other.words for other in query.readings[0].parts[0].others] == [("policy", "cookie")]


def test_a_word_with_others_is_not_read_as_typed_on_another_keyboard() -> None:
    # The keys of «ЗМСМА» give «п,и,д» on another layout: known, but by chance.
    def by_chance(words: Iterable[str]) -> dict[str, int]:
        return known(words) | dict.fromkeys({"п", "д"}.intersection(words), 3)

    for lexicon in (Listed(), None):
        query = understand("ЗМСМА", known=by_chance, similar=similar, lexicon=lexicon)
        assert query.corrected == ""


def test_a_word_with_others_is_understood_in_latin_letters() -> None:
    query = understand("obs", known=known, similar=similar, lexicon=Listed())
    assert query.corrected == "обс"


def test_a_mistake_in_latin_letters_is_read_as_the_nearest_word_by_its_sound() -> None:
    vocabulary = {"budget": 9, "бюджет": 2}

    def near(words: Iterable[str]) -> dict[str, str]:
        found = {word: likeliest(nearest(word, list(vocabulary)), vocabulary) for word in words}
        return {word: other for word, other in found.items() if other}

    def read(text: str) -> Query:
        return understand(
            text,
            known=lambda some: {w: vocabulary[w] for w in some if w in vocabulary},
            similar=near,
        )

    assert read("budjet").corrected == "бюджет"
    assert read("budgxt").corrected == "budget"


def test_words_that_stand_nowhere_are_named() -> None:
    assert read("община зззз и 9999").missing == ("зззз", "9999")
    assert read("общна").missing == ()
    query = understand("общна зззз", known=known, similar=similar, lexicon=Listed())
    assert query.missing == ("зззз",)


def test_longer_or_rarer_words_count_no_more_than_what_was_typed() -> None:
    query = understand("общна", known=known, similar=similar, lexicon=Listed())
    assert query.readings[0].parts[0].others[0].weight < 1


ODD = st.text(alphabet="аъщяabcq64'\"„“-–|.,;[]№§ 0123456789ORИЛ\x00\u0301", max_size=300)


@settings(deadline=None, max_examples=150)
@given(ODD | st.text(max_size=300))
def test_any_text_is_understood_with_few_questions(text: str) -> None:
    asked: list[int] = []

    def counted(words: Iterable[str]) -> dict[str, int]:
        asked.append(len(set(words)))
        return known(words)

    query = understand(text, known=counted, similar=similar)
    assert all(len(reading.words) <= MOST_WORDS for reading in query.readings)
    assert len(asked) <= 8
    assert sum(asked) <= 4_000


def test_of_many_mistakes_the_first_few_are_mended() -> None:
    nonsense = " ".join(letter * 20 for letter in "вгджзж")
    mended = read(f"общна {nonsense} загра").corrected.split()
    assert (mended[0], mended[-1]) == ("община", "загра")


@pytest.mark.parametrize("length", [31, 49, 74, 298])
def test_long_words_that_mean_nothing_cost_little(length: int) -> None:
    looked_up: list[str] = []

    def counted(words: Iterable[str]) -> dict[str, int]:
        looked_up.extend(words)
        return {}

    def refused(words: Iterable[str]) -> dict[str, str]:
        raise AssertionError(f"looked for what is like {list(words)}")

    text = " ".join("абвгдежзий"[number % 10] * length for number in range(300 // length))
    understand(text, known=counted, similar=refused)
    assert len(set(looked_up)) <= 3 * MOST_WORDS
