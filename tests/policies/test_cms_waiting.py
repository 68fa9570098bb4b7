"""Where editors approve what units entered, or send it back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from policies.models import ImportRun, Measurement, Spending, StatusEntry
from policies.services.entries import enter_all
from policies.services.entries import publish as publish_entries
from tests.factories import (
    MeasureFactory,
    ObjectiveFactory,
    PolicyIndicatorFactory,
    PolicyPageFactory,
    SpendingFactory,
    StatusEntryFactory,
    UnitFactory,
    UserFactory,
)
from tests.policies.making import HUGE, entered, sent, soup_of, text_of
from zaedno.core.waiting import waiting_for

NOW = timezone.now()
ALL = "/cms/policies/waiting/"


@pytest.fixture
def status(plan, staff):
    """A status that a unit entered."""
    return entered(StatusEntry(measure=plan.measure, status="done"), staff("analyst"), NOW)


@pytest.fixture
def value(plan, staff):
    """A value that a unit entered."""
    entry = Measurement(indicator=plan.indicator, date=date(2025, 12, 31), value=Decimal("42.5"))
    return entered(entry, staff("analyst"), NOW)


def token(entry):
    return f"{entry._meta.model_name}-{entry.pk}"


def decide(client, action, *entries, address=ALL, **data):
    chosen = {"action": action, "entry": [token(entry) for entry in entries], **data}
    return client.post(address, chosen, follow=True)


def state(entry):
    entry.refresh_from_db()
    return entry.state


def test_the_old_and_the_new_stand_beside_each_other(plan, cms, staff, status, value):
    StatusEntryFactory(measure=plan.measure, status="in_progress", on=date(2025, 2, 1))
    text = text_of(cms("editor").get(ALL))
    assert "в изпълнение от 01.02.2025" in text
    assert "42,5 брой" in text
    assert staff("analyst").username in text
    assert plan.policy.title in text


def test_only_the_chosen_become_public(cms, status, value):
    response = decide(cms("editor"), "publish", status)
    assert (state(status), state(value)) == ("published", "waiting")
    assert "1 запис е вече публичен" in text_of(response)


def test_all_of_a_policy_at_once_is_what_was_shown_and_nothing_later(
    plan, cms, staff, status, value
):
    other = PolicyPageFactory(parent=plan.policy.get_parent(), title="Друга политика")
    measure = MeasureFactory(objective=ObjectiveFactory(policy=other))
    elsewhere = entered(StatusEntry(measure=measure, status="done"), staff("analyst"), NOW)
    client = cms("editor")
    address = f"/cms/policies/{plan.policy.pk}/waiting/"
    opened = client.get(address)
    later = Spending(measure=plan.measure, year=2026, amount=5)
    entered(later, staff("analyst"), NOW)
    client.post(address, {**sent(opened), "action": "publish_all"})
    assert [state(e) for e in (status, value, later, elsewhere)] == [
        *("published", "published", "waiting", "waiting")
    ]


def test_all_policies_are_not_approved_at_one_press(cms, status):
    assert soup_of(cms("editor").get(ALL)).find("input", {"name": "all"}) is None


def test_ones_own_is_shown_but_not_approved(plan, cms, staff):
    own = entered(StatusEntry(measure=plan.measure, status="done"), staff("editor"), NOW)
    client = cms("editor")
    assert "Вие сте го въвели" in text_of(client.get(ALL))
    assert (
        soup_of(client.get(f"/cms/policies/{plan.policy.pk}/waiting/")).find(
            "input", {"name": "all"}
        )
        is None
    )
    response = decide(client, "publish", own)
    assert state(own) == "waiting"
    text = text_of(response)
    assert "Нищо не е публикувано. Това сте въвели Вие: 1.1 Състояние" in text
    assert "Трябва да го одобри друг човек" in text


class TestOnesOwn:
    @pytest.fixture
    def own(self, plan, staff):
        """Money that the editor typed."""
        entry = Spending(measure=plan.measure, year=2026, amount=5)
        return entered(entry, staff("editor"), NOW)

    def test_it_is_chosen_apart_only_to_send_it_back(self, cms, own, status):
        page = soup_of(cms("editor").get(ALL))
        assert [box["value"] for box in page.select("[name=entry]")] == [token(status)]
        (box,) = page.select("[name=own]")
        assert box["value"] == token(own)
        assert "само за връщане" in page.find(id=box["aria-describedby"]).get_text()

    def test_a_refused_publication_keeps_the_choice_without_it(self, cms, own, status):
        response = decide(cms("editor"), "publish", status, own=token(own))
        assert (state(status), state(own)) == ("waiting", "waiting")
        chosen = [box["value"] for box in soup_of(response).select("[type=checkbox][checked]")]
        assert chosen == [token(status)]

    def test_it_may_be_sent_back(self, cms, own):
        decide(cms("editor"), "send_back", own=token(own), reason="Сгреших годината.")
        assert state(own) == "sent_back"


def test_what_belongs_to_a_draft_is_not_called_public(plan, cms, staff, status, value):
    type(plan.indicator).objects.filter(pk=plan.indicator.pk).update(live=False)
    text = text_of(decide(cms("editor"), "publish", status, value))
    assert "1 запис е вече публичен" in text
    assert "1 запис е публикуван. Гражданите ще го видят, когато" in text


class TestRecord:
    def lines(self, client):
        return text_of(client.get("/cms/reports/site-history/"))

    def test_a_publication_is_on_record_by_measure(self, plan, cms, staff, status, value):
        decide(cms("editor"), "publish", status, value)
        (line,) = ModelLogEntry.objects.filter(action="policies.publish_progress")
        assert (line.object_id, line.user) == (str(plan.measure.pk), staff("editor"))
        assert "Публикуван е напредък: 2 записа." in self.lines(cms("administrator"))

    def test_sending_back_is_on_record_with_the_reason(self, plan, cms, status):
        decide(cms("editor"), "send_back", status, reason="Няма протокол.")
        (line,) = ModelLogEntry.objects.filter(action="policies.send_back_progress")
        assert line.comment == "Няма протокол."
        assert "Върнат е напредък: 1 запис." in self.lines(cms("administrator"))

    def test_a_refused_publication_is_not(self, plan, cms, staff):
        own = entered(StatusEntry(measure=plan.measure, status="done"), staff("editor"), NOW)
        decide(cms("editor"), "publish", own)
        assert not ModelLogEntry.objects.filter(action__startswith="policies.").exists()


def test_what_came_in_a_file_names_it(plan, cms, staff):
    unit = UnitFactory(name="Читалище")
    run = ImportRun.objects.create(kind="measurements", name="стойности.xlsx", unit=unit)
    rows = [Measurement(indicator=plan.indicator, date=date(2025, 1, 1), value=Decimal(1))]
    (entry,) = enter_all(rows, by=staff("editor"), at=NOW, from_file=run)
    client = cms("editor")
    assert "стойности.xlsx, Читалище" in text_of(client.get(ALL))
    decide(client, "publish", entry)
    assert state(entry) == "published"


def test_spending_over_the_plan_is_marked(plan, cms, staff):
    entered(Spending(measure=plan.measure, year=2026, amount=1500), staff("analyst"), NOW)
    entered(Spending(measure=plan.measure, year=2025, amount=0), staff("analyst"), NOW)
    text = text_of(cms("editor").get(ALL))
    assert "2026 г.: 1 500,00 € са похарчени, а са планирани 1 000,00 €" in text
    assert "2025 г.:" not in text


def test_sums_of_a_year_count_all_sources_and_lev_in_euro(plan, cms, staff):
    SpendingFactory(measure=plan.measure, year=2026, source="eu", amount=900)
    lev = Spending(measure=plan.measure, year=2026, amount=Decimal("195.58"), currency="BGN")
    entered(lev, staff("analyst"), NOW)
    assert "похарчени" not in text_of(cms("editor").get(ALL))
    lev = Spending(measure=plan.measure, year=2026, amount=Decimal("195.60"), currency="BGN")
    entered(lev, staff("analyst"), NOW)
    assert "1 000,01 € са похарчени" in text_of(cms("editor").get(ALL))


class TestSendingBack:
    def test_it_comes_to_whoever_entered_it_with_the_reason(self, plan, cms, staff, status):
        response = decide(cms("editor"), "send_back", status, reason="Няма протокол.")
        assert "1 запис е върнат" in text_of(response)
        unit = cms("analyst")
        for address in (
            *("/cms/", f"/cms/policies/{plan.policy.pk}/"),
            f"/cms/policies/measures/{plan.measure.pk}/progress/",
        ):
            assert "Няма протокол." in text_of(unit.get(address)), address
        other = cms(UserFactory(role="analyst"))
        assert "Няма протокол." not in text_of(other.get("/cms/"))

    def test_it_leaves_the_list_when_it_is_entered_anew(self, plan, cms, staff, status):
        decide(cms("editor"), "send_back", status, reason="Няма протокол.")
        later = timezone.now() + timedelta(seconds=1)
        entered(StatusEntry(measure=plan.measure, status="done"), staff("analyst"), later)
        assert "Няма протокол." not in text_of(cms("analyst").get("/cms/"))

    @pytest.mark.parametrize("reason", ["  ", "дълга " * 100])
    def test_without_a_reason_that_can_be_kept_nothing_typed_or_chosen_is_lost(
        self, cms, status, value, reason
    ):
        response = decide(cms("editor"), "send_back", status, reason=reason)
        page = soup_of(response)
        assert state(status) == "waiting"
        assert page.find("textarea", {"name": "reason"}).get_text().strip() == reason.strip()
        chosen = [box["value"] for box in page.select("[name=entry][checked]")]
        assert chosen == [token(status)]


def test_two_editors_at_once_do_no_harm(cms, staff, status, value):
    opened = cms("editor")
    publish_entries([status], by=staff("secretary"), at=NOW)
    response = decide(opened, "publish", status, value)
    text = text_of(response)
    assert "1 запис е вече публичен" in text
    assert "1 от избраните записи вече не чака" in text
    assert StatusEntry.objects.published().count() == 1


def test_nothing_chosen_is_said(cms, status):
    assert "Нищо не е избрано" in text_of(decide(cms("editor"), "publish"))
    assert state(status) == "waiting"


@pytest.mark.parametrize(
    "forged",
    ["", "status-1", "statusentry-", "statusentry-x", f"statusentry-{HUGE}", "user-1", "-1", "١"],
)
def test_what_names_no_entry_is_passed_over(cms, status, forged):
    response = cms("editor").post(ALL, {"action": "publish", "entry": [forged]}, follow=True)
    assert response.status_code == 200
    assert state(status) == "waiting"


def test_an_unknown_decision_decides_nothing(cms, status):
    cms("editor").post(ALL, {"action": "destroy", "entry": [token(status)]})
    assert state(status) == "waiting"


@pytest.mark.usefixtures("status", "value")
def test_the_list_costs_the_same_with_many_entries(plan, cms, staff, django_assert_max_num_queries):
    client = cms("editor")

    def cost():
        with django_assert_max_num_queries(100) as queries:
            client.get(ALL)
        return len(queries)

    entered(Spending(measure=plan.measure, year=2026, amount=1), staff("analyst"), NOW)
    cost()
    few = cost()
    for n in range(10):
        measure = MeasureFactory(objective=plan.objective, code=f"2.{n}")
        indicator = PolicyIndicatorFactory(measure=measure, code=f"2.{n}.1")
        made = Measurement(indicator=indicator, date=date(2025, 1, 1), value=Decimal(n))
        entered(made, staff("analyst"), NOW)
        entered(Spending(measure=measure, year=2026, amount=1), staff("analyst"), NOW)
        entered(StatusEntry(measure=measure, status="done"), staff("analyst"), NOW)
    assert cost() == few


def test_a_long_list_is_read_page_by_page(plan, cms, staff):
    first = date(2020, 1, 1)
    rows = [
        Measurement(indicator=plan.indicator, date=first + timedelta(days=n), value=Decimal(n))
        for n in range(120)
    ]
    enter_all(rows, by=staff("analyst"), at=NOW)
    client = cms("editor")
    address = f"/cms/policies/{plan.policy.pk}/waiting/"
    assert len(soup_of(client.get(address)).select("[name=entry]")) == 100
    assert len(soup_of(client.get(address, {"p": 2})).select("[name=entry]")) == 20
    assert "Публикуване на всички 120" in text_of(client.get(address))


class TestFrontPage:
    def titles(self, user):
        return [item.title for found in waiting_for(user) for item in found.items]

    def test_editors_see_how_many_entries_wait(self, staff, status, value):
        assert "2 записа за напредък" in self.titles(staff("editor"))
        assert "2 записа за напредък" in self.titles(staff("secretary"))

    def test_ones_own_does_not_wait_for_oneself(self, plan, staff):
        entered(StatusEntry(measure=plan.measure, status="done"), staff("editor"), NOW)
        assert self.titles(staff("editor")) == []
        assert self.titles(staff("secretary")) == ["1 запис за напредък"]

    @pytest.mark.parametrize("role", ["moderator", "communications", "legal", "analyst"])
    def test_it_does_not_wait_for_others(self, staff, status, role):
        assert self.titles(staff(role)) == []
