"""What a query may say, and what comes first: the same on both backends."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.models import Locale

from search.models import SynonymGroup
from search.synonym_lists import add_missing
from search.synonyms import initial_groups
from tests.factories import (
    ConsultationPageFactory,
    NewsPageFactory,
    RulesPageFactory,
    StandardPageFactory,
    articles,
    paragraphs,
)
from tests.search.conftest import Search, titles
from zaedno.core.days import today

pytestmark = pytest.mark.usefixtures("either_backend")


@pytest.fixture
def news(site_tree: SimpleNamespace, either_backend: str) -> SimpleNamespace:
    """News about quinces, of which each query below finds some."""
    return site_tree


def publish(site_tree: SimpleNamespace, *pages: str, **fields: str) -> None:
    for title in pages:
        NewsPageFactory(parent=site_tree.news, title=title, **fields)


# The query language


def test_a_minus_leaves_out_a_word_in_any_form(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Дюли на пазара", "Дюли в дворовете")
    assert titles(search("дюли -пазар")) == ["Дюли в дворовете"]
    assert titles(search("дюли -пазарите")) == ["Дюли в дворовете"]


def test_a_minus_leaves_out_a_phrase(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Дюли на пазара", "Пазара на дюли")
    assert titles(search('дюли -"дюли на пазара"')) == ["Пазара на дюли"]


def test_a_minus_alone_is_said_to_exclude_nothing(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Ремонт на моста")
    found = search("-ремонт")
    assert titles(found) == titles(search("ремонт")) != []
    assert found.corrected == "ремонт"


def test_or_finds_either(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Дюли", "Мушмули", "Хурми")
    for query in ("дюли OR мушмули", "дюли ИЛИ мушмули", "дюли | мушмули"):
        assert set(titles(search(query))) == {"Дюли", "Мушмули"}


def test_or_between_phrases_lets_either_do(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Зелени дюли", "Жълти дюли", "Дюли зелени")
    found = titles(search('"зелени дюли" OR "жълти дюли"'))
    assert set(found) == {"Зелени дюли", "Жълти дюли"}


def test_a_phrase_that_stands_nowhere_is_said_to(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Дюли на пазара")
    assert not search('"дюли на пазара"').loosened
    answer = search('"пазара на дюли"')
    assert (titles(answer)[0], answer.loosened) == ("Дюли на пазара", True)


def test_words_that_stand_nowhere_are_said_to(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Дюли на пазара")
    answer = search("дюли ъжъжъ")
    assert (titles(answer), answer.missing) == (["Дюли на пазара"], ("ъжъжъ",))
    assert search("дюлите").missing == ()


HYPHENATED = ("дюля-реколта", "дюляреколта", "дюля реколта")


@pytest.mark.parametrize("title", HYPHENATED)
def test_hyphenated_words_are_found_both_ways(
    title: str, news: SimpleNamespace, search: Search
) -> None:
    publish(news, title)
    assert [titles(search(query)) for query in HYPHENATED] == [[title]] * 3


# Letters


def test_other_words_are_found_in_latin_letters_too(news: SimpleNamespace, search: Search) -> None:
    SynonymGroup.objects.create(expression="дюля", others="криволачка")
    publish(news, "Жълта дюля")
    assert titles(search("krivolachki")) == ["Жълта дюля"]


def test_an_abbreviation_is_not_taken_for_keys(news: SimpleNamespace, search: Search) -> None:
    # On another layout the keys of «ЗМСМА» give «п,и,д».
    act = "Закон за местното самоуправление и местната администрация"
    publish(news, "т. п, и т. д", act)
    answer = search("ЗМСМА")
    assert (titles(answer)[0], answer.corrected) == (act, "")


# Numbers and dates


def test_numbers_of_acts_are_found_in_any_writing(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Решение № 7124 за дюлите", "Решение №7123 за дюлите")
    for query in ("Решение № 7123", "№7123", "решение 7123", "решение N 7123"):
        assert titles(search(query))[0] == "Решение №7123 за дюлите"


def test_references_are_found_in_any_writing(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Първа", body=paragraphs("По чл. 5, ал. 3, т. 26 от дюлите"))
    publish(news, "Втора", body=paragraphs("По чл. 26, ал. 5, т. 3 от дюлите"))
    for query in ("чл. 26, ал. 5", "чл.26 ал.5", "чл26 ал5", "член 26, алинея 5", "чл 26 ал 5 т 3"):
        assert titles(search(query))[0] == "Втора"


@pytest.mark.parametrize("text", ["На 12.03.2019 г.", "на 12 март 2019 г.", "от 2019-03-12"])
def test_dates_are_found_in_any_writing(text: str, news: SimpleNamespace, search: Search) -> None:
    publish(news, "Друга", body=paragraphs("На 3 декември 2019 г., в 12 ч., на 12.04.2019."))
    publish(news, "Тази", body=paragraphs(text))
    for query in ("12.03.2019", "12 март 2019 г.", "2019-03-12", "12.3.2019"):
        assert titles(search(query))[0] == "Тази"


def test_a_month_finds_its_days(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Тази", body=paragraphs("На 12.03.2019 г."))
    # The project of the tree ends in some month, perhaps this one of another year.
    assert titles(search("март 2019"))[0] == "Тази"


# Other words for the same


def test_a_synonym_is_found_after_the_word_itself(news: SimpleNamespace, search: Search) -> None:
    SynonymGroup.objects.create(expression="дюли", others="жълти плодове")
    publish(news, "Празник на жълтите плодове", "Празник на дюлята")
    assert titles(search("дюли")) == ["Празник на дюлята", "Празник на жълтите плодове"]
    assert titles(search("жълтият плод"))[0] == "Празник на жълтите плодове"
    assert "Празник на дюлята" in titles(search("жълтият плод"))


def test_a_synonym_in_one_direction_is_not_found_in_the_other(
    news: SimpleNamespace, search: Search
) -> None:
    SynonymGroup.objects.create(expression="дюли", others="овошки", one_way=True)
    publish(news, "Овошки", "Дюли")
    assert titles(search("дюли")) == ["Дюли", "Овошки"]
    assert titles(search("овошки")) == ["Овошки"]


def test_a_change_of_the_list_takes_effect_on_the_next_page(
    news: SimpleNamespace, search: Search, client: Client
) -> None:
    publish(news, "Мушмули")
    search("мушмули")
    address = "/bg/search/?q=дюли"
    assert "Мушмули" not in client.get(address).content.decode()
    group = SynonymGroup.objects.create(expression="дюли", others="мушмули")
    assert "Мушмули" in client.get(address).content.decode()
    group.delete()
    assert "Мушмули" not in client.get(address).content.decode()


def test_a_change_of_the_list_takes_effect_at_once(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Овошки")
    assert titles(search("дюли")) == []
    group = SynonymGroup.objects.create(expression="дюли", others="овошки")
    assert titles(search("дюли")) == ["Овошки"]
    group.others = "храсти"
    group.save()
    assert titles(search("дюли")) == []
    group.delete()
    assert titles(search("дюли")) == []


def test_all_words_of_another_wording_must_be_there(news: SimpleNamespace, search: Search) -> None:
    SynonymGroup.objects.create(expression="дюли", others="жълти плодове")
    publish(news, "Жълти стени", "Нови плодове")
    assert titles(search("дюли")) == []


def test_an_abbreviation_from_the_initial_list_is_found_both_ways(
    news: SimpleNamespace, search: Search
) -> None:
    add_missing(initial_groups())
    publish(news, "Промени в ЗМСМА", "Закон за местното самоуправление и местната администрация")
    for query in ("ЗМСМА", "змсма", "закона за местно самоуправление и местна администрация"):
        assert {title[:7] for title in titles(search(query))[:2]} == {"Промени", "Закон з"}


def test_an_abbreviation_that_a_text_explains_is_found_both_ways(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, "Правила", body=paragraphs("Общински съвет по плодородие (ОСПП) се създава."))
    publish(news, "Общинският съвет по плодородие", "Решения на ОСПП")
    for query in ("ОСПП", "общински съвет по плодородие"):
        assert {"Решения на ОСПП", "Общинският съвет по плодородие"} <= set(titles(search(query)))


def test_an_abbreviation_is_understood_by_the_initials_of_titles(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, "План за опазване на дюлевите градини")
    assert titles(search("ПОДГ")) == ["План за опазване на дюлевите градини"]


def test_a_text_that_is_taken_back_teaches_nothing_any_more(
    news: SimpleNamespace, search: Search
) -> None:
    body = paragraphs("Общински съвет по плодородие (ОСПП) се създава.")
    page = NewsPageFactory(parent=news.news, title="Правила", body=body)
    publish(news, "Плодородие: общински съвет")
    assert len(titles(search("ОСПП"))) == 2
    page.unpublish()
    assert titles(search("ОСПП")) == []


# Mistakes


def test_a_correction_can_be_refused(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Мушмулите узряха")
    answer = search("мушмлите")
    assert (answer.corrected, titles(answer)) == ("мушмулите", ["Мушмулите узряха"])
    exact = search("мушмлите", exactly=True)
    assert (exact.corrected, exact.total) == ("", 0)


def test_a_rare_word_that_looks_like_a_frequent_one_is_questioned(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, *(f"Мушмули {number}" for number in range(6)))
    publish(news, "Мушмоли")
    answer = search("мушмоли")
    assert titles(answer)[0] == "Мушмоли"
    assert answer.proposed == "мушмули"
    assert search("мушмули").proposed == ""


def test_an_unfinished_word_is_read_as_what_it_begins(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, "Мушмулите узряха", "Мушмули", "Хурми")
    answer = search("мушму")
    assert answer.corrected in {"мушмули", "мушмулите"}
    assert set(titles(answer)) == {"Мушмулите узряха", "Мушмули"}
    assert answer.missing == ()


def test_small_words_find_nothing_where_there_are_others(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, "Дюли за зимата", "Грижа за дърветата")
    assert titles(search("дюли за есента")) == ["Дюли за зимата"]
    assert "Грижа за дърветата" not in titles(search("дюли от 12.03.2025 за 13.03.2025"))


def test_a_mistake_in_the_first_letter_is_understood(news: SimpleNamespace, search: Search) -> None:
    publish(news, "Орехите узряха")
    answer = search("арехите")
    assert (answer.corrected, titles(answer)) == ("орехите", ["Орехите узряха"])


@pytest.mark.parametrize("typed", ["празрачност", "прозрчност", "прозрачтност"])
def test_a_mistake_is_understood_where_only_a_form_with_a_longer_ending_is_there(
    typed: str, news: SimpleNamespace, search: Search
) -> None:
    publish(news, "Прозрачността на общината")
    answer = search(typed)
    assert (answer.corrected, titles(answer)) == ("прозрачността", ["Прозрачността на общината"])


def test_latin_letters_find_the_word_that_they_sound_like_in_any_form(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, "Градските паркове", "Градини за деца")
    assert titles(search("gradski")) == ["Градските паркове"]


def test_a_date_in_words_finds_its_day_before_other_days_of_the_month(
    news: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=news.news, title="Събрание", date=date(2024, 10, 21))
    others = "На 9 октомври 2024 г. и на 30 октомври 2024 г. се събрахме 21 пъти."
    publish(news, *(f"Срещи {number}" for number in range(3)), lead=others)
    assert titles(search("21 октомври 2024"))[0] == "Събрание"
    assert titles(search("21.10.2024"))[0] == "Събрание"


def test_latin_letters_that_only_english_texts_have_are_proposed_in_cyrillic(
    news: SimpleNamespace, search: Search
) -> None:
    english = news.home.copy_for_translation(Locale.objects.get(language_code="en"))
    StandardPageFactory(parent=english, title="Kayak rental", locale=english.locale)
    publish(news, "Каяк по реката")
    answer = search("kayak")
    assert (titles(answer), answer.proposed) == (["Kayak rental"], "каяк")
    assert titles(search(answer.proposed)) == ["Каяк по реката"]
    assert search("kayak", language="en").proposed == ""


def test_another_word_for_what_is_not_there_is_no_mistake(
    news: SimpleNamespace, search: Search
) -> None:
    SynonymGroup.objects.create(expression="мушмлите", others="овошки")
    publish(news, "Мушмулите узряха", "Овошки")
    answer = search("мушмлите")
    assert (answer.corrected, titles(answer)) == ("", ["Овошки"])


# Ranking


def test_the_form_as_typed_comes_before_another_and_that_before_a_relative(
    news: SimpleNamespace, search: Search
) -> None:
    publish(news, "Язовирни пазачи", "Язовирите край нас", "Язовирът край нас")
    assert titles(search("язовирът")) == [
        *("Язовирът край нас", "Язовирите край нас", "Язовирни пазачи"),
    ]


def test_words_that_stand_together_come_first(news: SimpleNamespace, search: Search) -> None:
    together = "Сладко от дюли по стара рецепта се вари дълго."
    apart = "Сладко се вари дълго по стара рецепта, после дюли."
    publish(news, "Първа", body=paragraphs(apart))
    publish(news, "Втора", body=paragraphs(together))
    assert titles(search("сладко от дюли")) == ["Втора", "Първа"]


def test_of_two_news_items_the_newer_comes_first(news: SimpleNamespace, search: Search) -> None:
    long_ago = today() - timedelta(days=2_000)
    NewsPageFactory(parent=news.news, title="Дюлите тогава", date=long_ago)
    NewsPageFactory(parent=news.news, title="Дюлите сега", date=today())
    assert titles(search("дюлите")) == ["Дюлите сега", "Дюлите тогава"]


def test_what_is_open_comes_before_what_is_closed(news: SimpleNamespace, search: Search) -> None:
    closed = today() - timedelta(days=40)
    ConsultationPageFactory(
        parent=news.consultations,
        title="Наредба за дюлите",
        opens=closed - timedelta(days=30),
        closes=closed,
    )
    ConsultationPageFactory(parent=news.consultations, title="Наредба за дюлите и мушмулите")
    assert titles(search("наредба за дюлите"))[0] == "Наредба за дюлите и мушмулите"


def test_a_title_comes_before_a_text(news: SimpleNamespace, search: Search) -> None:
    RulesPageFactory(parent=news.rules, title="Правила", text=articles("Дюлите се берат. Дюли."))
    StandardPageFactory(parent=news.home, title="Дюлите")
    assert [hit.entry.full_title for hit in search("дюли").hits] == ["Дюлите", "Чл. 1 – Правила"]


def test_a_heading_counts_more_than_the_text(news: SimpleNamespace, search: Search) -> None:
    filler = "Общината съобщи за работата през седмицата"
    for title, heading, text in (
        ("Първа новина", "За пазара", f"{filler} и за дюлите."),
        ("Втора новина", "За дюлите", f"{filler} и за пазара."),
    ):
        body = [{"type": "heading", "value": {"text": heading}}, *paragraphs(text)]
        NewsPageFactory(parent=news.news, title=title, body=body)
    assert titles(search("дюля"))[:2] == ["Втора новина", "Първа новина"]
    assert titles(search("пазар"))[:2] == ["Първа новина", "Втора новина"]
