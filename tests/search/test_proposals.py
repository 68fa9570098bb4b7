from collections.abc import Iterable

import pytest

from search.proposals import cyrillic_words, frequent_words
from search.remembering import Known
from search.understanding import understand
from tests.search.test_understanding import known, read, similar


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        pytest.param("стариненн музей", "", id="not known at all: it was corrected"),
        pytest.param("старинен музей", "", id="nothing more frequent is near"),
        pytest.param("cookies", "", id="English"),
    ],
)
def test_nothing_is_proposed_where_nothing_is_better(typed: str, proposed: str) -> None:
    assert frequent_words(typed, read(typed), known=known, similar=similar) == proposed


def test_a_word_of_the_dictionary_that_stands_nowhere_is_only_proposed_away() -> None:
    vocabulary = {"сума": 9, "парк": 3}

    def of_vocabulary(words: Iterable[str]) -> dict[str, int]:
        return {word: vocabulary[word] for word in words if word in vocabulary}

    def near(words: Iterable[str]) -> dict[str, str]:
        return dict.fromkeys({"суша"}.intersection(words), "сума")

    query = understand("суша в парка", known=of_vocabulary, similar=near)
    assert (query.corrected, "суша" in query.missing) == ("", True)
    proposed = frequent_words("суша в парка", query, known=of_vocabulary, similar=near)
    assert proposed == "сума в парка"


def test_a_word_of_the_dictionary_is_no_mistake_however_rare() -> None:
    def rare(words: Iterable[str]) -> dict[str, int]:
        found = {"година": 40, "градина": 2}
        return {word: found[word] for word in words if word in found}

    def near(words: Iterable[str]) -> dict[str, str]:
        return {"градина": "година"}

    query = understand("градина", known=rare, similar=near)
    assert frequent_words("градина", query, known=rare, similar=near) == ""


def test_a_rare_word_that_looks_like_a_frequent_one_may_be_a_mistake() -> None:
    def frequent(words: Iterable[str]) -> dict[str, int]:
        return known(words) | {word: 1 for word in words if word == "общена"}

    query = understand("Общена Загора", known=frequent, similar=similar)
    assert query.corrected == ""
    proposed = frequent_words("Общена Загора", query, known=frequent, similar=similar)
    assert proposed == "община Загора"


def vocabulary(**entries: int) -> Known:
    """Tells which words an index has that has these."""
    return lambda words: {word: entries[word] for word in words if word in entries}


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        pytest.param("park", "парк", id="a word of both languages"),
        pytest.param('"Park" festival', '"парк" фестивал', id="signs stay"),
        pytest.param("park i festival", "парк и фестивал", id="a small word"),
        pytest.param("park 2026", "парк 2026", id="a number"),
        pytest.param("park hotel", "", id="a word that no Bulgarian text has"),
        pytest.param("парк", "", id="Cyrillic"),
        pytest.param("i", "", id="nothing but a small word"),
        pytest.param("2026", "", id="nothing but a number"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_words_in_latin_letters_are_proposed_in_cyrillic(typed: str, proposed: str) -> None:
    of_site = vocabulary(park=4, festival=2, hotel=1, i=3, парк=7, фестивал=5)
    query = understand(typed, known=of_site, similar=similar)
    assert query.corrected == ""
    assert cyrillic_words(typed, query, known=of_site) == proposed
