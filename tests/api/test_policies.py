"""What belongs to policies: measures, indicators, values, money, observations, and each whole."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from policies.models import ReportLine
from tests import factories
from tests.api.conftest import Ask
from zaedno.core.days import today
from zaedno.core.models import CustomDocument
from zaedno.core.validation import LARGEST_ID

pytestmark = pytest.mark.django_db

# The lists, what may be asked of all of them.
LISTS = ("measures", "indicators", "measurements", "money", "observations")


@pytest.fixture
def plan(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The policy of the tree with one of each part, everything public."""
    objective: Any = factories.ObjectiveFactory(policy=site_tree.policy, code="1")
    measure: Any = factories.MeasureFactory(
        objective=objective,
        code="1.1",
        title="Младежки клуб",
        title_en="Youth club",
        unit=factories.UnitFactory(name="Дирекция „Младеж“"),
        status="in_progress",
    )
    place = factories.SettlementFactory(name="Асеновци")
    measure.places.add(place)
    measure.save()
    indicator: Any = factories.PolicyIndicatorFactory(
        measure=measure,
        code="1.1.1",
        title="Посетители",
        title_en="Visitors",
        baseline=Decimal(0),
        source="Дневник на клуба",
    )
    return SimpleNamespace(
        tree=site_tree,
        policy=site_tree.policy,
        objective=objective,
        measure=measure,
        place=place,
        indicator=indicator,
        target=factories.TargetFactory(indicator=indicator),
        value=factories.MeasurementFactory(indicator=indicator, date=date(2025, 12, 31)),
        planned=factories.BudgetLineFactory(measure=measure, amount=Decimal(1000)),
        spent=factories.SpendingFactory(measure=measure, amount=Decimal(1200)),
        observation=factories.ObservationFactory(measure=measure, settlement=place),
    )


@pytest.fixture
def english(plan: SimpleNamespace, locales: SimpleNamespace) -> Any:
    """The policy in English, published."""
    for page in (plan.tree.home, plan.tree.policies):
        page.copy_for_translation(locales.en).save_revision().publish()
    page = plan.policy.copy_for_translation(locales.en)
    page.title = "Youth plan"
    page.save_revision().publish()
    return page


def _ids(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.content
    return [item["id"] for item in answer.json()["items"]]


def _only(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    (item,) = answer.json()["items"]
    return item


def _counts(ask: Ask) -> dict[str, int]:
    return {name: ask(f"policies/{name}/").json()["count"] for name in LISTS}


def _restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _draft(part: Any) -> None:
    part.live = False
    part.save()


# Whole


def test_a_policy_is_told_with_all_that_it_promised(plan: SimpleNamespace, ask: Ask) -> None:
    told = ask(f"policies/{plan.policy.pk}/").json()
    assert told["title"] == plan.policy.title
    (objective,) = told["objectives"]
    (measure,) = objective["measures"]
    (indicator,) = measure["indicators"]
    assert (objective["code"], measure["code"], indicator["code"]) == ("1", "1.1", "1.1.1")
    assert indicator["latest"] == {"date": "2025-12-31", "value": "50.0000"}
    assert measure["money"] == [{"year": 2026, "planned": "1000.00", "spent": "1200.00"}]
    assert measure["observations"] == 1
    assert told["progress"] == _only(ask("policies/"))["progress"]


def test_a_policy_is_told_in_the_language_of_its_page(
    plan: SimpleNamespace, english: Any, ask: Ask
) -> None:
    for page, title in ((plan.policy, "Младежки клуб"), (english, "Youth club")):
        (objective,) = ask(f"policies/{page.pk}/").json()["objectives"]
        assert objective["measures"][0]["title"] == title


@pytest.mark.parametrize("above", [False, True], ids=["the page", "a page above it"])
def test_a_private_policy_is_not_found(plan: SimpleNamespace, ask: Ask, above: bool) -> None:
    _restrict(plan.tree.policies if above else plan.policy)
    assert ask(f"policies/{plan.policy.pk}/").status_code == 404
    assert set(_counts(ask).values()) == {0}
    assert ask(f"policies/indicators/{plan.indicator.pk}/measurements/").status_code == 404


def test_an_unpublished_policy_is_not_found(plan: SimpleNamespace, ask: Ask) -> None:
    _draft(plan.policy)
    assert ask(f"policies/{plan.policy.pk}/").status_code == 404
    assert set(_counts(ask).values()) == {0}


@pytest.mark.parametrize(
    "path",
    [
        *("policies/0/", "policies/999999/", f"policies/{LARGEST_ID + 1}/", "policies/abc/"),
        *("policies/indicators/999999/measurements/", "policies/nothing/"),
        f"policies/indicators/{LARGEST_ID + 1}/measurements/",
    ],
)
def test_what_is_not_there_is_not_found(plan: SimpleNamespace, ask: Ask, path: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"]


# What is not public


@pytest.mark.parametrize(
    ("part", "left"),
    [
        pytest.param("objective", set(), id="draft objective"),
        pytest.param("measure", set(), id="draft measure"),
        pytest.param("indicator", {"measures", "money", "observations"}, id="draft indicator"),
    ],
)
def test_drafts_and_what_is_below_them_are_in_no_list(
    plan: SimpleNamespace, ask: Ask, part: str, left: set[str]
) -> None:
    assert set(_counts(ask).values()) == {1}
    _draft(getattr(plan, part))
    assert {name for name, count in _counts(ask).items() if count} == left
    whole = ask(f"policies/{plan.policy.pk}/").content.decode()
    assert getattr(plan, part).title not in whole
    for name in ("measures", "measurements", "money"):
        rows = ask(f"datasets/{name}.csv").content.decode().count("\r\n") - 1
        assert rows == int(name in left)


def test_a_draft_of_a_published_measure_is_not_told(plan: SimpleNamespace, ask: Ask) -> None:
    plan.measure.title = "Тайна"
    plan.measure.save_revision()
    plan.measure.refresh_from_db()
    assert plan.measure.has_unpublished_changes
    for path in ("policies/measures/", f"policies/{plan.policy.pk}/", "datasets/measures.csv"):
        assert "Тайна" not in ask(path).content.decode()


@pytest.mark.parametrize("state", ["waiting", "sent_back", "replaced"])
def test_only_published_progress_is_told(plan: SimpleNamespace, ask: Ask, state: str) -> None:
    factories.MeasurementFactory(indicator=plan.indicator, state=state, value=Decimal(77777))
    factories.SpendingFactory(measure=plan.measure, state=state, year=2025, amount=Decimal(88888))
    factories.StatusEntryFactory(measure=plan.measure, state=state, status="done")
    assert _ids(ask("policies/measurements/")) == [plan.value.pk]
    assert _only(ask("policies/money/"))["year"] == 2026
    assert _only(ask("policies/measures/"))["status"] == "in_progress"
    paths = [f"policies/{name}/" for name in LISTS] + [f"policies/{plan.policy.pk}/"]
    paths += [f"policies/indicators/{plan.indicator.pk}/measurements/"]
    paths += [f"datasets/{name}.csv" for name in ("measures", "measurements", "money")]
    told = "".join(ask(path).content.decode() for path in paths)
    assert "77777" not in told
    assert "88888" not in told


@pytest.mark.parametrize("state", ["unconfirmed", "waiting", "rejected"])
def test_only_published_observations_are_told(plan: SimpleNamespace, ask: Ask, state: str) -> None:
    factories.ObservationFactory(measure=plan.measure, state=state, text="Още не е решено")
    assert _ids(ask("policies/observations/")) == [plan.observation.pk]
    assert _only(ask("policies/measures/"))["observations"] == 1


def test_an_observation_is_told_without_the_address_of_its_author(
    plan: SimpleNamespace, ask: Ask
) -> None:
    plan.observation.reason = "Служебна бележка"
    plan.observation.answer = "Ще го поправим до юни."
    plan.observation.answering_unit = plan.measure.unit
    plan.observation.save()
    answer = ask("policies/observations/")
    item = _only(answer)
    assert (item["verdict"], item["text"]) == ("partly", plan.observation.text)
    assert item["settlement"]["name"] == "Асеновци"
    assert item["answer"] == "Ще го поправим до юни."
    assert item["answered_by"]["name"] == "Дирекция „Младеж“"
    assert item["url"].endswith(f"/bg/measures/{plan.measure.pk}/#observation-{item['id']}")
    for secret in (plan.observation.email, plan.observation.token_hash, "Служебна бележка"):
        assert secret not in answer.content.decode()


def test_files_of_an_observation_are_given_by_the_pages_of_the_site(
    plan: SimpleNamespace, ask: Ask
) -> None:
    plan.observation.photo = ContentFile(b"picture", name="photo.jpg")
    plan.observation.save()
    item = _only(ask("policies/observations/"))
    assert item["photo_url"].endswith(f"/observations/{plan.observation.pk}/photo/")
    assert item["document_url"] is None


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
def test_a_source_in_a_private_collection_is_not_named(
    plan: SimpleNamespace, ask: Ask, private: bool
) -> None:
    collection = Collection.get_first_root_node().add_child(name="За служители")
    if private:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    plan.value.document = CustomDocument.objects.create(
        title="Протокол", file=ContentFile(b"text", name="protokol.txt"), collection=collection
    )
    plan.value.save()
    assert (_only(ask("policies/measurements/"))["document_url"] is None) is private


def test_a_report_says_nothing_of_drafts(plan: SimpleNamespace, ask: Ask) -> None:
    report: Any = factories.MonitoringReportPageFactory(parent=plan.policy)
    draft = factories.MeasureFactory(objective=plan.objective, live=False)
    for measure in (plan.measure, draft):
        ReportLine.objects.create(
            page=report, locale=report.locale, measure=measure, done="Готово."
        )
    (line,) = ask(f"pages/{report.pk}/").json()["lines"]
    assert line["measure"] == plan.measure.pk
    _draft(plan.objective)
    assert ask(f"pages/{report.pk}/").json()["lines"] == []


# What is told


def test_a_measure_is_told_as_it_stands(plan: SimpleNamespace, ask: Ask) -> None:
    item = _only(ask("policies/measures/"))
    assert (item["code"], item["title"]) == ("1.1", "Младежки клуб")
    assert item["objective"]["code"] == "1"
    assert [place["name"] for place in item["places"]] == ["Асеновци"]
    assert (item["status"], item["standing"], item["late"]) == ("in_progress", "in_progress", False)
    assert item["percent"] == 50
    assert item["policy"]["id"] == plan.policy.pk


def test_a_measure_of_which_nothing_is_known_is_not_at_zero(
    plan: SimpleNamespace, ask: Ask
) -> None:
    measure: Any = factories.MeasureFactory(objective=plan.objective)
    item = _only(ask("policies/measures/", standing="no_data"))
    assert item["id"] == measure.pk
    assert (item["status"], item["standing"], item["percent"]) == ("", "no_data", None)


def test_an_indicator_is_told_with_its_last_value(plan: SimpleNamespace, ask: Ask) -> None:
    factories.MeasurementFactory(indicator=plan.indicator, date=date(2020, 12, 31), value=1)
    item = _only(ask("policies/indicators/"))
    assert item["latest"] == {"date": "2025-12-31", "value": "50.0000"}
    assert item["targets"] == [{"year": 2027, "value": "100.0000"}]
    assert item["attainment"] == "0.5000"
    assert item["owner"]["name"] == "Дирекция „Младеж“"
    assert item["measure"]["id"] == plan.measure.pk


def test_an_indicator_without_values_has_no_last_one(plan: SimpleNamespace, ask: Ask) -> None:
    plan.value.delete()
    item = _only(ask("policies/indicators/"))
    assert item["latest"] is item["attainment"] is item["stale_since"] is None


def test_a_value_has_the_usual_source_where_it_has_none_of_its_own(
    plan: SimpleNamespace, ask: Ask
) -> None:
    assert _only(ask("policies/measurements/"))["source"] == "Дневник на клуба"
    plan.value.source = "Анкета"
    plan.value.save()
    assert _only(ask("policies/measurements/"))["source"] == "Анкета"


def test_values_of_an_indicator_are_those_of_the_list(plan: SimpleNamespace, ask: Ask) -> None:
    factories.MeasurementFactory()
    path = f"policies/indicators/{plan.indicator.pk}/measurements/"
    item = _only(ask(path))
    assert item == _only(ask("policies/measurements/", indicator=plan.indicator.pk))
    assert ask(path, year=2024).json()["count"] == 0


def test_money_is_in_euro_and_what_was_not_said_is_not_nothing(
    plan: SimpleNamespace, ask: Ask
) -> None:
    factories.BudgetLineFactory(
        measure=plan.measure, year=2025, amount=Decimal("195.58"), currency="BGN"
    )
    factories.SpendingFactory(measure=plan.measure, year=2024, source="eu", amount=Decimal(7))
    items = ask("policies/money/").json()["items"]
    told = [
        (item["year"], item["source"], item["planned"], item["spent"], item["over"])
        for item in items
    ]
    assert told == [
        (2024, "eu", None, "7.00", True),
        (2025, "municipal", "100.00", None, False),
        (2026, "municipal", "1000.00", "1200.00", True),
    ]


def test_names_are_in_the_language_that_was_asked_for(
    plan: SimpleNamespace, english: Any, ask: Ask
) -> None:
    bulgarian, translated = (_only(ask("policies/measures/", locale=code)) for code in ("bg", "en"))
    assert (bulgarian["title"], translated["title"]) == ("Младежки клуб", "Youth club")
    assert translated["unit"]["name"] == "Дирекция „Младеж“"
    assert translated["url"].endswith(f"/en/measures/{plan.measure.pk}/")
    assert (bulgarian["policy"]["id"], translated["policy"]["id"]) == (plan.policy.pk, english.pk)
    assert _only(ask("policies/indicators/", locale="en"))["title"] == "Visitors"
    _draft(english)
    assert _only(ask("policies/measures/", locale="en"))["policy"]["id"] == plan.policy.pk


def test_names_in_a_file_are_in_the_language_that_was_asked_for(
    plan: SimpleNamespace, ask: Ask
) -> None:
    text = ask("datasets/measures.csv", locale="en").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["title"], row["locale"]) == ("Youth club", "en")


# Filters


@pytest.mark.parametrize("name", LISTS)
def test_the_policy_may_be_named_by_its_page_in_either_language(
    plan: SimpleNamespace, english: Any, ask: Ask, name: str
) -> None:
    other = factories.PolicyPageFactory(parent=plan.tree.policies)
    for page, count in ((plan.policy, 1), (english, 1), (other, 0)):
        assert ask(f"policies/{name}/", policy=page.pk).json()["count"] == count


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(("indicators", "measure"), ("measurements", "measure"), ("measurements", "indicator")),
        *(("money", "measure"), ("observations", "measure"), ("measures", "unit")),
        ("measures", "settlement"),
    ],
)
def test_lists_are_filtered_by_what_they_are_about(
    plan: SimpleNamespace, ask: Ask, name: str, field: str
) -> None:
    chosen = {
        "measure": plan.measure.pk,
        "indicator": plan.indicator.pk,
        "unit": plan.measure.unit_id,
        "settlement": plan.place.pk,
    }[field]
    assert ask(f"policies/{name}/", **{field: chosen}).json()["count"] == 1
    assert ask(f"policies/{name}/", **{field: chosen + 1000}).json()["count"] == 0


YESTERDAY = -1


@pytest.mark.parametrize(
    ("status", "days_from_now", "standing"),
    [
        pytest.param("in_progress", None, "in_progress", id="without deadline"),
        pytest.param("in_progress", 0, "in_progress", id="on its last day"),
        pytest.param("in_progress", YESTERDAY, "late", id="a day late"),
        pytest.param("not_started", YESTERDAY, "late", id="late and not begun"),
        pytest.param(None, YESTERDAY, "late", id="late and nothing known"),
        pytest.param(None, None, "no_data", id="nothing known"),
        pytest.param("done", YESTERDAY, "done", id="done is never late"),
        pytest.param("dropped", YESTERDAY, "dropped", id="dropped is never late"),
    ],
)
def test_measures_are_found_by_how_they_stand(
    site_tree: SimpleNamespace,
    ask: Ask,
    status: str | None,
    days_from_now: int | None,
    standing: str,
) -> None:
    deadline = None if days_from_now is None else today() + timedelta(days=days_from_now)
    measure: Any = factories.MeasureFactory(
        objective__policy=site_tree.policy, status=status, deadline=deadline
    )
    assert _only(ask("policies/measures/"))["standing"] == standing
    for asked in ("no_data", "not_started", "in_progress", "late", "done", "dropped"):
        found = _ids(ask("policies/measures/", standing=asked))
        assert found == ([measure.pk] if asked == standing else [])
    is_late = standing == "late"
    assert ask("policies/measures/", late=True).json()["count"] == int(is_late)
    assert ask("policies/measures/", late=False).json()["count"] == int(not is_late)
    if status:
        assert ask("policies/measures/", status=status).json()["count"] == 1


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("measurements", {"year": 2025}, {"year": 2024}),
        ("money", {"year": 2026}, {"year": 2025}),
        ("money", {"source": "municipal"}, {"source": "eu"}),
        ("observations", {"verdict": "partly"}, {"verdict": "kept"}),
        ("observations", {"language": "bg"}, {"language": "en"}),
    ],
)
def test_lists_are_filtered_by_their_facts(
    plan: SimpleNamespace, ask: Ask, name: str, right: dict[str, Any], wrong: dict[str, Any]
) -> None:
    assert ask(f"policies/{name}/", **right).json()["count"] == 1
    assert ask(f"policies/{name}/", **wrong).json()["count"] == 0


def test_policies_are_found_by_the_places_of_their_measures(
    plan: SimpleNamespace, ask: Ask
) -> None:
    factories.PolicyPageFactory(parent=plan.tree.policies)
    assert _ids(ask("policies/", settlement=plan.place.pk)) == [plan.policy.pk]
    assert ask("policies/", settlement=plan.place.pk + 1000).json()["count"] == 0
    _draft(plan.measure)
    assert ask("policies/", settlement=plan.place.pk).json()["count"] == 0


def test_policies_are_ordered_by_progress_the_unknown_last(plan: SimpleNamespace, ask: Ask) -> None:
    done, unknown = (factories.PolicyPageFactory(parent=plan.tree.policies) for _ in range(2))
    factories.MeasureFactory(objective__policy=done, status="done")
    assert _ids(ask("policies/", order="-progress")) == [done.pk, plan.policy.pk, unknown.pk]
    assert _ids(ask("policies/", order="progress")) == [plan.policy.pk, done.pk, unknown.pk]


# Paging, cost, mistakes


def _add(plan: SimpleNamespace, number: int) -> None:
    for _ in range(number):
        measure: Any = factories.MeasureFactory(
            objective=plan.objective, unit=factories.UnitFactory(), status="done"
        )
        measure.places.add(plan.place)
        measure.save()
        indicator: Any = factories.PolicyIndicatorFactory(
            measure=measure, owner=factories.UnitFactory()
        )
        factories.TargetFactory(indicator=indicator)
        factories.MeasurementFactory(indicator=indicator)
        factories.SpendingFactory(measure=measure)
        factories.BudgetLineFactory(measure=measure)
        factories.ObservationFactory(measure=measure, settlement=plan.place)


def _cost(ask: Ask, path: str) -> int:
    ask(path)  # names and addresses are kept from now on
    with CaptureQueriesContext(connection) as found:
        assert ask(path).status_code == 200
    return len(found)


PATHS = (
    *(f"policies/{name}/" for name in LISTS),
    *("policies/?order=progress", "policies/{policy}/"),
    *(f"datasets/{name}.csv" for name in ("measures", "measurements", "money")),
)


def test_ten_rows_cost_what_one_costs(plan: SimpleNamespace, ask: Ask) -> None:
    paths = [path.format(policy=plan.policy.pk) for path in PATHS]
    before = {path: _cost(ask, path) for path in paths}
    _add(plan, 9)
    assert ask("policies/measures/").json()["count"] == 10
    assert {path: _cost(ask, path) for path in paths} == before
    assert before["policies/?order=progress"] <= 5
    assert max(before[f"policies/{name}/"] for name in LISTS) <= 8


@pytest.mark.parametrize("name", LISTS)
def test_parts_of_a_list_follow_each_other(plan: SimpleNamespace, ask: Ask, name: str) -> None:
    _add(plan, 3)
    whole = ask(f"policies/{name}/").json()
    parts = [
        item
        for offset in (0, 2, 4)
        for item in ask(f"policies/{name}/", limit=2, offset=offset).json()["items"]
    ]
    assert whole["count"] == 4
    assert parts == whole["items"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        *(("limit", "101"), ("limit", "x"), ("offset", "-1"), ("locale", "de"), ("foo", "1")),
        *(("policy", "0"), ("policy", "x"), ("policy", str(LARGEST_ID + 1)), ("locale", "\0")),
    ],
)
def test_a_mistake_in_a_list_is_named(
    plan: SimpleNamespace, ask: Ask, name: str, parameter: str, value: str
) -> None:
    answer = ask(f"policies/{name}/", **{parameter: value})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        *("measures/?standing=x", "measures/?status=late", "measures/?late=perhaps"),
        *("measures/?unit=99999999999999999999", "measures/?settlement=x", "money/?source=x"),
        *("money/?year=12", "indicators/?measure=-1", "measurements/?order=value"),
        *("measurements/?indicator=99999999999999999999", "observations/?verdict=x"),
        *("?order=share", "?settlement=99999999999999999999"),
        "indicators/{indicator}/measurements/?policy=1",
    ],
)
def test_a_mistake_in_a_filter_is_named(plan: SimpleNamespace, ask: Ask, path: str) -> None:
    answer = ask(f"policies/{path.format(indicator=plan.indicator.pk)}")
    assert answer.status_code == 400
    name = path.partition("?")[2].partition("=")[0]
    assert name in answer.json()["detail"]
