"""How far a policy is, derived from its measures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.enums import MeasureStatus, Standing
from policies.progress import Counted, is_late, progress, share_of, standing_of

TODAY = date(2026, 5, 4)
YESTERDAY = TODAY - timedelta(days=1)

shares = st.decimals(0, 1, places=4)
statuses = st.sampled_from(["", *MeasureStatus.values])


@st.composite
def measures(draw: st.DrawFn) -> Counted:
    """A measure whose share is one that its status allows."""
    status = draw(statuses)
    milestones = draw(st.integers(0, 5))
    reached = draw(st.integers(0, milestones))
    return Counted(
        status=status,
        deadline=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        share=share_of(status, milestones=milestones, reached=reached),
        weight=draw(st.integers(1, 9)),
    )


@pytest.mark.parametrize(
    ("deadline", "status", "late"),
    [
        pytest.param(TODAY, MeasureStatus.NOT_STARTED, False, id="due today is not late"),
        pytest.param(YESTERDAY, MeasureStatus.IN_PROGRESS, True, id="one day late"),
        pytest.param(YESTERDAY, MeasureStatus.DONE, False, id="done is never late"),
        pytest.param(YESTERDAY, MeasureStatus.DROPPED, False, id="dropped is never late"),
        pytest.param(YESTERDAY, "", True, id="late also where nothing was reported"),
        pytest.param(None, MeasureStatus.NOT_STARTED, False, id="without deadline never late"),
    ],
)
def test_a_measure_is_late_by_itself(deadline, status, late):
    assert is_late(status, deadline, on=TODAY) is late
    assert (standing_of(status, deadline, on=TODAY) is Standing.LATE) is late


@pytest.mark.parametrize(
    ("status", "milestones", "reached", "share"),
    [
        pytest.param("done", 4, 1, Decimal(1), id="done is whole whatever its milestones"),
        pytest.param("not_started", 4, 1, Decimal(0), id="not started is nothing"),
        pytest.param("in_progress", 0, 0, Decimal("0.5"), id="in progress is half"),
        pytest.param("in_progress", 4, 1, Decimal("0.25"), id="a quarter of its milestones"),
        pytest.param("in_progress", 4, 4, Decimal("0.99"), id="not whole before it is done"),
        pytest.param("dropped", 0, 0, None, id="dropped does not count"),
        pytest.param("", 4, 2, None, id="unknown does not count"),
    ],
)
def test_the_share_of_a_measure(status, milestones, reached, share):
    assert share_of(status, milestones=milestones, reached=reached) == share


def test_a_measure_of_weight_two_counts_twice():
    heavy = Counted("done", None, Decimal(1), weight=2)
    light = Counted("not_started", None, Decimal(0))
    assert progress([heavy, light], on=TODAY).percent == 66


def test_without_measures_there_is_no_percentage_instead_of_zero():
    assert progress([], on=TODAY).percent is None
    assert progress([Counted("dropped", None, None)], on=TODAY).percent is None


def test_what_is_not_known_is_counted_apart_and_not_as_zero():
    found = progress([Counted("", None, None), Counted("done", None, Decimal(1))], on=TODAY)
    assert (found.unknown, found.percent, found.total) == (1, 100, 2)


@given(st.lists(measures()))
def test_each_measure_stands_in_one_place(some):
    found = progress(some, on=TODAY)
    assert sum(found.counts.values()) == len(some)
    assert found.total == len(some) - found.dropped


@given(st.lists(measures(), min_size=1))
def test_only_a_policy_whose_counted_measures_are_all_done_is_at_a_hundred(some):
    counted = [measure for measure in some if measure.share is not None]
    everything_done = bool(counted) and all(m.status == MeasureStatus.DONE for m in counted)
    assert (progress(some, on=TODAY).percent == 100) == everything_done


@given(st.lists(measures(), min_size=1), st.integers(2, 5))
def test_progress_does_not_depend_on_the_scale_of_weights(some, factor):
    scaled = [Counted(m.status, m.deadline, m.share, m.weight * factor) for m in some]
    assert progress(some, on=TODAY).percent == progress(scaled, on=TODAY).percent
