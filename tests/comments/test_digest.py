"""What moderators are told at once, and what once a day."""

from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Page

from tests.comments.making import make_comment, make_reader
from tests.factories import UserFactory
from zaedno.comments.digest import send_digest
from zaedno.comments.enums import AbuseReason, CommentState
from zaedno.comments.models import CitizenComment
from zaedno.comments.notices import tell_moderators, tell_of_new
from zaedno.comments.services.reports import report_comment
from zaedno.core.schedule import jobs
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

PENDING = CommentState.PENDING
SOFIA = ZoneInfo("Europe/Sofia")
TUESDAY = date(2026, 11, 24)


def at(hour: int, minute: int = 0, *, day: date = TUESDAY) -> datetime:
    """A moment by the clock of the municipality."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SOFIA)


@pytest.fixture
def waits(page: Page, moderator: User) -> None:
    """One comment that came on Monday."""
    monday = at(12) - timedelta(days=1)
    make_comment(page, state=PENDING, submit_date=monday, confirmed_at=monday)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        pytest.param(at(7, 59), 0, id="too early"),
        pytest.param(at(8), 1, id="at eight"),
        pytest.param(at(11), 1, id="later, if nothing ran at eight"),
        pytest.param(at(9, day=date(2026, 11, 28)), 0, id="not on a Saturday"),
        pytest.param(at(9, day=date(2027, 3, 3)), 0, id="not on a holiday"),
        pytest.param(at(8, day=date(2027, 3, 29)), 1, id="after the clocks went forward"),
        pytest.param(at(7, 59, day=date(2027, 3, 29)), 0, id="too early in summer time"),
        pytest.param(at(8, day=date(2026, 10, 26)), 1, id="after the clocks went back"),
    ],
)
def test_the_digest_comes_at_eight_on_working_days(
    waits: None, moment: datetime, told: int
) -> None:
    assert send_digest(at=moment) == told
    assert OutgoingMail.objects.count() == told


def test_the_digest_comes_once_a_day(waits: None, moderator: User) -> None:
    moments = [at(8), at(8, 5), at(17), at(8, day=date(2026, 11, 25))]
    assert [send_digest(at=moment) for moment in moments] == [1, 0, 0, 1]


def test_where_nothing_waits_nobody_is_written_to(page: Page, moderator: User) -> None:
    make_comment(page, moderated_at=at(7))
    assert send_digest(at=at(8)) == 0
    assert not OutgoingMail.objects.exists()


def test_what_comes_later_on_such_a_day_waits_for_the_next_digest(
    page: Page, moderator: User
) -> None:
    assert send_digest(at=at(8)) == 0
    make_comment(page, state=PENDING)
    assert send_digest(at=at(9)) == 0


def test_the_digest_names_all_that_waits_with_links(
    waits: None, page: Page, moderator: User
) -> None:
    unread = make_comment(page, comment="Непрочетен")
    report_comment(unread, reader=make_reader("a"), reason=AbuseReason.SPAM, details="", at=at(7))
    send_digest(at=at(8))
    mail = OutgoingMail.objects.get()
    assert mail.to == moderator.email
    for place in ("?state=pending", "?waits=unread", "/cms/comments-after/reports/"):
        assert place in mail.text
    assert "Непрочетен" not in mail.text
    assert "3" in mail.subject


@pytest.mark.parametrize(
    ("sent_at", "too_long"),
    [
        pytest.param(at(12, day=date(2026, 11, 23)), False, id="since Monday"),
        pytest.param(at(12, day=date(2026, 11, 20)), False, id="since Friday"),
        pytest.param(at(12, day=date(2026, 11, 19)), True, id="since Thursday"),
    ],
)
def test_what_waits_for_more_than_two_working_days_is_said(
    page: Page, moderator: User, sent_at: datetime, too_long: bool
) -> None:
    make_comment(page, state=PENDING, submit_date=sent_at)
    send_digest(at=at(8))
    mail = OutgoingMail.objects.get()
    assert ("твърде дълго" in mail.text) is too_long
    assert ("твърде дълго" in mail.subject) is too_long


def test_where_there_are_no_moderators_the_administrators_are_told(page: Page) -> None:
    administrator = cast(User, UserFactory(role="administrator"))
    make_comment(page, state=PENDING)
    assert send_digest(at=at(8)) == 1
    assert OutgoingMail.objects.get().to == administrator.email


def arrives(page: Page, moment: datetime, text: str = "Ново") -> None:
    """A comment begins to wait."""
    tell_moderators(make_comment(page, state=PENDING, comment=text, confirmed_at=moment), at=moment)


def told() -> list[str]:
    """What the moderators were written, the oldest first."""
    return [mail.text for mail in OutgoingMail.objects.order_by("created", "pk")]


def test_a_comment_that_waits_for_long_does_not_silence_the_next(waits: None, page: Page) -> None:
    arrives(page, at(12), "Първи")
    arrives(page, at(13), "Втори")
    first, second = told()
    assert "Първи" in first
    assert "Втори" in second


def test_moderators_hear_once_an_hour_however_many_comments_come(
    page: Page, moderator: User
) -> None:
    arrives(page, at(12), "Първи")
    for minute in (1, 30, 59):
        arrives(page, at(12, minute))
        assert tell_of_new(at=at(12, minute)) == 0
    assert len(told()) == 1
    assert tell_of_new(at=at(13)) == 3
    assert tell_of_new(at=at(14)) == 0
    assert len(told()) == 2
    assert "Нови коментари за решение: 3" in OutgoingMail.objects.latest("pk").subject
    assert "/cms/comments/?state=pending" in told()[1]


def test_what_was_decided_meanwhile_is_not_told(page: Page, moderator: User) -> None:
    arrives(page, at(12))
    arrives(page, at(12, 1))
    CitizenComment.objects.update(state=CommentState.PUBLISHED)
    assert tell_of_new(at=at(13)) == 0
    assert len(told()) == 1


def test_before_the_first_comment_there_is_nothing_to_tell(page: Page, moderator: User) -> None:
    assert tell_of_new(at=at(12)) == 0


def test_the_digest_says_in_its_subject_how_many_wait(waits: None, moderator: User) -> None:
    send_digest(at=at(8))
    assert OutgoingMail.objects.get().subject.endswith("Чака решение: 1")


def test_the_scheduler_asks_for_digest_and_notice_often_enough() -> None:
    paces = {job.name: job.every for job in jobs()}
    for name in ("comments-digest", "comments-notice"):
        assert paces[name] <= timedelta(minutes=10)
