"""The moderators' daily mail: what waits, since when, and where it is dealt with."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from zaedno.comments.models import DigestDay
from zaedno.comments.moderation import Waiting, waiting
from zaedno.comments.recipients import moderators
from zaedno.comments.wording import mail_to_staff
from zaedno.core.days import start_of_day, today
from zaedno.core.working_days import is_working_day, working_days_before
from zaedno.notifications.rendering import absolute_url

SENT_AT = time(8)
LONGEST_WAIT_IN_WORKING_DAYS = 2


@dataclass(frozen=True)
class DigestLine:
    """One kind of thing that waits.

    Attributes:
        label: what it is, with the number.
        oldest: since when the longest waits.
        link: whole address in the CMS.
        too_long: whether the longest waits for more than two working days.
    """

    label: str
    oldest: datetime
    link: str
    too_long: bool


def send_digest(*, at: datetime | None = None) -> int:
    """Write to the moderators what waits: from 8:00 on working days, once a day.

    Args:
        at: moment of asking, now by default; asked again on the same day, nothing is sent.

    Returns:
        How many people were written to.
    """
    moment = at or timezone.now()
    day = today(moment)
    if timezone.localtime(moment).time() < SENT_AT or not is_working_day(day):
        return 0
    with transaction.atomic():
        if not _claim(day):
            return 0
        return _write(waiting(), day=day)


def lines_of(kinds: list[Waiting], *, day: date) -> list[DigestLine]:
    """What the mail says of each kind, the longest wait first."""
    limit = start_of_day(working_days_before(day, LONGEST_WAIT_IN_WORKING_DAYS))
    in_order = sorted(kinds, key=lambda kind: kind.oldest)
    return [
        DigestLine(str(kind.label), kind.oldest, absolute_url(kind.url), kind.oldest < limit)
        for kind in in_order
    ]


def _claim(day: date) -> bool:
    """Whether the day was not dealt with before, by this worker or by another."""
    _row, is_new = DigestDay.objects.get_or_create(day=day)
    return is_new


def _write(kinds: list[Waiting], *, day: date) -> int:
    if not kinds:
        return 0
    with translation.override(settings.LANGUAGE_CODE):
        lines = lines_of(kinds, day=day)
    people = list(moderators())
    context = {
        "lines": lines,
        "count": sum(kind.count for kind in kinds),
        "too_long": any(line.too_long for line in lines),
        "link": reverse("comment_moderation:index"),
    }
    mail_to_staff(people, template="comments_digest", context=context)
    return len(people)
