"""Articles, recommendations and the like are found by themselves, with a link to their place."""

from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from search import services
from search.models import SearchEntry
from tests.factories import (
    AnalysisPageFactory,
    ConsultationPageFactory,
    ObjectiveFactory,
    PolicyPageFactory,
    RecommendationFactory,
    RulesPageFactory,
    articles,
    paragraphs,
)
from tests.search.conftest import Search, refresh_index, titles

TITLE = "Правилник за обществения съвет"
FILLING = "Членовете гласуват явно по всяка точка от дневния ред на заседанието. " * 20


@pytest.fixture
def rules(site_tree: SimpleNamespace, either_backend: str) -> SimpleNamespace:
    text = articles(*[f"(1) {FILLING}"] * 8, "Градушката се докладва на кмета.", FILLING)
    text[8]["value"]["heading"] = "Бедствия"
    text[8]["value"]["number"] = "26а"
    page = RulesPageFactory(parent=site_tree.rules, title=TITLE, text=text)
    return SimpleNamespace(page=page, tree=site_tree)


def test_a_hit_in_an_act_leads_to_the_article(rules: SimpleNamespace, search: Search) -> None:
    hit = search("докладване на градушки").hits[0]
    assert hit.entry.full_title == f"Чл. 26а. Бедствия – {TITLE}"
    assert hit.url == f"{rules.page.url}#chl-26a"
    assert hit.passage_html.startswith("<mark>Градушката</mark> се <mark>докладва</mark>")


def test_the_place_is_there_on_the_page(
    rules: SimpleNamespace, search: Search, client: Client
) -> None:
    anchor = search("градушка").hits[0].url.partition("#")[2]
    assert f'id="{anchor}"' in client.get(rules.page.url).content.decode()


def test_an_act_stands_once_however_many_articles_have_the_words(
    rules: SimpleNamespace, search: Search
) -> None:
    answer = search("гласуват явно")
    assert answer.total == 1
    assert len(answer.hits) == 1
    assert answer.facets["kind"] == {"legal_text.rulespage": 1}


@pytest.mark.parametrize("asked", [TITLE, "правилници за съвета", "обществен съвет"])
def test_the_title_of_an_act_leads_to_the_act_and_not_to_an_article(
    rules: SimpleNamespace, search: Search, asked: str
) -> None:
    assert search(asked).hits[0].url == rules.page.url


def test_an_article_is_found_by_its_number_in_its_act(
    rules: SimpleNamespace, search: Search
) -> None:
    hit = search("чл. 26а от правилника за обществения съвет").hits[0]
    assert hit.url.endswith("#chl-26a")


def test_suggestions_name_the_act_once(rules: SimpleNamespace) -> None:
    refresh_index()
    found = services.suggest("правилник за об", language="bg")
    assert [entry.url for entry in found] == [rules.page.url]


def test_articles_are_suggested_by_their_headings(rules: SimpleNamespace) -> None:
    refresh_index()
    found = services.suggest("бедст", language="bg")
    assert [entry.full_title for entry in found] == [f"Чл. 26а. Бедствия – {TITLE}"]


def test_articles_come_and_go_with_their_act(rules: SimpleNamespace, search: Search) -> None:
    restriction = PageViewRestriction.objects.create(
        page_id=rules.page.pk, restriction_type=PageViewRestriction.LOGIN
    )
    answer = search("градушка бедствия")
    assert (titles(answer), answer.total, answer.facets) == ([], 0, {})
    assert services.suggest("бедст", language="bg") == []
    restriction.delete()
    assert search("градушка").total == 1
    rules.page.unpublish()
    assert search("градушка").total == 0


def test_an_article_that_is_taken_out_is_not_found(rules: SimpleNamespace, search: Search) -> None:
    del rules.page.text[8]
    rules.page.save_revision().publish()
    assert search("градушка").total == 0


def test_a_draft_of_an_article_is_not_found(rules: SimpleNamespace, search: Search) -> None:
    rules.page.text[0].value["heading"] = "Суховей"
    rules.page.save_revision()
    assert search("суховей").total == 0


def test_an_english_act_has_english_articles(
    site_tree: SimpleNamespace, locales: SimpleNamespace, search: Search
) -> None:
    site_tree.home.copy_for_translation(locales.en).save_revision().publish()
    site_tree.rules.copy_for_translation(locales.en).save_revision().publish()
    page = site_tree.rules_page.copy_for_translation(locales.en)
    page.title = "Rules"
    page.save_revision().publish()
    parts = SearchEntry.objects.filter(object_id=page.pk).exclude(part="")
    assert {part.full_title for part in parts} == {"Art. 1 – Rules"}


def test_a_recommendation_is_found_with_its_answer(
    site_tree: SimpleNamespace, search: Search, either_backend: str, client: Client
) -> None:
    page = AnalysisPageFactory(
        parent=site_tree.analyses, title="Анализ на наредбите", body=paragraphs(FILLING * 5)
    )
    RecommendationFactory(page=page, text="Повече дървета.")
    RecommendationFactory(page=page, text="Нова чешма.", response="Градушката пречи.")
    page.save_revision().publish()
    hit = search("чешма и градушка").hits[0]
    assert hit.entry.full_title == "Препоръка 2 – Анализ на наредбите"
    assert hit.url == f"{page.url}#recommendation-2"
    assert 'id="recommendation-2"' in client.get(page.url).content.decode()


def test_the_report_of_a_consultation_is_found_by_itself(
    site_tree: SimpleNamespace, search: Search, either_backend: str, client: Client
) -> None:
    page = ConsultationPageFactory(
        parent=site_tree.consultations,
        title="Наредба за парковете",
        body=paragraphs(FILLING * 5),
        reasons=paragraphs("Суховеите зачестиха."),
        report=paragraphs("Предложението за градушките е прието."),
    )
    hit = search("прието предложение за градушки").hits[0]
    assert hit.entry.full_title == "Справка за предложенията – Наредба за парковете"
    shown = client.get(page.url).content.decode()
    for asked in ("градушки", "суховеи"):
        assert f'id="{search(asked).hits[0].url.partition("#")[2]}"' in shown


def test_an_objective_is_found_with_its_policy(
    site_tree: SimpleNamespace, search: Search, client: Client
) -> None:
    policy = PolicyPageFactory(
        parent=site_tree.policies, title="Зелена програма", body=paragraphs(FILLING * 5)
    )
    objective = ObjectiveFactory(policy=policy, title="Защита от градушки")
    hit = search("градушка").hits[0]
    assert hit.entry.full_title == "Защита от градушки – Зелена програма"
    assert hit.url == f"{policy.url}#objective-{objective.pk}"
    assert f'id="objective-{objective.pk}"' in client.get(policy.url).content.decode()


def test_a_translation_does_not_open_the_objectives_of_a_closed_policy(
    site_tree: SimpleNamespace, locales: SimpleNamespace, search: Search
) -> None:
    ObjectiveFactory(policy=site_tree.policy, title="Град", title_en="Hailstorms")
    site_tree.home.copy_for_translation(locales.en).save_revision().publish()
    site_tree.policies.copy_for_translation(locales.en).save_revision().publish()
    english = site_tree.policy.copy_for_translation(locales.en)
    english.save_revision().publish()
    assert search("hailstorm", language="en").total == 1
    PageViewRestriction.objects.create(
        page=site_tree.policy, restriction_type=PageViewRestriction.LOGIN
    )
    assert search("hailstorm", language="en").total == 0
