"""What a page shows, search finds: facts, amounts, milestones, questions."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from wagtail.models import Page

from search.models import SearchEntry
from tests.comments.making import make_comment
from tests.factories import (
    CampaignPageFactory,
    ConsultationFormFieldFactory,
    ConsultationFormPageFactory,
    ConsultationPageFactory,
    MeasureFactory,
    MilestoneFactory,
    ObjectiveFactory,
    ObservationFactory,
    PolicyIndicatorFactory,
    PolicyPageFactory,
    ProjectPageFactory,
    RulesPageFactory,
    SettlementFactory,
    StandardPageFactory,
)
from tests.search.conftest import Search, titles

MARKUP = "<h3>Разделянето е лесно</h3><ul><li>Хартия</li><li>Стъкло!</li></ul><p>Цветни кофи</p>"


def project(tree: SimpleNamespace) -> Page:
    page = ProjectPageFactory(
        parent=tree.home,
        title="Гражданите участват",
        programme="Програма за добро управление",
        contract="BG05SFOP001-2.025",
        contract_date=date(2024, 7, 26),
        register_url="https://example.org/isun",
        funding_statement="С подкрепата на Европейския социален фонд.",
    )
    page.results.create(title="Обучени служители", expected="Дванадесет души")
    page.save_revision().publish()
    return page


def policy(tree: SimpleNamespace) -> Page:
    return PolicyPageFactory(
        parent=tree.policies, title="Гражданите участват", decision="Решение № 341"
    )


def rules(tree: SimpleNamespace) -> Page:
    return RulesPageFactory(
        parent=tree.rules,
        title="Гражданите участват",
        decision="Решение № 341",
        in_force_from=date(2024, 7, 26),
    )


def consultation(tree: SimpleNamespace) -> Page:
    return ConsultationPageFactory(
        parent=tree.consultations,
        title="Гражданите участват",
        opens=date(2024, 7, 26),
        shortened_because="Спешен ремонт",
    )


def form(tree: SimpleNamespace) -> Page:
    page = ConsultationFormPageFactory(
        parent=tree.consultations, title="Гражданите участват", slug="vaprosi"
    )
    ConsultationFormFieldFactory(
        page=page, label="Ползвате ли велосипед?", field_type="radio", choices="Ежедневно\nНикога"
    )
    ConsultationFormFieldFactory(page=page, label="Скрита проверка", field_type="hidden")
    page.save_revision().publish()
    return page


def campaign(tree: SimpleNamespace) -> Page:
    return CampaignPageFactory(
        parent=tree.campaigns, title="Гражданите участват", channels="Местният вестник"
    )


def measure(tree: SimpleNamespace) -> object:
    found = MeasureFactory(
        objective=ObjectiveFactory(policy=tree.policy, title="По-чисти реки"),
        title="Гражданите участват",
        deadline=date(2024, 7, 26),
    )
    found.places.add(SettlementFactory(name="Обнова"))
    MilestoneFactory(measure=found, title="Подписан договор", due=date(2024, 7, 26))
    found.save_revision().publish()
    return found


SHOWN = [
    pytest.param(project, "ИСУН", id="register of a project"),
    pytest.param(project, "BG05SFOP001-2.025", id="number of its contract"),
    pytest.param(project, "57834", id="amount"),
    pytest.param(project, "57 834", id="amount with a space"),
    pytest.param(project, "добро управление", id="programme"),
    pytest.param(project, "26 юли 2024", id="date of its contract"),
    pytest.param(project, "дванадесет души", id="expected result"),
    pytest.param(project, "социален фонд", id="who pays for it"),
    pytest.param(policy, "решение 341", id="decision on a policy"),
    pytest.param(rules, "решение 341", id="decision on rules"),
    pytest.param(rules, "26.07.2024", id="in force from"),
    pytest.param(consultation, "26.07.2024", id="term of a consultation"),
    pytest.param(consultation, "спешен ремонт", id="why it is short"),
    pytest.param(form, "велосипед", id="question of a form"),
    pytest.param(form, "ежедневно", id="answer to choose"),
    pytest.param(campaign, "вестник", id="channel of a campaign"),
    pytest.param(measure, "Обнова", id="place of a measure"),
    pytest.param(measure, "подписан договор", id="milestone"),
    pytest.param(measure, "чисти реки", id="objective of a measure"),
]


@pytest.mark.parametrize(("make", "query"), SHOWN)
def test_what_is_shown_is_found(
    make: Callable[[SimpleNamespace], object],
    query: str,
    site_tree: SimpleNamespace,
    search: Search,
) -> None:
    make(site_tree)
    found = search(query)
    assert "Гражданите участват" in titles(found)
    assert not found.corrected


@pytest.mark.elasticsearch
def test_elasticsearch_finds_all_that_is_shown(
    site_tree: SimpleNamespace, elasticsearch: None, search: Search
) -> None:
    made = {make: make(site_tree) for make in dict.fromkeys(shown.values[0] for shown in SHOWN)}
    for make, query in (shown.values for shown in SHOWN):
        answer = search(query)
        assert made[make].pk in {hit.entry.object_id for hit in answer.hits}, query
        assert not (answer.corrected or answer.degraded), query


def test_dates_stand_in_a_passage_as_on_the_page(site_tree: SimpleNamespace) -> None:
    entry = SearchEntry.objects.get(object_id=project(site_tree).pk)
    assert "26 юли 2024 г." in entry.body


def test_the_unit_of_an_indicator_is_named_as_such(site_tree: SimpleNamespace) -> None:
    indicator = PolicyIndicatorFactory(
        measure__objective__policy=site_tree.policy, unit_of_measure="%"
    )
    entry = SearchEntry.objects.get(object_id=indicator.pk, kind="indicator", language="bg")
    assert "Мерна единица: %." in entry.body


def test_an_observation_is_found_by_what_was_seen_and_what_was_answered(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    measure = MeasureFactory(objective__policy=site_tree.policy, title="Чисти улици")
    observation = ObservationFactory(
        measure=measure, author="Надежда", text="Кофите преливат.", answer="Извозват се в сряда."
    )
    for query in ("преливащи кофи", "извозване в сряда", "наблюдения от Надежда"):
        hit = search(query).hits[0]
        assert (hit.kind, hit.entry.object_id) == ("observation", observation.pk)
        assert hit.entry.full_title == "Наблюдение от Надежда – Чисти улици"
        assert hit.url == observation.get_absolute_url()


def test_what_is_hidden_in_a_form_is_not_found(site_tree: SimpleNamespace, search: Search) -> None:
    form(site_tree)
    assert "Гражданите участват" not in titles(search("скрита проверка"))


def test_the_page_of_a_comment_is_named_behind_its_title_and_not_as_if_said_in_it(
    site_tree: SimpleNamespace, search: Search
) -> None:
    page = ConsultationPageFactory(parent=site_tree.consultations, title="Наредба за чешмите")
    make_comment(page, comment="Водата е студена.")
    (hit,) = [hit for hit in search("студена").hits if hit.kind == "comment"]
    assert hit.entry.full_title.endswith(" – Наредба за чешмите")
    assert "чешмите" not in hit.passage_html
    assert hit.entry.place == "Консултации"


def test_the_policy_of_a_measure_is_named_behind_its_title(site_tree: SimpleNamespace) -> None:
    measure(site_tree)
    entry = SearchEntry.objects.get(kind="measure")
    assert entry.full_title == f"Гражданите участват – {site_tree.policy.title}"
    assert site_tree.policy.title not in f"{entry.lead} {entry.body}"
    assert "Мярка" in entry.about


def test_headings_and_items_of_a_text_are_told_apart(
    site_tree: SimpleNamespace, search: Search
) -> None:
    body = [
        {"type": "heading", "value": {"text": "Отпадъци"}},
        {"type": "paragraph", "value": MARKUP},
    ]
    StandardPageFactory(parent=site_tree.home, title="Кофи", body=body)
    (hit,) = search("хартия").hits
    passage = hit.passage_html.replace("<mark>", "").replace("</mark>", "")
    assert passage == "Отпадъци. Разделянето е лесно. Хартия. Стъкло! Цветни кофи."
