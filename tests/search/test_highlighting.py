import pytest

from search.highlighting import BEGINNING, PASSAGE_LENGTH, Highlighter
from search.understanding import Part, Query, Reading, Wording


def highlighter(*words: str) -> Highlighter:
    return Highlighter(Query(readings=(Reading(words),)))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Правилници на общината", "<mark>Правилници</mark> на общината"),
        ("Няма", "Няма"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<b>правилник</b>", "&lt;b&gt;<mark>правилник</mark>&lt;/b&gt;"),
        ("<правилник>", "&lt;<mark>правилник</mark>&gt;"),
        ('" onmouseover="x', "&quot; onmouseover=&quot;x"),
        ("пра\u00adвилник", "<mark>пра\u00adвилник</mark>"),
        ("", ""),
    ],
)
def test_words_are_marked_and_all_else_is_escaped(text: str, marked: str) -> None:
    assert highlighter("правилник").whole(text) == marked


def test_another_wording_is_marked_only_where_it_stands_whole() -> None:
    other = Part(("бюджет",), (Wording(("общински", "бюджет")), Wording(("парите", "на", "града"))))
    marks = Highlighter(Query((Reading(("бюджет",), parts=(other,)),)))
    assert marks.whole("Общинските бюджети") == "<mark>Общинските</mark> <mark>бюджети</mark>"
    assert marks.whole("Общинските пътища") == "Общинските пътища"
    assert marks.whole("Градът и парите") == "Градът и парите"
    assert marks.whole("парите на града") == "<mark>парите</mark> на <mark>града</mark>"


def test_another_single_word_is_marked_wherever_it_stands() -> None:
    other = Part(("боклук",), (Wording(("отпадък",)),))
    marks = Highlighter(Query((Reading(("боклук",), parts=(other,)),)))
    assert marks.whole("За отпадъците") == "За <mark>отпадъците</mark>"


def test_words_without_meaning_are_not_marked() -> None:
    assert highlighter("план", "за").whole("План за града") == "<mark>План</mark> за града"


def test_the_passage_is_where_most_words_are() -> None:
    body = f"{'много думи ' * 60} парк. {'други думи ' * 60} ремонт на парка {'край ' * 60}"
    passage = highlighter("ремонт", "парк").passage("", body)
    assert "<mark>ремонт</mark> на <mark>парка</mark>" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(passage) < PASSAGE_LENGTH + 60


def test_a_passage_far_in_a_text_is_found_only_where_so_much_is_looked_through() -> None:
    body = f"парк {'много думи ' * 800} ремонт на парка"
    marks = highlighter("ремонт", "парк")
    assert "<mark>ремонт</mark> на <mark>парка</mark>" in marks.passage("", body)
    assert marks.passage("", body, scanned=BEGINNING).startswith("<mark>парк</mark> много")


def test_the_first_of_equally_good_passages_is_shown_however_long_the_text() -> None:
    good = f"ремонт на парка {'много думи ' * 800}"
    assert highlighter("ремонт", "парк").passage("", good * 2).startswith("<mark>ремонт</mark>")


def test_without_found_words_the_passage_is_the_beginning() -> None:
    assert highlighter("парк").passage("Увод", "Текст") == "Увод. Текст"


def test_a_passage_of_one_endless_word_ends() -> None:
    assert len(highlighter("парк").passage("", "я" * 100_000)) < PASSAGE_LENGTH + 10


def test_introduction_and_text_are_told_apart() -> None:
    assert (
        highlighter("парк")
        .passage("План за парка", "Нови дървета")
        .startswith("План за <mark>парка</mark>. Нови")
    )
    assert highlighter("парк").passage("Парк!", "Да.") == "<mark>Парк</mark>! Да."
    assert highlighter("парк").passage("Парк", "") == "<mark>Парк</mark>"
