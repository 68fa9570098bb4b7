"""However a reader writes a word, what has it is found: the same on both backends."""

from types import SimpleNamespace

import pytest

from tests.factories import NewsPageFactory
from tests.search.conftest import Search, titles

pytestmark = pytest.mark.usefixtures("either_backend")

WAYS = [
    # Forms of Bulgarian words
    ("Ремонт на мостове", "мостът", "definite article"),
    ("Ремонт на мостове", "мост", "singular for plural"),
    ("Зеленият пояс", "зелени", "adjective in the plural"),
    ("Децата в парка", "дете", "irregular plural"),
    ("Общината ремонтира пътя", "ремонтирани", "participle of a verb"),
    ("Общината ремонтира пътя", "ремонтираха", "past of a verb"),
    ("Гласуване за бюджета", "гласувайте", "imperative of a verb"),
    ("Публикувани протоколи", "публикуват", "present of a participle"),
    # Forms of English words
    ("Planned repairs", "planning", "English participle"),
    ("Planned repairs", "repair", "English plural"),
    ("Reported damage", "reports", "English verb and noun"),
    # Letters
    ("Ремонт на моста", "РЕМОНТ НА МОСТА", "capitals"),
    ("Новогодишна ёлка", "елка", "ё in the text"),
    ("Новогодишна елка", "ёлка", "ё in the query"),
    ("Мария и нѝвата", "нивата", "ѝ in the text"),
    ("Пла\u0301на за парка", "плана", "stress mark"),
    ("Об\u00adщин\u00adски съвет", "общински", "soft hyphens"),
    ("Чайката", "чаи\u0306ката", "й of two signs"),
    # Typing mistakes
    ("Библиотека", "бибилотека", "two letters swapped"),
    ("Консултация", "консултциа", "two mistakes"),
    ("Почистване", "почисване", "a letter left out"),
    ("Доброволците", "доброволицте", "letters of an ending swapped"),
    # In Latin letters
    ("Обществена библиотека", "obshtestvena", "official transliteration"),
    ("Обществена библиотека", "obstestvena", "щ as st"),
    ("Пощенски клон", "po6tenski", "6t for щ"),
    ("Шахматен турнир", "6ahmaten", "6 for ш"),
    ("Читалище", "4italishte", "4 for ч"),
    ("Тържество", "tyrjestvo", "y for ъ, j for ж"),
    ("Цени на яйцата", "yaytsata", "ya and ts"),
    # On another keyboard
    ("Детски градини", "h,dorkr", "Bulgarian word on a Latin keyboard"),
    ("Cookie policy", "цоокие", "English word on a Bulgarian phonetic keyboard"),
    # Abbreviations
    ("Общински съвет", "ОбС", "abbreviation"),
    ("План за интегрирано развитие на община", "ПИРО", "abbreviation in capitals"),
]


@pytest.mark.parametrize(
    ("title", "typed"), [pytest.param(title, typed, id=name) for title, typed, name in WAYS]
)
def test_what_is_written_in_another_way_is_found(
    title: str, typed: str, site_tree: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=site_tree.news, title=title)
    assert title in titles(search(typed))
