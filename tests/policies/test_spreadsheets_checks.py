"""What is found in a file, by row and column, and what it would change."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.models import Page, Workflow, WorkflowState

from policies.models import Indicator, Measure, PolicyPage
from policies.spreadsheets.measurements_check import is_far
from tests import factories
from tests.policies.sheets import (
    INDICATORS,
    MEASUREMENTS,
    MEASURES,
    MONEY,
    STATUSES,
    checked,
    csv,
    found,
    sentences,
    xlsx,
)
from zaedno.core.days import today

pytestmark = pytest.mark.django_db
SLUG = "plan"


@pytest.fixture(autouse=True)
def in_bulgarian() -> Any:
    with translation.override("bg"):
        yield


@pytest.fixture
def policy(home: Page) -> PolicyPage:
    index = factories.PolicyIndexPageFactory(parent=home)
    return factories.PolicyPageFactory(parent=index, slug=SLUG)


@pytest.fixture
def measure(policy: PolicyPage) -> Measure:
    objective = factories.ObjectiveFactory(policy=policy, code="1")
    return factories.MeasureFactory(objective=objective, code="1.1", title="Детска градина")


@pytest.fixture
def indicator(measure: Measure) -> Indicator:
    return factories.PolicyIndicatorFactory(measure=measure, code="1.1.1", unit_of_measure="%")


def measure_row(**cells: Any) -> list[Any]:
    row = dict.fromkeys(MEASURES)
    row |= {"Политика": SLUG, "Цел №": "1", "Мярка №": "1.2", "Заглавие": "Нова мярка"}
    return list((row | cells).values())


def named(**cells: Any) -> dict[str, Any]:
    """Cells by headings that are no names in Python."""
    names = {"start": "Начало", "deadline": "Срок", "code": "Мярка №", "objective": "Цел №"}
    return {names.get(name, name): value for name, value in cells.items()}


def indicator_row(**cells: Any) -> list[Any]:
    row = {
        "Политика": SLUG,
        "Мярка №": "1.1",
        "Показател №": "1.1.2",
        "Заглавие": "Дял",
        "Мерна единица": "%",
        "Посока": "колкото повече, толкова по-добре",
        "Изходна стойност": 40,
        "Честота": "всяка година",
        "Цели по години": None,
    }
    return list((row | cells).values())


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        pytest.param(named(start="01.05.2026", deadline="01.04.2026"), "Срок", id="dates"),
        pytest.param(named(objective="7"), "Цел №", id="unknown objective"),
        pytest.param(named(code="1.5", objective="1.5"), "Цел №", id="its own parent"),
        pytest.param({"Политика": "друга"}, "Политика", id="unknown policy"),
        pytest.param({"Заглавие": None}, "Заглавие", id="no title"),
        pytest.param({"Заглавие": "я" * 300}, "Заглавие", id="long title"),
        pytest.param({"Заглавие": "=A1"}, "Заглавие", id="formula"),
        pytest.param({"Тегло": "0"}, "Тегло", id="no weight"),
        pytest.param({"Тегло": "тежка"}, "Тегло", id="no number"),
        pytest.param(named(code="а.1"), "Мярка №", id="no code"),
        pytest.param(named(deadline="31.02.2026"), "Срок", id="no such day"),
    ],
)
def test_a_faulty_row_of_measures_is_named_by_its_column(measure, cells, column):
    plan = checked(xlsx(MEASURES, measure_row(**cells)), "measures")
    assert found(plan) == [(2, column)]


def test_all_mistakes_of_a_file_are_listed(measure):
    first = measure_row(**named(start="31.02.2026", deadline="вчера"))
    second = measure_row(Тегло="=2", Политика="няма")
    plan = checked(xlsx(MEASURES, first, measure_row(**named(code="1.3")), second), "measures")
    assert found(plan) == [
        (2, "Начало"),
        (2, "Срок"),
        (4, "Тегло"),
        (4, "Политика"),
    ]
    assert plan.findings.faults == 4


def test_a_formula_in_csv_is_a_formula_too(measure):
    row = measure_row(Заглавие="=HYPERLINK(A1)")
    plan = checked(csv(MEASURES, ["" if cell is None else cell for cell in row]), "measures")
    assert found(plan) == [(2, "Заглавие")]


def test_a_policy_may_be_named_by_its_title_if_no_other_has_it(policy, measure):
    by_title = xlsx(MEASURES, measure_row(Политика=policy.title.upper()))
    assert checked(by_title, "measures").is_faultless
    factories.PolicyPageFactory(parent=policy.get_parent(), title=policy.title, slug="drug")
    assert found(checked(by_title, "measures")) == [(2, "Политика")]


def test_the_number_in_a_draft_names_the_same_measure(measure):
    measure.code = "1.9"
    measure.save_revision()
    rows = [measure_row(**named(code=code), Заглавие="А") for code in ("1.1", "1.9")]
    assert found(checked(xlsx(MEASURES, *rows), "measures")) == [(3, "Мярка №")]


def test_two_rows_of_one_number_are_refused(measure):
    plan = checked(xlsx(MEASURES, measure_row(), measure_row()), "measures")
    assert found(plan) == [(3, "Мярка №")]
    assert "2" in sentences(plan)


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param(tuple(h.upper() for h in MEASURES), id="capitals"),
        pytest.param(tuple(f"  {h.replace(' ', '   ')} " for h in MEASURES), id="spaces"),
        pytest.param(
            ("Policy", "Objective no.", "Measure no.", "Title", "Start", "Deadline", "Weight"),
            id="English",
        ),
    ],
)
def test_headings_are_read_in_either_language_and_any_case(measure, headings):
    assert checked(xlsx(headings, measure_row()), "measures").is_faultless


def test_columns_may_stand_in_any_order(measure):
    reverse = xlsx(MEASURES[::-1], measure_row()[::-1])
    assert checked(reverse, "measures").is_faultless


def test_unknown_doubled_and_missing_columns_are_named(measure):
    headings = ("Политика", "Цел №", "Заглавие", "Заглавие", "Бюджет")
    plan = checked(xlsx(headings, [SLUG, "1", "а", "б", "в"]), "measures")
    assert plan.findings.faults == 3
    assert "Бюджет" in sentences(plan)
    assert {column for _row, column in found(plan)} == {"", "Заглавие", "Мярка №"}


def test_a_value_under_no_heading_is_a_mistake(measure):
    plan = checked(xlsx(MEASURES, [*measure_row(), "бележка"]), "measures")
    assert found(plan) == [(2, "")]


def test_a_decimal_comma_between_commas_is_a_mistake_of_the_row(indicator):
    rows = [
        [SLUG, "1.1.1", "01.02.2026", "28,5", "Регистър", ""],
        [SLUG, "1.1.1", "01.03.2026", "29", "Регистър", ""],
    ]
    plan = checked(csv(MEASUREMENTS, *rows, separator=","), "measurements")
    assert found(plan) == [(2, "")]
    assert "повече клетки" in sentences(plan)
    assert [str(entry.value) for entry in plan.entries] == ["29"]


def test_a_missing_part_is_named_by_its_kind(measure, indicator):
    row = [SLUG, "9.9.9", "01.02.2026", "1", "", ""]
    plan = checked(xlsx(MEASUREMENTS, row), "measurements")
    assert "В политиката няма показател с номер 9.9.9." in sentences(plan)
    money = [SLUG, "9.9", 2026, "общински бюджет", 1, "", "EUR"]
    assert "няма мярка с номер 9.9." in sentences(checked(xlsx(MONEY, money), "money"))


def test_the_steps_of_money_name_year_and_source(measure):
    row = [SLUG, "1.1", 2026, "общински бюджет", 1000, "900,50", "EUR"]
    (step,) = checked(xlsx(MONEY, row), "money").summary()["steps"]
    assert "2026, общински бюджет" in step["about"]
    assert [one["becomes"] for one in step["differences"]] == ["1000", "EUR", "900,5"]


def test_a_file_of_one_policy_need_not_name_it(policy, measure):
    file = xlsx(MEASURES[1:], measure_row()[1:])
    assert found(checked(file, "measures")) == [(1, "Политика")]
    assert checked(file, "measures", policy=policy).is_faultless


def test_a_file_of_one_policy_may_not_speak_of_another(policy, measure):
    other = factories.PolicyPageFactory(parent=policy.get_parent())
    plan = checked(xlsx(MEASURES, measure_row()), "measures", policy=other)
    assert found(plan) == [(2, "Политика")]


def test_a_status_needs_a_reason_where_a_measure_is_dropped_and_no_future(measure):
    tomorrow = f"{today() + timedelta(days=1):%d.%m.%Y}"
    rows = [
        [SLUG, "1", "1.1", "Детска градина", "отпаднала", "01.02.2026", ""],
        [SLUG, "1", "1.2", "Втора", "в изпълнение", tomorrow, ""],
        [SLUG, "1", "1.3", "Трета", "", "", "без състояние"],
    ]
    plan = checked(csv(STATUSES, *rows), "measures")
    assert found(plan) == [(2, "Причина"), (3, "Състояние от"), (4, "Състояние")]


def test_columns_that_a_file_does_not_have_leave_things_as_they_are(measure):
    Measure.objects.filter(pk=measure.pk).update(deadline=date(2027, 1, 1))
    headings = ("Политика", "Цел №", "Мярка №", "Заглавие")
    plan = checked(csv(headings, [SLUG, "1", "1.1", "Ново заглавие"]), "measures")
    (change,) = plan.changed
    part: Any = change.part
    assert (part.title, part.deadline) == ("Ново заглавие", date(2027, 1, 1))


def test_an_empty_cell_empties_what_it_stands_for(measure):
    Measure.objects.filter(pk=measure.pk).update(deadline=date(2027, 1, 1))
    row = measure_row(**named(code="1.1"), Заглавие="Детска градина")
    (change,) = checked(xlsx(MEASURES, row), "measures").changed
    part: Any = change.part
    assert part.deadline is None


def test_a_locked_measure_and_one_that_waits_for_approval_are_left_alone(measure):
    Measure.objects.filter(pk=measure.pk).update(locked=True)
    file = xlsx(MEASURES, measure_row(**named(code="1.1")))
    assert found(checked(file, "measures")) == [(2, "Мярка №")]
    Measure.objects.filter(pk=measure.pk).update(locked=False)
    assert checked(file, "measures").is_faultless
    kind = measure.get_base_content_type()
    WorkflowState.objects.create(
        content_type=kind,
        base_content_type=kind,
        object_id=str(measure.pk),
        workflow=Workflow.objects.create(name="Публикуване"),
    )
    assert found(checked(file, "measures")) == [(2, "Мярка №")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        pytest.param({"Цели по години": "2026=30"}, "Цели по години", id="a step back"),
        pytest.param({"Цели по години": "2026=140"}, "Цели по години", id="target of 140 %"),
        pytest.param({"Изходна стойност": 140}, "Изходна стойност", id="baseline of 140 %"),
        pytest.param({"Посока": "нагоре"}, "Посока", id="unknown direction"),
        pytest.param({"Мярка №": "9"}, "Мярка №", id="unknown measure"),
        pytest.param({"Мерна единица": None}, "Мерна единица", id="no unit of measure"),
        pytest.param({"Честота": "понякога"}, "Честота", id="unknown frequency"),
    ],
)
def test_a_faulty_row_of_indicators_is_named_by_its_column(measure, cells, column):
    plan = checked(xlsx(INDICATORS, indicator_row(**cells)), "indicators")
    assert found(plan) == [(2, column)]


def test_targets_by_year_are_drafted_with_the_indicator(measure):
    row = indicator_row(**{"Цели по години": "2026=50; 2027=55,5"})
    (part,) = checked(xlsx(INDICATORS, row), "indicators").new
    targets: Any = part.targets.all()
    assert [(t.year, t.value) for t in targets] == [(2026, Decimal(50)), (2027, Decimal("55.5"))]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param(["1.1", 2026, "общински бюджет", -5, None, "EUR"], "Планирано", id="negative"),
        pytest.param(["1.1", 2026, "общински бюджет", 5, None, "USD"], "Валута", id="currency"),
        pytest.param(
            ["1.1", 2026, "общински бюджет", 5.123, None, "EUR"], "Планирано", id="tenths"
        ),
        pytest.param(["1.1", 1926, "общински бюджет", 5, None, "EUR"], "Година", id="old year"),
        pytest.param(["1.1", 2099, "общински бюджет", None, 5, "EUR"], "Година", id="future"),
        pytest.param(["1.1", 2026, "банка", 5, None, "EUR"], "Източник на парите", id="source"),
        pytest.param(["8", 2026, "общински бюджет", 5, None, "EUR"], "Мярка №", id="measure"),
    ],
)
def test_a_faulty_row_of_money_is_named_by_its_column(measure, row, column):
    assert found(checked(xlsx(MONEY, [SLUG, *row]), "money")) == [(2, column)]


def test_spending_above_the_plan_is_a_warning(measure):
    row = [SLUG, "1.1", 2026, "общински бюджет", "1 000,00", "1 500,00", "EUR"]
    plan = checked(xlsx(MONEY, row), "money")
    assert plan.is_faultless
    assert plan.findings.warnings == 1
    assert (len(plan.changed), len(plan.entries)) == (1, 1)


def test_planned_money_is_changed_only_by_those_who_may_change_the_promise(measure):
    row = [SLUG, "1.1", 2026, "общински бюджет", 1000, 500, "EUR"]
    plan = checked(xlsx(MONEY, row), "money", may_change=False)
    assert found(plan) == [(2, "Планирано")]


def test_a_new_plan_takes_the_place_of_the_one_of_the_same_year_and_source(measure):
    factories.BudgetLineFactory(measure=measure, year=2026)
    factories.BudgetLineFactory(measure=measure, year=2027)
    row = [SLUG, "1.1", 2026, "общински бюджет", 1200, None, "лв."]
    (change,) = checked(xlsx(MONEY, row), "money").changed
    lines: Any = change.part
    assert [(line.year, line.amount, line.currency) for line in lines.budget_lines.all()] == [
        (2026, 1200, "BGN"),
        (2027, 1000, "EUR"),
    ]


def test_a_note_without_a_spent_amount_is_a_mistake(measure):
    row = [SLUG, "1.1", 2026, "общински бюджет", 1200, None, "EUR", "бележка"]
    assert found(checked(xlsx((*MONEY, "Бележка"), row), "money")) == [(2, "Бележка")]


def test_units_and_places_are_found_by_their_names_in_either_language(measure, locales):
    unit = factories.UnitFactory(name="Образование", locale=locales.bg)
    factories.UnitFactory(name="Education", locale=locales.en, translation_key=unit.translation_key)
    factories.SettlementFactory(name="Обнова", locale=locales.bg)
    headings = ("Политика", "Цел №", "Мярка №", "Заглавие", "Отговорно звено", "Места")
    row = [SLUG, "1", "1.2", "Нова", "education", "ОБНОВА"]
    (part,) = checked(csv(headings, row), "measures").new
    new: Any = part
    assert (new.unit, [place.name for place in new.places.all()]) == (unit, ["Обнова"])


def test_one_amount_given_twice_is_a_mistake(measure):
    row = [SLUG, "1.1", 2026, "общински бюджет", 1000, None, "EUR"]
    assert found(checked(xlsx(MONEY, row, row), "money")) == [(3, "Планирано")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param(["1.1.1", "01.02.2026", 140], "Стойност", id="a percentage of 140"),
        pytest.param(["1.1.1", "01.02.2026", "много"], "Стойност", id="no number"),
        pytest.param(["1.1.1", "01.02.2026", None], "Стойност", id="empty"),
        pytest.param(["1.1.1", "01.02.2099", 14], "Дата", id="future"),
        pytest.param(["9.9.9", "01.02.2026", 14], "Показател №", id="unknown indicator"),
    ],
)
def test_a_faulty_row_of_measurements_is_named_by_its_column(indicator, row, column):
    plan = checked(xlsx(MEASUREMENTS, [SLUG, *row, "", ""]), "measurements")
    assert found(plan) == [(2, column)]


def test_two_measurements_of_one_date_are_refused(indicator):
    row = [SLUG, "1.1.1", "01.02.2026", 14, "", ""]
    other = [SLUG, "1.1.1", date(2026, 2, 1), 15, "", ""]
    assert found(checked(xlsx(MEASUREMENTS, row, other), "measurements")) == [(3, "Дата")]


def test_a_value_far_from_the_earlier_ones_and_an_old_one_are_warnings(indicator):
    for year, value in ((2019, 10), (2020, 12)):
        factories.MeasurementFactory(indicator=indicator, date=date(year, 1, 1), value=value)
    plan = checked(xlsx(MEASUREMENTS, [SLUG, "1.1.1", "01.01.2021", 99, "", ""]), "measurements")
    assert plan.is_faultless
    assert {one.column for one in plan.findings.listed} == {"Стойност", "Дата"}


@pytest.mark.parametrize(
    ("value", "earlier", "far"),
    [
        (99, [10, 12], True),
        (18, [10, 12], False),
        (1000, [10], False),
        (41, [10, 10], True),
        (1, [0, 0], False),
    ],
)
def test_far_is_far_outside_the_range_of_at_least_two_values(value, earlier, far):
    assert is_far(Decimal(value), [Decimal(one) for one in earlier]) is far


def many(kind: str, count: int) -> tuple[BytesIO, str]:
    if kind == "measures":
        rows = [measure_row(**named(code=f"1.{n}")) for n in range(2, count + 2)]
        return xlsx(MEASURES, *rows), kind
    rows = [[SLUG, "1.1.1", date(2020, 1, 1) + timedelta(days=n), 14, "", ""] for n in range(count)]
    return xlsx(MEASUREMENTS, *rows), kind


@pytest.mark.parametrize("kind", ["measures", "measurements"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    kind: str,
    indicator: Indicator,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_assert_num_queries: Callable[..., Any],
):
    few, _kind = many(kind, 2)
    lots, _kind = many(kind, 40)
    checked(few, kind)  # what is asked once for the process
    with django_assert_max_num_queries(40) as first:
        checked(few, kind)
    with django_assert_num_queries(len(first)):
        checked(lots, kind)
