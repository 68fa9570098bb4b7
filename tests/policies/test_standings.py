"""What lists know of a measure follows what was published."""

from decimal import Decimal

import pytest
from django.utils import timezone

from policies.models import Measure, MeasureStanding, MilestoneReached, StatusEntry
from policies.services.entries import publish
from tests.factories import MilestoneFactory
from tests.policies.making import entered

NOW = timezone.now()


def standing(measure):
    found = MeasureStanding.objects.filter(measure=measure).first()
    return (found.status, found.share) if found else None


@pytest.fixture
def report(plan, staff):
    """Enters a piece of progress and has it approved."""

    def enter_and_publish(entry):
        publish([entered(entry, staff("analyst"), NOW)], by=staff("editor"), at=NOW)

    return enter_and_publish


def test_what_waits_changes_nothing(plan, staff):
    entered(StatusEntry(measure=plan.measure, status="done"), staff("analyst"), NOW)
    assert standing(plan.measure) is None


@pytest.mark.parametrize(
    ("status", "share"),
    [("not_started", Decimal(0)), ("done", Decimal(1)), ("in_progress", Decimal(0))],
)
def test_a_published_status_is_known(plan, report, status, share):
    report(StatusEntry(measure=plan.measure, status=status))
    assert standing(plan.measure) == (status, share)


def test_a_dropped_measure_does_not_count(plan, report):
    report(StatusEntry(measure=plan.measure, status="dropped", reason="Няма средства."))
    assert standing(plan.measure) == ("dropped", None)


def test_a_reached_milestone_moves_the_measure_on(plan, report):
    MilestoneFactory(measure=plan.measure)
    report(StatusEntry(measure=plan.measure, status="in_progress"))
    report(MilestoneReached(milestone=plan.milestone))
    assert standing(plan.measure) == ("in_progress", Decimal("0.5"))


def test_a_promise_with_another_milestone_is_counted_anew(plan, report):
    report(StatusEntry(measure=plan.measure, status="in_progress"))
    report(MilestoneReached(milestone=plan.milestone))
    assert standing(plan.measure) == ("in_progress", Decimal("0.99"))
    draft = Measure.objects.get(pk=plan.measure.pk)
    draft.milestones.add(MilestoneFactory.build(measure=draft))
    draft.save_revision().publish()
    assert standing(plan.measure) == ("in_progress", Decimal("0.5"))


def test_correcting_the_status_corrects_the_standing(plan, report):
    report(StatusEntry(measure=plan.measure, status="done"))
    report(StatusEntry(measure=plan.measure, status="in_progress"))
    assert standing(plan.measure)[0] == "in_progress"
