"""Progress on its way to citizens: entered, approved by a second person, kept for the record."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from policies.models import (
    ImportRun,
    Measurement,
    MilestoneReached,
    Spending,
    StatusEntry,
)
from policies.outline import outline_of
from policies.services.entries import EntryRefused, enter, enter_all, publish, send_back
from policies.signals import progress_published
from tests.factories import MeasurementFactory, SpendingFactory, StatusEntryFactory, UserFactory
from tests.policies.making import entered
from zaedno.core.days import today

NOW = timezone.now()


@pytest.fixture
def unit(staff):
    """Somebody who enters progress."""
    return staff("analyst")


@pytest.fixture
def editor(staff):
    """Somebody who approves it."""
    return staff("editor")


def status(plan, value="in_progress", **facts):
    return StatusEntry(measure=plan.measure, status=value, **facts)


def value(plan, number=50, on=date(2025, 12, 31), **facts):
    return Measurement(indicator=plan.indicator, date=on, value=Decimal(number), **facts)


def shown(plan):
    """The measure as citizens see it."""
    return next(outline_of(plan.policy, on=today()).measures())


class TestEntering:
    def test_what_a_unit_enters_is_not_seen_by_citizens(self, plan, unit):
        enter(status(plan), by=unit, at=NOW)
        enter(value(plan), by=unit, at=NOW)
        enter(Spending(measure=plan.measure, year=2026, amount=5), by=unit, at=NOW)
        enter(MilestoneReached(milestone=plan.milestone), by=unit, at=NOW)
        line = shown(plan)
        assert line.standing == "no_data"
        assert line.indicators[0].readings == ()
        assert line.years[0].spent is None
        assert line.milestones[0].reached_on is None

    def test_who_entered_it_and_when_is_kept(self, plan, unit):
        entry = entered(status(plan), unit, NOW)
        assert (entry.entered_by, entry.entered_at) == (unit, NOW)

    def test_what_says_the_same_as_what_is_public_is_nothing_new(self, plan, unit):
        StatusEntryFactory(measure=plan.measure, status="in_progress", on=today())
        assert enter(status(plan), by=unit, at=NOW) is None
        assert StatusEntry.objects.waiting().count() == 0

    def test_what_waits_already_is_not_entered_twice(self, plan, unit):
        enter(status(plan), by=unit, at=NOW)
        assert enter(status(plan), by=unit, at=NOW) is None
        assert StatusEntry.objects.count() == 1

    def test_a_newer_entry_takes_the_place_of_the_waiting_one_which_stays_on_record(
        self, plan, unit
    ):
        first = entered(status(plan), unit, NOW)
        second = entered(status(plan, "done"), unit, NOW)
        first.refresh_from_db()
        assert (first.state, second.state) == ("replaced", "waiting")

    def test_going_back_to_what_is_public_withdraws_what_waits(self, plan, unit):
        StatusEntryFactory(measure=plan.measure, status="in_progress", on=today())
        enter(status(plan, "done"), by=unit, at=NOW)
        assert enter(status(plan), by=unit, at=NOW) is None
        assert StatusEntry.objects.waiting().count() == 0

    def test_values_of_different_days_wait_beside_each_other(self, plan, unit):
        enter_all([value(plan), value(plan, on=date(2024, 12, 31))], by=unit, at=NOW)
        assert Measurement.objects.waiting().count() == 2

    def test_the_database_keeps_one_value_of_a_day(self, plan):
        MeasurementFactory(indicator=plan.indicator, date=date(2025, 1, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            MeasurementFactory(indicator=plan.indicator, date=date(2025, 1, 1), value=7)

    @pytest.mark.parametrize(
        ("field", "facts"),
        [
            pytest.param("reason", {"status": "dropped"}, id="dropped without a reason"),
            pytest.param("reason", {"status": "dropped", "reason": "  "}, id="a blank reason"),
            pytest.param("status", {"status": "late"}, id="late is derived, not entered"),
        ],
    )
    def test_a_status_that_is_not_in_order_is_refused(self, plan, unit, field, facts):
        with pytest.raises(ValidationError) as refused:
            enter(StatusEntry(measure=plan.measure, **facts), by=unit, at=NOW)
        assert field in refused.value.message_dict

    def test_a_status_of_tomorrow_is_refused(self, plan, unit, today):
        tomorrow = StatusEntry(measure=plan.measure, status="done", on=today + timedelta(days=1))
        with pytest.raises(ValidationError) as refused:
            enter(tomorrow, by=unit, at=NOW)
        assert "on" in refused.value.message_dict

    @pytest.mark.parametrize("percent", [140, -1])
    def test_a_percentage_outside_its_range_is_refused(self, plan, unit, percent):
        plan.indicator.unit_of_measure = "%"
        with pytest.raises(ValidationError) as refused:
            enter(value(plan, percent), by=unit, at=NOW)
        assert "value" in refused.value.message_dict

    @pytest.mark.parametrize(
        ("field", "facts"),
        [
            pytest.param("amount", {"year": 2026, "amount": -1}, id="a negative amount"),
            pytest.param(
                "currency", {"year": 2026, "amount": 1, "currency": "USD"}, id="another currency"
            ),
        ],
    )
    def test_money_that_is_not_in_order_is_refused(self, plan, unit, field, facts):
        with pytest.raises(ValidationError) as refused:
            enter(Spending(measure=plan.measure, **facts), by=unit, at=NOW)
        assert field in refused.value.message_dict

    def test_money_of_a_year_to_come_is_refused(self, plan, unit, today):
        next_year = Spending(measure=plan.measure, year=today.year + 1, amount=1)
        with pytest.raises(ValidationError) as refused:
            enter(next_year, by=unit, at=NOW)
        assert "year" in refused.value.message_dict


class TestPublishing:
    def test_citizens_see_what_a_second_person_approved(self, plan, unit, editor):
        entry = entered(status(plan), unit, NOW)
        assert publish([entry], by=editor, at=NOW) == 1
        assert shown(plan).standing == "in_progress"
        entry.refresh_from_db()
        assert (entry.decided_by, entry.decided_at) == (editor, NOW)

    def test_the_public_one_is_replaced_and_stays_on_record_as_it_was(self, plan, unit, editor):
        before = SpendingFactory(measure=plan.measure, year=2026, amount=400)
        after = entered(Spending(measure=plan.measure, year=2026, amount=500), unit, NOW)
        publish([after], by=editor, at=NOW)
        before.refresh_from_db()
        assert (before.state, before.amount) == ("replaced", 400)
        assert list(Spending.objects.published()) == [after]

    @pytest.mark.parametrize("role", ["editor", "administrator", "superuser"])
    def test_nobody_approves_what_they_typed(self, plan, staff, role):
        person = staff(role)
        entry = entered(status(plan), person, NOW)
        with pytest.raises(EntryRefused):
            publish([entry], by=person, at=NOW)
        assert StatusEntry.objects.published().count() == 0

    def test_another_person_of_the_same_role_may(self, plan, editor):
        entry = entered(status(plan), editor, NOW)
        assert publish([entry], by=UserFactory(role="editor"), at=NOW) == 1

    def test_whoever_brings_in_a_file_is_the_second_person(self, plan, editor):
        run = ImportRun.objects.create(kind="measurements", name="стойности.xlsx")
        (entry,) = enter_all([value(plan)], by=editor, at=NOW, from_file=run)
        assert publish([entry], by=editor, at=NOW) == 1

    def test_with_one_of_their_own_among_them_none_is_published(self, plan, unit, editor):
        others = entered(value(plan), unit, NOW)
        own = entered(status(plan), editor, NOW)
        with pytest.raises(EntryRefused):
            publish([others, own], by=editor, at=NOW)
        assert Measurement.objects.published().count() == 0

    def test_publishing_twice_does_no_harm(self, plan, unit, editor):
        entry = entered(status(plan), unit, NOW)
        publish([entry], by=editor, at=NOW)
        assert publish([entry], by=editor, at=NOW) == 0
        assert StatusEntry.objects.published().count() == 1

    def test_what_was_replaced_while_somebody_read_it_is_not_published(self, plan, unit, editor):
        read = entered(status(plan), unit, NOW)
        entered(status(plan, "done"), unit, NOW)
        assert publish([read], by=editor, at=NOW) == 0
        assert shown(plan).standing == "no_data"

    def test_others_hear_of_it_after_the_commit(
        self, plan, unit, editor, django_capture_on_commit_callbacks
    ):
        heard = []

        def listen(sender, entries, **kwargs):
            heard.extend(entries)

        entry = entered(status(plan), unit, NOW)
        progress_published.connect(listen)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                publish([entry], by=editor, at=NOW)
                assert heard == []
        finally:
            progress_published.disconnect(listen)
        assert heard == [entry]


class TestSendingBack:
    def test_it_stays_on_record_with_the_reason(self, plan, unit, editor):
        entry = entered(status(plan), unit, NOW)
        assert send_back([entry], by=editor, at=NOW, reason=" Липсва дата. ") == 1
        entry.refresh_from_db()
        assert (entry.state, entry.decision_reason) == ("sent_back", "Липсва дата.")
        assert entry.decided_by == editor

    @pytest.mark.parametrize("reason", ["", "  \n", "х" * 501])
    def test_it_needs_a_reason_that_can_be_kept(self, plan, unit, editor, reason):
        entry = entered(status(plan), unit, NOW)
        with pytest.raises(EntryRefused):
            send_back([entry], by=editor, at=NOW, reason=reason)
        entry.refresh_from_db()
        assert entry.state == "waiting"

    def test_it_is_not_published_any_more(self, plan, unit, editor):
        entry = entered(status(plan), unit, NOW)
        send_back([entry], by=editor, at=NOW, reason="Проверете.")
        assert publish([entry], by=editor, at=NOW) == 0

    def test_it_can_be_entered_anew(self, plan, unit, editor):
        entry = entered(status(plan), unit, NOW)
        send_back([entry], by=editor, at=NOW, reason="Проверете.")
        assert entered(status(plan), unit, NOW).state == "waiting"


MAY = {
    "enter": {"editor", "analyst", "administrator", "superuser"},
    "publish": {"editor", "secretary", "administrator", "superuser"},
    "send back": {"editor", "secretary", "administrator", "superuser"},
}


@pytest.mark.parametrize(
    "role",
    [
        *("editor", "legal", "secretary", "moderator", "communications", "analyst"),
        *("administrator", "superuser"),
    ],
)
def test_each_role_does_its_part_and_no_other(plan, staff, role):
    person, other = staff(role), UserFactory(role="analyst")
    entry = entered(status(plan), other, NOW)
    actions = {
        "enter": lambda: enter(value(plan), by=person, at=NOW),
        "send back": lambda: send_back([entry], by=person, at=NOW, reason="Проверете."),
        "publish": lambda: publish([entry], by=person, at=NOW),
    }
    done = set()
    for name, action in actions.items():
        try:
            action()
        except PermissionDenied:
            continue
        done.add(name)
    assert done == {name for name, roles in MAY.items() if role in roles}


class TestReaders:
    """Nothing that is not published reaches the public pages and files."""

    def addresses(self, plan):
        return (
            plan.policy.url,
            f"/bg/measures/{plan.measure.pk}/",
            f"/bg/indicators/{plan.indicator.pk}/",
            f"/bg/indicators/{plan.indicator.pk}/measurements.csv",
        )

    def test_neither_drafts_nor_what_waits_or_was_sent_back_is_shown(
        self, plan, client, unit, editor
    ):
        plan.measure.title = "Тайно заглавие"
        plan.measure.save_revision(user=editor)
        entered(status(plan, "dropped", reason="Тайна причина"), unit, NOW)
        entered(value(plan, 7777, note="Тайна бележка"), unit, NOW)
        refused = entered(value(plan, 8888, on=date(2024, 12, 31)), unit, NOW)
        send_back([refused], by=editor, at=NOW, reason="Тайна забележка")
        for address in self.addresses(plan):
            response = client.get(address)
            assert response.status_code == 200, address
            content = response.content.decode()
            for secret in ("Тайн", "7777", "7 777", "8888", "8 888"):
                assert secret not in content, address

    def test_a_measure_that_is_a_draft_has_no_public_page(self, plan, client):
        plan.measure.live = False
        plan.measure.save()
        for address in self.addresses(plan)[1:]:
            assert client.get(address).status_code == 404, address
