"""The stage of a consultation, and the terms that the law asks for."""

from datetime import date, timedelta

from forms.enums import ConsultationKind, Stage

# ЗНА, чл. 26, ал. 2–4: thirty days; in exceptional cases, with reasons, not less than fourteen.
# The day of publication is not counted (ГПК, чл. 60, ал. 3).
USUAL_DAYS = {ConsultationKind.NORMATIVE_ACT: 30, ConsultationKind.GENERAL_ACT: 30}
SHORTEST_DAYS = {ConsultationKind.NORMATIVE_ACT: 14}


def stage_on(day: date, *, opens: date, closes: date, reported: bool) -> Stage:
    """Where a consultation stands on a day; the last day of the term still counts whole."""
    if day < opens:
        return Stage.PLANNED
    if day <= closes:
        return Stage.OPEN
    return Stage.REPORTED if reported else Stage.CLOSED


def earliest_close(kind: str, *, opens: date, shortened: bool) -> date:
    """The first last day that the law allows for a consultation opened on a day."""
    usual = USUAL_DAYS.get(ConsultationKind(kind), 0)
    days = SHORTEST_DAYS.get(ConsultationKind(kind), usual) if shortened else usual
    return opens + timedelta(days=days)
