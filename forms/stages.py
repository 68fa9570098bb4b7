"""The stage of a consultation, and the terms that the law asks for."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from forms.enums import STAGES_IN_ORDER, ConsultationKind, Stage

NO_TERM = relativedelta()
# ЗНА, чл. 26, ал. 2–4: thirty days; in exceptional cases, with reasons, not less than fourteen.
# АПК, чл. 69: one month. The day of publication is not counted (ГПК, чл. 60, ал. 3).
USUAL_TERM = {
    ConsultationKind.NORMATIVE_ACT: relativedelta(days=30),
    ConsultationKind.GENERAL_ACT: relativedelta(months=1),
}
SHORTEST_TERM = {ConsultationKind.NORMATIVE_ACT: relativedelta(days=14)}


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


def earliest_close(kind: str, *, opens: date, shortened: bool) -> date:
    """The first last day that the law allows for a consultation opened on a day."""
    usual = USUAL_TERM.get(ConsultationKind(kind), NO_TERM)
    return opens + (SHORTEST_TERM.get(ConsultationKind(kind), usual) if shortened else usual)
