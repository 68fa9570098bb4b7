"""What happened to a comment or an answer, for its page in the CMS: who did what, and when."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zaedno.comments.enums import AppealOutcome, ModerationVerb
from zaedno.comments.models import AbuseReport, Appeal, CitizenComment, ModerationAction
from zaedno.comments.services.deciding import name_of
from zaedno.users.models import User

DONE = {
    ModerationVerb.PUBLISH: _("Published – by %(name)s"),
    ModerationVerb.REJECT: _("Rejected – by %(name)s"),
    ModerationVerb.REMOVE: _("Removed – by %(name)s"),
    ModerationVerb.KEEP: _("Left published – by %(name)s"),
    ModerationVerb.UNDO: _("The decision was taken back – by %(name)s"),
}
APPEAL_DONE = {
    AppealOutcome.UPHELD: _("The appeal was upheld – by %(name)s"),
    AppealOutcome.DENIED: _("The appeal was denied – by %(name)s"),
}
WRITTEN = _("Written by %(name)s")
CHANGED = _("Changed by %(name)s")
GIVEN = _("Assigned to %(whom)s – by %(name)s")
TAKEN = _("Assigned to nobody – by %(name)s")
# Where an account is gone and the record holds no name.
NAMELESS = "–"


@dataclass(frozen=True)
class HistoryLine:
    """One thing that somebody of the staff did.

    Attributes:
        at: moment of it.
        what: what was done, and by whom.
        words: what was said with it: the reason, or the answer to an appeal.
    """

    at: datetime
    what: str
    words: str = ""


def history_of(comment: CitizenComment) -> list[HistoryLine]:
    """All that the staff did with a comment or an official answer, the oldest first.

    Decisions have a record of their own; the settling of reports and the outcome of an appeal
    are read from the reports and the appeal.
    """
    actions = list(comment.actions.all())
    lines = [_of_action(action) for action in actions]
    lines += _of_reports(comment, told={action.at for action in actions})
    lines += _of_appeal(comment)
    lines += answer_history(comment) if comment.unit_id else []
    return sorted(lines, key=lambda line: line.at)


def answer_history(answer: CitizenComment) -> list[HistoryLine]:
    """Who wrote an official answer and who changed it, the oldest first.

    Each version says who wrote it; who wrote what stands now is the author of the answer.
    """
    versions = list(answer.versions.all())
    moments = [answer.submit_date, *(version.until for version in versions)]
    writers = [*(version.by_name or NAMELESS for version in versions), _name(answer.user)]
    sentences = [WRITTEN, *(CHANGED for _version in versions)]
    return [
        HistoryLine(at, sentence % {"name": name})
        for at, sentence, name in zip(moments, sentences, writers, strict=True)
    ]


def _of_action(action: ModerationAction) -> HistoryLine:
    if action.verb != ModerationVerb.ASSIGN:
        what = DONE[ModerationVerb(action.verb)] % {"name": action.by_name}
        return HistoryLine(action.at, what, action.reason)
    # The record of a task keeps in the reason to whom it was given.
    sentence = GIVEN if action.reason else TAKEN
    return HistoryLine(action.at, sentence % {"whom": action.reason, "name": action.by_name})


def _of_reports(comment: CitizenComment, *, told: set[datetime]) -> list[HistoryLine]:
    """Settled reports, unless a decision on the comment settled them: that has its line."""
    settled = AbuseReport.objects.filter(comment=comment, settled_at__isnull=False)
    moments = Counter(
        (report.settled_at, _name(report.settled_by))
        for report in settled.select_related("settled_by")
    )
    return [
        HistoryLine(
            at,
            ngettext(
                "%(count)d report settled: the comment keeps to the rules – by %(name)s",
                "%(count)d reports settled: the comment keeps to the rules – by %(name)s",
                count,
            )
            % {"count": count, "name": name},
        )
        for (at, name), count in moments.items()
        if at is not None and at not in told
    ]


def _of_appeal(comment: CitizenComment) -> list[HistoryLine]:
    decided = Appeal.objects.filter(comment=comment, decided_at__isnull=False)
    return [
        HistoryLine(
            appeal.decided_at,
            APPEAL_DONE[AppealOutcome(appeal.outcome)] % {"name": _name(appeal.decided_by)},
            appeal.answer,
        )
        for appeal in decided.select_related("decided_by")
        if appeal.decided_at is not None
    ]


def _name(person: User | None) -> str:
    return name_of(person) if person else NAMELESS
