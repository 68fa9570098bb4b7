"""The sheet on which a unit enters the progress of one measure."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from policies.cms.entries import day as date_shown
from policies.models import Measurement, MilestoneReached, Spending, StatusEntry
from policies.services.entries import send_back
from tests.factories import (
    MeasurementFactory,
    PolicyIndicatorFactory,
    SpendingFactory,
    StatusEntryFactory,
)
from tests.policies.making import HUGE, day_shown, sent, soup_of, text_of
from zaedno.core.days import today

ENTRIES = (StatusEntry, Spending, MilestoneReached, Measurement)


@pytest.fixture
def sheet(plan, cms):
    """The address of the sheet, a browser of somebody of the unit, and how they save."""

    class Sheet:
        address = f"/cms/policies/measures/{plan.measure.pk}/progress/"
        client = cms("analyst")
        value = f"value__{plan.indicator.pk}__"

        def open(self):
            return self.client.get(self.address)

        def save(self, opened=None, **typed):
            data = sent(opened or self.open(), **typed)
            return self.client.post(self.address, data, follow=True)

    return Sheet()


def waiting():
    return sum(model.objects.waiting().count() for model in ENTRIES)


def test_nothing_typed_enters_nothing(sheet):
    response = sheet.save()
    assert "Нищо не е променено" in text_of(response)
    assert not any(model.objects.exists() for model in ENTRIES)


def test_only_what_was_changed_is_entered(plan, sheet, staff):
    StatusEntryFactory(measure=plan.measure, status="in_progress")
    SpendingFactory(measure=plan.measure, year=2026, amount=400)
    sheet.save(status__status="done")
    assert waiting() == 1
    entry = StatusEntry.objects.waiting().get()
    assert (entry.status, entry.entered_by) == ("done", staff("analyst"))


def test_a_whole_report_in_one_go(plan, sheet):
    response = sheet.save(
        **{
            "status__status": "in_progress",
            f"milestone__{plan.milestone.pk}__on": day_shown(),
            "spent__2026__municipal__amount": "1 250,50",
            "new__0__year": "2025",
            "new__0__source": "eu",
            "new__0__amount": "10.5",
            f"{sheet.value}date": "31.12.2025",
            f"{sheet.value}value": "42,5",
            f"{sheet.value}note": "По регистъра",
        }
    )
    assert waiting() == 5
    assert "5 записа чакат" in text_of(response)
    amounts = dict(Spending.objects.values_list("year", "amount"))
    assert amounts == {2026: Decimal("1250.50"), 2025: Decimal("10.50")}
    value = Measurement.objects.get()
    assert (value.date, value.value, value.note) == (
        date(2025, 12, 31),
        Decimal("42.5"),
        "По регистъра",
    )
    assert MilestoneReached.objects.get().on == today()


def test_it_is_said_that_more_was_spent_than_planned(plan, sheet):
    response = sheet.save(spent__2026__municipal__amount="1000,01")
    assert "1 000,01 € са похарчени" in text_of(response)
    assert Spending.objects.waiting().count() == 1


def test_it_is_said_that_a_done_measure_has_open_milestones(plan, sheet):
    response = sheet.save(status__status="done")
    assert "не всички нейни етапи" in text_of(response)


def test_what_is_public_and_what_waits_stands_beside_the_fields(plan, sheet, staff):
    StatusEntryFactory(measure=plan.measure, status="in_progress", on=date(2025, 3, 1))
    MeasurementFactory(indicator=plan.indicator, date=date(2024, 12, 31), value=33)
    sheet.save(status__status="done")
    text = text_of(sheet.open())
    assert "в изпълнение от 01.03.2025" in text
    assert staff("analyst").username in text
    assert "31.12.2024 г.: 33 брой" in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param({"status__status": "dropped"}, "status-reason", id="dropped, no reason"),
        pytest.param(
            {"status__status": "done", "status__on": day_shown(today() + timedelta(days=2))},
            "status-on",
            id="since a day to come",
        ),
        pytest.param({"spent__2026__municipal__amount": "много"}, "amount", id="no number"),
        pytest.param({"spent__2026__municipal__amount": "1.000,5"}, "amount", id="two marks"),
        pytest.param({"spent__2026__municipal__amount": "-3"}, "amount", id="negative"),
        pytest.param({"new__0__year": "2030", "new__0__amount": "1"}, "new-0-year", id="next year"),
        pytest.param({"new__0__amount": "1"}, "new-0-year", id="money without a year"),
        pytest.param(
            {"new__0__year": "2026", "new__0__amount": "1"}, "new-0-year", id="a year with its row"
        ),
    ],
)
def test_a_mistake_is_named_at_its_field_and_what_was_typed_stays(plan, sheet, typed, field):
    response = sheet.save(**typed, status__note="Дълга бележка, която не бива да се губи.")
    page = soup_of(response)
    marked = page.select(".w-field--error")
    names = [found["name"] for mark in marked for found in mark.select("[name]")]
    assert any(field in name for name in names), names
    assert "която не бива да се губи" in str(page)
    for value in typed.values():
        assert value in str(page)
    assert waiting() == 0


def test_two_new_rows_of_one_year_and_source_are_refused(plan, sheet):
    rows = {f"new__{n}__{name}": v for n in (0, 1) for name, v in (("year", "2025"), ("amount", 1))}
    sheet.save(**rows)
    assert waiting() == 0


def test_a_percentage_of_140_is_refused(plan, sheet):
    share = PolicyIndicatorFactory(measure=plan.measure, unit_of_measure="%", code="1.1.2")
    typed = {f"value__{share.pk}__date": "31.12.2025", f"value__{share.pk}__value": "140"}
    assert "от 0 до 100" in text_of(sheet.save(**typed))
    assert waiting() == 0


class TestValuesOfOneDay:
    def typed(self, sheet, number, **more):
        values = {"date": "31.12.2025", "value": number, **more}
        return {f"{sheet.value}{name}": value for name, value in values.items()}

    @pytest.fixture
    def public(self, plan):
        return MeasurementFactory(indicator=plan.indicator, date=date(2025, 12, 31), value=40)

    def test_a_second_value_of_a_day_is_refused(self, public, sheet):
        response = sheet.save(**self.typed(sheet, "41"))
        assert "31.12.2025 г. вече има стойност: 40 брой" in text_of(response)
        assert waiting() == 0

    def test_a_correction_is_taken_and_says_what_it_replaces(self, public, sheet):
        response = sheet.save(**self.typed(sheet, "41", corrects="on"))
        assert "новата стойност ще замени 40 брой" in text_of(response)
        assert Measurement.objects.waiting().get().value == 41
        assert Measurement.objects.published().get().value == 40

    def test_a_value_that_waits_is_corrected_too(self, plan, sheet):
        sheet.save(**self.typed(sheet, "40"))
        assert Measurement.objects.waiting().get().value == 40
        sheet.save(**self.typed(sheet, "41"))
        assert Measurement.objects.waiting().get().value == 40
        sheet.save(**self.typed(sheet, "41", corrects="on"))
        assert Measurement.objects.waiting().get().value == 41

    def test_the_same_value_again_is_nothing_new(self, public, sheet):
        assert "Нищо не е променено" in text_of(sheet.save(**self.typed(sheet, "40,0")))


def test_a_milestone_that_was_reached_is_corrected_not_emptied(plan, sheet):
    name = f"milestone__{plan.milestone.pk}__on"
    sheet.save(**{name: day_shown()})
    sheet.save(**{name: ""})
    assert MilestoneReached.objects.waiting().get().on == today()
    sheet.save(**{name: day_shown(today() - timedelta(days=1))})
    assert MilestoneReached.objects.waiting().get().on == today() - timedelta(days=1)


def test_a_form_opened_yesterday_does_not_undo_what_others_entered_since(plan, sheet, cms):
    yesterday = sheet.open()
    other = cms("editor")
    other.post(sheet.address, sent(other.get(sheet.address), status__status="done"))
    sheet.save(yesterday, spent__2026__municipal__amount="7")
    assert StatusEntry.objects.waiting().get().status == "done"
    assert Spending.objects.waiting().get().amount == 7


@pytest.mark.parametrize("pk", [0, 999999, HUGE])
def test_a_measure_that_is_not_there(sheet, pk):
    response = sheet.client.get(f"/cms/policies/measures/{pk}/progress/", follow=True)
    assert response.status_code == 404


def test_the_sheet_costs_the_same_with_many_indicators(plan, sheet, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(100) as queries:
            sheet.open()
        return len(queries)

    sheet.open()
    MeasurementFactory(indicator=plan.indicator)
    few = cost()
    for n in range(5):
        indicator = PolicyIndicatorFactory(measure=plan.measure, code=f"1.1.{n + 2}")
        MeasurementFactory(indicator=indicator)
        SpendingFactory(measure=plan.measure, year=2010 + n)
    assert cost() == few


def test_every_field_has_its_label(sheet):
    page = BeautifulSoup(sheet.open().content, "html.parser")
    main = page.select_one(".zaedno-policies")
    for field in main.select("input:not([type=hidden]), select, textarea"):
        if field.get("id"):
            assert main.find("label", attrs={"for": field["id"]}), field


def test_the_front_page_names_what_was_sent_back_by_one_number(plan, sheet, staff):
    sheet.save(
        **{
            f"{sheet.value}date": day_shown(),
            f"{sheet.value}value": "5",
            "status__status": "in_progress",
        }
    )
    entries = [*Measurement.objects.all(), *StatusEntry.objects.all()]
    send_back(entries, by=staff("editor"), at=timezone.now(), reason="Кой е източникът?")
    links = soup_of(sheet.client.get("/cms/")).select(".zaedno-waiting__item a")
    titles = {link.get_text(strip=True) for link in links}
    assert titles == {f"1.1.1 Посетители на {date_shown(today())}", "1.1 Състояние"}
