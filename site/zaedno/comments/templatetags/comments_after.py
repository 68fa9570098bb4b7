"""What follows a comment, for its page in the CMS."""

from dataclasses import dataclass

from django import template
from django.db.models import F, QuerySet
from django.utils.functional import Promise

from zaedno.comments.enums import STATES_TO_APPEAL, AppealOutcome
from zaedno.comments.errors import ModerationRefused
from zaedno.comments.models import AbuseReport, Appeal, CitizenComment
from zaedno.comments.permissions import Person, user_can_answer_comments
from zaedno.comments.services.appeals import check_reviewer
from zaedno.comments.services.dispositions import disposing_answer
from zaedno.comments.services.reports import open_reports
from zaedno.users.models import User

register = template.Library()


@dataclass(frozen=True)
class ShownAppeal:
    """An appeal as its panel draws it.

    Attributes:
        why_not: the sentence that says why the person at the screen cannot decide; empty when
            they can.
        waits: whether a decision can be taken at all.
    """

    appeal: Appeal
    waits: bool
    why_not: str | Promise
    outcomes: list[tuple[str, str | Promise]]


@register.simple_tag
def appeal_of(comment: CitizenComment, user: Person) -> ShownAppeal | None:
    """The appeal of the author, and whether this person can decide on it."""
    found = Appeal.objects.filter(comment=comment).select_related("against", "comment").first()
    if found is None:
        return None
    waits = found.decided_at is None and found.comment.state in STATES_TO_APPEAL
    return ShownAppeal(found, waits, _why_not(found, user), list(AppealOutcome.choices))


@register.simple_tag
def reports_of(comment: CitizenComment) -> "QuerySet[AbuseReport]":
    """What readers reported, what waits first."""
    # Databases do not agree where an empty moment stands in an order.
    waiting_first = F("settled_at").asc(nulls_first=True)
    reports = AbuseReport.objects.filter(comment=comment).select_related("settled_by")
    return reports.order_by(waiting_first, "at", "pk")


@register.simple_tag
def may_settle_reports(comment: CitizenComment) -> bool:
    """Whether a reader still waits to hear that the comment keeps to the rules."""
    return comment.is_public and open_reports(comment) > 0


@register.simple_tag
def may_answer(comment: CitizenComment, user: Person) -> bool:
    """Whether this person can answer the comment in the name of a unit."""
    return comment.is_public and comment.unit_id is None and user_can_answer_comments(user)


@register.simple_tag
def may_add_answer(comment: CitizenComment, user: Person) -> bool:
    """Whether this person can answer the comment once more; a proposal is disposed of once."""
    return may_answer(comment, user) and disposing_answer(comment) is None


@register.simple_tag
def answers_of(comment: CitizenComment) -> "QuerySet[CitizenComment]":
    """The official answers to a comment, the oldest first."""
    return comment.official_answers.select_related("unit").order_by("submit_date")


def _why_not(appeal: Appeal, user: Person) -> str | Promise:
    if not isinstance(user, User):
        return ModerationRefused.sentence
    try:
        check_reviewer(appeal, by=user)
    except ModerationRefused as refusal:
        return refusal.sentence
    return ""
