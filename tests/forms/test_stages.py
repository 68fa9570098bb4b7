"""The stage of a consultation and the terms of the law."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from forms.enums import ConsultationKind, Stage
from forms.procedures import FIRST_VALUES, ProcedureType
from forms.stages import Term, earliest_close, stage_on

OPENS, CLOSES = date(2026, 5, 4), date(2026, 6, 3)


@pytest.mark.parametrize(
    ("day", "reported", "stage"),
    [
        pytest.param(date(2026, 5, 3), False, Stage.PLANNED, id="the day before"),
        pytest.param(OPENS, False, Stage.OPEN, id="the day of opening"),
        pytest.param(CLOSES, False, Stage.OPEN, id="the last day counts whole"),
        pytest.param(date(2026, 6, 4), False, Stage.CLOSED, id="the day after"),
        pytest.param(date(2026, 6, 4), True, Stage.REPORTED, id="with its report"),
        pytest.param(CLOSES, True, Stage.OPEN, id="a report never closes early"),
    ],
)
def test_the_stage_follows_from_the_dates(day, reported, stage):
    assert stage_on(day, opens=OPENS, closes=CLOSES, reported=reported) == stage


@pytest.mark.parametrize(
    ("kind", "shortened", "earliest"),
    [
        pytest.param(ConsultationKind.NORMATIVE_ACT, False, date(2026, 6, 3), id="thirty days"),
        pytest.param(
            ConsultationKind.NORMATIVE_ACT, True, date(2026, 5, 18), id="fourteen, with reasons"
        ),
        pytest.param(ConsultationKind.GENERAL_ACT, False, date(2026, 6, 4), id="one month"),
        pytest.param(
            ConsultationKind.GENERAL_ACT, True, date(2026, 6, 4), id="a month is never shortened"
        ),
        pytest.param(ConsultationKind.OTHER, False, OPENS, id="no term by law"),
    ],
)
def test_the_law_sets_the_shortest_term(kind, shortened, earliest):
    term = ProcedureType(kind=kind, **FIRST_VALUES[kind]).term()
    assert earliest_close(term, opens=OPENS, shortened=shortened) == earliest


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)), st.booleans())
def test_the_day_of_publication_is_not_counted(opens, shortened):
    term = Term(relativedelta(days=30), relativedelta(days=14))
    closes = earliest_close(term, opens=opens, shortened=shortened)
    days_for_opinions = (closes - opens) / timedelta(days=1)
    assert days_for_opinions == (14 if shortened else 30)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_is_a_month_whatever_its_length(opens):
    closes = earliest_close(Term(relativedelta(months=1)), opens=opens, shortened=False)
    assert 28 <= (closes - opens).days <= 31
