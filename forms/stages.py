"""The stage of a consultation, and the terms that the law asks for."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from forms.enums import STAGES_IN_ORDER, Stage

NO_TIME = relativedelta()


@dataclass(frozen=True)
class Term:
    """How long the law keeps a consultation open at least; the day of publication is not counted.

    Attributes:
        length: the usual shortest term.
        shortened: the shortest one with stated reasons; None where the law knows no exception.
    """

    length: relativedelta = NO_TIME
    shortened: relativedelta | None = None


def stage_on(day: date, *, opens: date, closes: date, reported: bool) -> Stage:
    """Where a consultation stands on a day; the last day of the term still counts whole."""
    if day < opens:
        return Stage.PLANNED
    if day <= closes:
        return Stage.OPEN
    return Stage.REPORTED if reported else Stage.CLOSED


@dataclass(frozen=True)
class Step:
    """A stage as readers see it in the row of all stages.

    Attributes:
        stage: which one.
        state: ``done``, ``current`` or ``next``.
    """

    stage: Stage
    state: str


def steps(stage: Stage) -> list[Step]:
    """All stages in their order, each before, at or after the present one."""
    present = STAGES_IN_ORDER.index(stage)
    return [
        Step(each, "done" if place < present else "current" if place == present else "next")
        for place, each in enumerate(STAGES_IN_ORDER)
    ]


def earliest_close(term: Term, *, opens: date, shortened: bool) -> date:
    """The first last day that the law allows for a consultation opened on a day."""
    exception = term.shortened if shortened else None
    return opens + (term.length if exception is None else exception)
