"""What readers and authors say to decisions waits for moderators too."""

from typing import Any

from django.db.models import Count, Min, Q
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from zaedno.comments.enums import STATES_TO_APPEAL, CommentState, ModerationVerb
from zaedno.comments.models import AbuseReport, Appeal, ModerationAction
from zaedno.comments.moderation import Waiting, register_waiting
from zaedno.comments.services.reports import settle_reports
from zaedno.users.models import User

VERBS_THAT_SETTLE = (ModerationVerb.REMOVE, ModerationVerb.KEEP)


def connect() -> None:
    """Listen to decisions, and name what waits; called when the app is ready."""
    register_waiting("reports", _reports)
    register_waiting("appeals", _appeals)
    post_save.connect(_settle_reports, sender=ModerationAction, dispatch_uid="settle reports")


def _settle_reports(instance: ModerationAction, created: bool, **kwargs: Any) -> None:
    """A moderator who removes a reported comment, or leaves it, has answered all its readers."""
    if created and instance.verb in VERBS_THAT_SETTLE:
        settle_reports(instance.comment, by=instance.by, at=instance.at)


def _reports(_person: User | None) -> Waiting | None:
    found = AbuseReport.objects.filter(
        settled_at=None, comment__state=CommentState.PUBLISHED
    ).aggregate(count=Count("comment", distinct=True), oldest=Min("at"))
    if not found["count"]:
        return None
    count = found["count"]
    label = ngettext_lazy("%(count)d reported comment", "%(count)d reported comments", count)
    url = reverse("comments_after:reports")
    return Waiting("reports", label % {"count": count}, count, found["oldest"], url)


def _appeals(person: User | None) -> Waiting | None:
    """Appeals against their own decisions wait for others: nobody decides on those."""
    appeals = Appeal.objects.filter(decided_at=None, comment__state__in=STATES_TO_APPEAL)
    if person is not None:
        # Not by exclude(): where an account is gone, the empty number would leave the appeal out.
        own = Q(against__by=person) | Q(comment__moderated_by=person)
        appeals = appeals.exclude(pk__in=appeals.filter(own).values("pk"))
    found = appeals.aggregate(count=Count("pk"), oldest=Min("at"))
    if not found["count"]:
        return None
    count = found["count"]
    label = ngettext_lazy("%(count)d appeal", "%(count)d appeals", count)
    url = reverse("comments_after:appeals")
    return Waiting("appeals", label % {"count": count}, count, found["oldest"], url)
