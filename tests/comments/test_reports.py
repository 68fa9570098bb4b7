"""Readers report comments; moderators settle the reports."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.comments.making import make_comment, make_reader
from zaedno.comments.after_errors import AlreadyReported, NothingToReport, WordsTooMany
from zaedno.comments.enums import AbuseReason, CommentState
from zaedno.comments.errors import NotAModerator
from zaedno.comments.history import history_of
from zaedno.comments.models import AbuseReport, CitizenComment
from zaedno.comments.moderation import waiting
from zaedno.comments.services.deciding import remove_comment
from zaedno.comments.services.reports import keep_reported, report_comment
from zaedno.comments.templatetags.comments_after import reports_of
from zaedno.core.readers import READER_COOKIE
from zaedno.core.spam import issue_stamp
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

DETAILS = "Във втория ред има телефон."


def report(
    comment: CitizenComment, *, at: datetime, reader: str = "a", details: str = DETAILS
) -> AbuseReport:
    """What one reader reports."""
    return report_comment(
        comment, reader=make_reader(reader), reason=AbuseReason.PERSONAL, details=details, at=at
    )


def reports_waiting() -> int:
    """How many comments wait because of reports."""
    return sum(kind.count for kind in waiting() if kind.kind == "reports")


def test_a_report_waits_and_hides_nothing(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    comment.refresh_from_db()
    assert comment.state == CommentState.PUBLISHED
    assert reports_waiting() == 1
    assert not OutgoingMail.objects.exists()


def test_a_reader_reports_a_comment_once(page: Page, now: datetime) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    with pytest.raises(AlreadyReported):
        report(comment, at=now)
    report(make_comment(page), at=now)
    assert AbuseReport.objects.count() == 2


def test_a_network_reports_a_comment_once_with_whatever_browsers(page: Page) -> None:
    comment = make_comment(page)
    for number in range(4):
        visitor = Client(headers={"user-agent": f"Browser {number}"})
        visitor.post(address(comment), sent(), REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert AbuseReport.objects.count() == 1
    Client().post(address(comment), sent(), REMOTE_ADDR="2001:db8:1:3::1")
    assert AbuseReport.objects.count() == 2


def test_who_moves_to_another_address_is_known_by_the_mark(client: Client, page: Page) -> None:
    comment = make_comment(page)
    for number in range(3):
        client.post(address(comment), sent(), REMOTE_ADDR=f"203.0.113.{number}")
    assert AbuseReport.objects.count() == 1


@pytest.mark.parametrize(
    "state", [CommentState.PENDING, CommentState.REJECTED, CommentState.REMOVED]
)
def test_what_is_not_public_cannot_be_reported(
    client: Client, page: Page, now: datetime, state: CommentState
) -> None:
    comment = make_comment(page, state=state)
    with pytest.raises(NothingToReport):
        report(comment, at=now)
    assert client.get(address(comment)).status_code == 404


def test_what_is_too_long_is_refused(page: Page, now: datetime) -> None:
    with pytest.raises(WordsTooMany):
        report(make_comment(page), at=now, details="х" * 1_001)


def test_three_readers_bring_a_comment_to_the_front_and_the_moderators_a_mail(
    page: Page, moderator: User, now: datetime
) -> None:
    waits = make_comment(page, state=CommentState.PENDING, comment="Чака")
    comment = make_comment(page, comment="Обида")
    first = CitizenComment.objects.get_queryset().waiting_first
    for reader in "ab":
        report(comment, reader=reader, at=now)
    assert first().first() == waits
    assert not OutgoingMail.objects.exists()
    for reader in "cd":
        report(comment, reader=reader, at=now)
    assert first().first() == comment
    assert [mail.to for mail in OutgoingMail.objects.all()] == [moderator.email]
    comment.refresh_from_db()
    assert comment.state == CommentState.PUBLISHED


def test_a_removal_settles_all_reports(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page)
    for reader in "ab":
        report(comment, reader=reader, at=now)
    remove_comment(comment, by=moderator, at=now, reason="Личен телефон.")
    assert reports_waiting() == 0
    assert {each.settled_by for each in AbuseReport.objects.all()} == {moderator}


def test_a_comment_that_keeps_to_the_rules_waits_no_longer(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    assert keep_reported(comment, by=moderator, at=now) == 1
    assert keep_reported(comment, by=moderator, at=now) == 0
    assert reports_waiting() == 0


def test_others_settle_no_reports(page: Page, editor: User, now: datetime) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    with pytest.raises(NotAModerator):
        keep_reported(comment, by=editor, at=now)


def address(comment: CitizenComment) -> str:
    """Where a reader reports."""
    return reverse("comments:report", args=[comment.pk])


def sent(**changed: str) -> dict[str, str]:
    """What the form sends."""
    values = {"reason": "insult", "details": DETAILS, "website": "", "stamp": issue_stamp()}
    return {**values, **changed}


def test_a_reader_reports_on_a_page_of_its_own(client: Client, page: Page) -> None:
    comment = make_comment(page, comment="<b>Обида</b>")
    assert "&lt;b&gt;Обида" in client.get(address(comment)).content.decode()
    done = client.post(address(comment), sent(), follow=True)
    assert done.redirect_chain == [(reverse("comments:reported", args=[comment.pk]), 303)]
    found = AbuseReport.objects.get()
    assert (found.reason, found.details) == (AbuseReason.INSULT, DETAILS)
    assert len(found.reader) == 64


def test_a_reader_is_known_again_by_a_mark_that_only_a_report_sets(
    client: Client, page: Page
) -> None:
    comment = make_comment(page)
    client.get(address(comment))
    assert READER_COOKIE not in client.cookies
    client.post(address(comment), sent())
    assert client.cookies[READER_COOKIE]["httponly"]
    again = client.post(address(comment), sent())
    assert again.status_code == 422
    assert DETAILS in again.content.decode()
    assert AbuseReport.objects.count() == 1


@pytest.mark.parametrize(
    "changed", [{"reason": ""}, {"reason": "x"}, {"website": "x"}, {"details": "х" * 1_001}]
)
def test_what_was_typed_stays_when_the_report_is_refused(
    client: Client, page: Page, changed: dict[str, str]
) -> None:
    response = client.post(address(make_comment(page)), sent(**changed))
    assert response.status_code == 422
    assert (changed.get("details") or DETAILS) in response.content.decode()
    assert not AbuseReport.objects.exists()


def test_masses_of_reports_are_refused(client: Client, page: Page) -> None:
    comment = make_comment(page)
    codes = {client.post(address(comment), sent(reason="")).status_code for _ in range(31)}
    assert codes == {422, 429}


@pytest.mark.parametrize("number", ["999999", "9" * 40])
def test_a_report_of_nothing(client: Client, page: Page, number: str) -> None:
    assert client.post(f"/bg/comments/{number}/report/", sent()).status_code == 404


def test_comments_of_closed_pages_are_not_reported(
    client: Client, page: Page, restrict: Callable[[Page], None]
) -> None:
    comment = make_comment(page)
    restrict(page)
    assert client.get(address(comment)).status_code == 404


def test_moderators_read_and_settle_reports_at_the_screen(
    client: Client, page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    client.force_login(moderator)
    assert "Добра идея." in client.get("/cms/comments-after/reports/").content.decode()
    detail = client.get(f"/cms/comments/{comment.pk}/").content.decode()
    assert DETAILS in detail
    keep = f"/cms/comments-after/reports/{comment.pk}/keep/"
    assert f'action="{keep}"' in detail
    client.post(keep)
    assert reports_waiting() == 0


def test_a_report_that_comes_after_a_settled_one_can_be_settled_too(
    client: Client, page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    keep_reported(comment, by=moderator, at=now)
    client.force_login(moderator)
    place, keep = f"/cms/comments/{comment.pk}/", f'{comment.pk}/keep/"'
    assert f"reports/{keep}" not in client.get(place).content.decode()
    report(comment, reader="b", at=now)
    assert f"reports/{keep}" in client.get(place).content.decode()


def test_what_waits_comes_before_what_is_settled_on_any_database(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    settled = report(comment, at=now)
    keep_reported(comment, by=moderator, at=now)
    waits = report(comment, reader="b", at=now)
    assert list(reports_of(comment)) == [waits, settled]
    # SQLite puts the empty moment first by itself, PostgreSQL last.
    assert "NULLS FIRST" in str(reports_of(comment).query)


def test_a_settled_report_names_who_settled_it(
    client: Client, page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    keep_reported(comment, by=moderator, at=now)
    client.force_login(moderator)
    html = client.get(f"/cms/comments/{comment.pk}/").content.decode()
    assert "Иван Модератор)" in html


def test_the_history_of_a_comment_tells_of_its_reports(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    for reader in "ab":
        report(comment, reader=reader, at=now)
    keep_reported(comment, by=moderator, at=now)
    told = "Приключени са 2 сигнала: коментарът спазва правилата – от Иван Модератор"
    assert [(line.at, line.what) for line in history_of(comment)] == [(now, told)]


def test_reports_that_a_removal_settled_are_no_line_of_their_own(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    remove_comment(comment, by=moderator, at=now, reason="Личен телефон.")
    assert [line.words for line in history_of(comment)] == ["Личен телефон."]


def test_the_history_keeps_what_was_settled_by_an_account_that_is_gone(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    report(comment, at=now)
    keep_reported(comment, by=moderator, at=now)
    moderator.delete()
    assert [line.what.rpartition(" ")[2] for line in history_of(comment)] == ["–"]
