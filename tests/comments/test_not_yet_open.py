"""Before a consultation opens readers and programs are told from when it takes comments."""

from datetime import date, datetime, timedelta
from typing import cast

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Page

from tests.comments.making import form_data
from tests.comments.test_reading import section
from tests.factories import ConsultationIndexPageFactory, ConsultationPageFactory
from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.errors import CommentsClosed, CommentsNotYetOpen

CLOSED, OPENS = "Comments on this page are closed.", "Comments on this page are taken from"


@pytest.fixture
def opens(today: date) -> date:
    return today + timedelta(days=10)


@pytest.fixture
def planned(home: Page, opens: date) -> Page:
    """A consultation that is announced, and opens later."""
    index = ConsultationIndexPageFactory(parent=home)
    page = ConsultationPageFactory(parent=index, opens=opens, closes=opens + timedelta(days=40))
    return cast(Page, page)


def test_a_planned_consultation_says_from_when_it_takes_comments(
    planned: Page, opens: date, now: datetime
) -> None:
    with pytest.raises(CommentsNotYetOpen), override("en"):
        open_home_of_comments(planned, at=now)
    words = section(planned).get_text()
    with override("en"):
        assert f"{OPENS} {date_format(opens)}" in words
    assert CLOSED not in words
    assert ".." not in section(planned, "bg").get_text()


def test_who_sends_too_early_keeps_the_text_and_reads_the_day(
    client: Client, planned: Page, opens: date
) -> None:
    response = client.post("/bg/comments/post/", form_data(planned, comment="Рано е."))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Рано е." in html
    with override("bg"):
        assert date_format(opens) in html


def test_a_planned_consultation_without_comments_promises_none(
    planned: Page, now: datetime
) -> None:
    planned.comments_enabled = False
    planned.save()
    with pytest.raises(CommentsClosed) as refusal:
        open_home_of_comments(planned, at=now)
    assert not isinstance(refusal.value, CommentsNotYetOpen)
    assert CLOSED in section(planned).get_text()


def test_a_closed_consultation_is_closed(planned: Page, opens: date, now: datetime) -> None:
    later = now + timedelta(days=100)
    with pytest.raises(CommentsClosed) as refusal:
        open_home_of_comments(planned, at=later)
    assert not isinstance(refusal.value, CommentsNotYetOpen)


def test_programs_are_told_the_day_too(client: Client, planned: Page, opens: date) -> None:
    told = client.get(f"/api/v3/pages/{planned.pk}/").json()
    assert told["comments_open"] is False
    assert told["comments_open_from"] == opens.isoformat()


def test_programs_are_told_no_day_where_comments_are_open(client: Client, page: Page) -> None:
    told = client.get(f"/api/v3/pages/{page.pk}/").json()
    assert (told["comments_open"], told["comments_open_from"]) == (True, None)
