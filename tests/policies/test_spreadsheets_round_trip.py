"""What is exported and imported again changes nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from policies.models import Measure, MeasureStanding, PolicyPage, StatusEntry
from policies.spreadsheets.checking import check_file
from policies.spreadsheets.exporting import export
from tests import factories

KINDS = ("measures", "money", "indicators", "measurements")
pytestmark = pytest.mark.django_db

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "=1+1",
            "'=x",
            "''+5",
            "-дъска",
            "@сума",
            'a;b"в"',
            "ред\r\nред",
            " край ",
            "#N/A",
            "12%",
            "1.10",
        ]
    ),
).filter(lambda text: "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text))
titles = texts.filter(lambda text: bool(text.strip()) and text.strip().isprintable())
values = st.decimals(-(10**11), 10**11, places=4)
shares = st.decimals(0, 100, places=2)
amounts = st.decimals(0, 10**11, places=2)
days = st.dates(date(1950, 1, 1), date(2026, 1, 1))


@pytest.fixture
def policy(home: Page) -> PolicyPage:
    index = factories.PolicyIndexPageFactory(parent=home)
    return factories.PolicyPageFactory(parent=index)


def outcome(kind: str, file_format: str, *, with_waiting: bool = False) -> dict[str, int]:
    with export(kind, file_format, with_waiting=with_waiting) as file:
        plan = check_file(file, kind=kind, may_change=True)
    assert not plan.findings.faults, plan.findings.in_order()
    return plan.summary()


def changes_nothing(summary: dict[str, int]) -> bool:
    return not (summary["new"] or summary["changed"] or summary["drafts"] or summary["entries"])


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "title": draw(titles),
        "title_en": draw(texts),
        "text": draw(texts),
        "text_en": draw(texts),
        "deadline": draw(st.none() | days),
        "weight": draw(st.integers(1, 999)),
    }


@pytest.mark.slow
@settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_file_exported_and_imported_again_changes_nothing(policy, data):
    draw = data.draw
    StatusEntry.objects.all().delete()
    MeasureStanding.objects.all().delete()
    Measure.objects.all().delete()
    objective = policy.objectives.first() or factories.ObjectiveFactory(policy=policy, code="1")
    for number, fields in enumerate(draw(st.lists(measures(), min_size=1, max_size=3)), start=1):
        measure = factories.MeasureFactory(objective=objective, code=f"1.{number}0", **fields)
        factories.StatusEntryFactory(
            measure=measure, on=draw(days), reason=draw(texts), note=draw(texts)
        )
        factories.BudgetLineFactory(
            measure=measure, amount=draw(amounts), currency=draw(st.sampled_from(["EUR", "BGN"]))
        )
        factories.SpendingFactory(measure=measure, amount=draw(amounts), note=draw(texts))
        indicator = factories.PolicyIndicatorFactory(
            measure=measure,
            code=f"1.{number}.1",
            title=draw(titles),
            method=draw(texts),
            unit_of_measure=draw(titles),
            baseline=draw(st.none() | shares),
        )
        for day in draw(st.sets(days, min_size=1, max_size=3)):
            factories.MeasurementFactory(
                indicator=indicator, date=day, value=draw(values), note=draw(texts)
            )
    with translation.override(draw(st.sampled_from(["bg", "en"]))):
        for kind in KINDS:
            for file_format in ("xlsx", "csv"):
                assert changes_nothing(outcome(kind, file_format)), (kind, file_format)


def test_units_places_targets_and_two_currencies_come_back(policy, locales):
    unit = factories.UnitFactory(name="=Дирекция „Образование“", locale=locales.bg)
    place = factories.SettlementFactory(name="Обнова", locale=locales.bg)
    measure = factories.MeasureFactory(objective__policy=policy, unit=unit)
    measure.places = [place, factories.SettlementFactory(name="Асеновци", locale=locales.bg)]
    measure.save()
    factories.BudgetLineFactory(measure=measure, currency="BGN")
    factories.SpendingFactory(measure=measure, currency="EUR")
    indicator = factories.PolicyIndicatorFactory(measure=measure, owner=unit)
    factories.TargetFactory(indicator=indicator, year=2026, value=Decimal("40.5"))
    factories.TargetFactory(indicator=indicator, year=2027, value=Decimal(-3))
    factories.MeasurementFactory(indicator=indicator)
    for kind in KINDS:
        for file_format in ("xlsx", "csv"):
            assert changes_nothing(outcome(kind, file_format))
    assert outcome("money", "xlsx")["same"] == 2


def test_a_draft_that_others_write_is_not_undone_by_a_file_of_what_is_public(policy):
    measure = factories.MeasureFactory(objective__policy=policy, title="Публично")
    with export("measures", "xlsx") as public:
        measure.title = "Чернова"
        measure.save_revision()
        plan = check_file(public, kind="measures", may_change=True)
    assert changes_nothing(plan.summary())
    assert changes_nothing(outcome("measures", "csv", with_waiting=True))
