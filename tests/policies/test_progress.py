"""How far a policy is, derived from its measures."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.enums import MeasureStatus
from policies.progress import is_late, progress

TODAY = date(2026, 5, 4)
YESTERDAY = TODAY - timedelta(days=1)


@dataclass
class Promise:
    status: str
    deadline: date | None = None


promises = st.builds(
    Promise,
    status=st.sampled_from(MeasureStatus.values),
    deadline=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)


@pytest.mark.parametrize(
    ("deadline", "status", "late"),
    [
        pytest.param(TODAY, MeasureStatus.NOT_STARTED, False, id="due today is not late"),
        pytest.param(YESTERDAY, MeasureStatus.IN_PROGRESS, True, id="one day late"),
        pytest.param(YESTERDAY, MeasureStatus.DONE, False, id="done is never late"),
        pytest.param(YESTERDAY, MeasureStatus.DROPPED, False, id="dropped is never late"),
        pytest.param(None, MeasureStatus.NOT_STARTED, False, id="without deadline never late"),
    ],
)
def test_a_measure_is_late_by_itself(deadline, status, late):
    assert is_late(Promise(status, deadline), on=TODAY) is late


def test_without_measures_there_is_no_percentage_instead_of_zero():
    assert progress([], on=TODAY).percent is None
    assert progress([Promise(MeasureStatus.DROPPED)], on=TODAY).percent is None


@given(st.lists(promises))
def test_done_and_late_measures_never_exceed_the_counted(measures):
    found = progress(measures, on=TODAY)
    assert 0 <= found.done + found.late <= found.total <= len(measures)


@given(st.lists(promises, min_size=1))
def test_only_a_policy_with_all_measures_done_is_at_a_hundred(measures):
    found = progress(measures, on=TODAY)
    assert (found.percent == 100) == (found.total > 0 and found.done == found.total)
