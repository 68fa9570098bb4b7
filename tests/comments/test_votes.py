"""Readers find comments useful: one vote each, counted exactly."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from wagtail.models import Page

from tests.comments.making import make_comment, make_reader
from zaedno.comments.after_errors import AlreadyCounted, ManyFromThisNetwork
from zaedno.comments.enums import CommentState
from zaedno.comments.errors import CommentGone
from zaedno.comments.models import CitizenComment, UsefulVote
from zaedno.comments.services.votes import MOST_FROM_A_NETWORK, Votes, toggle_vote
from zaedno.core import rate_limits
from zaedno.core.readers import READER_COOKIE

READER, OTHER = make_reader("a"), make_reader("b")
IN_FIGURES = {"accept": "application/json"}


def address(comment: CitizenComment) -> str:
    return f"/bg/comments/{comment.pk}/useful/"


def test_a_second_press_takes_the_vote_back(page: Page, now: datetime) -> None:
    comment = make_comment(page)
    assert toggle_vote(comment.pk, reader=READER, at=now) == Votes(1, True)
    assert toggle_vote(comment.pk, reader=OTHER, at=now) == Votes(2, True)
    assert toggle_vote(comment.pk, reader=READER, at=now) == Votes(1, False)
    comment.refresh_from_db()
    assert comment.useful_count == UsefulVote.objects.count() == 1


@pytest.mark.parametrize("state", [s for s in CommentState if s != CommentState.PUBLISHED])
def test_only_a_published_comment_is_voted_for(
    client: Client, page: Page, now: datetime, state: CommentState
) -> None:
    comment = make_comment(page, state=state)
    with pytest.raises(CommentGone):
        toggle_vote(comment.pk, reader=READER, at=now)
    assert client.post(address(comment)).status_code == 404
    assert not UsefulVote.objects.exists()


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_a_vote_for_nothing(client: Client, page: Page, number: str) -> None:
    assert client.post(f"/bg/comments/{number}/useful/").status_code == 404


def test_no_vote_on_a_private_page(
    client: Client, page: Page, restrict: Callable[[Page], None]
) -> None:
    comment = make_comment(page)
    restrict(page)
    assert client.post(address(comment)).status_code == 404


def test_no_vote_once_comments_are_closed(client: Client, page: Page) -> None:
    comment = make_comment(page)
    page.comments_enabled = False
    page.save()
    assert client.post(address(comment)).status_code == 409
    assert not UsefulVote.objects.exists()


def test_without_script_the_reader_sees_how_it_stands_and_can_take_it_back(
    client: Client, page: Page
) -> None:
    comment = make_comment(page)
    response = client.post(address(comment), follow=True)
    assert response.redirect_chain == [(address(comment), 303)]
    html = response.content.decode()
    assert "1 " in html
    assert f'action="{address(comment)}"' in html
    client.post(address(comment))
    assert not UsefulVote.objects.exists()


def test_a_script_is_answered_in_figures(client: Client, page: Page) -> None:
    comment = make_comment(page)
    told = client.post(address(comment), headers={"accept": "application/json"}).json()
    assert (told["count"], told["voted"]) == (1, True)


def test_looking_at_a_comment_counts_nothing_and_sets_no_cookie(client: Client, page: Page) -> None:
    comment = make_comment(page)
    assert client.get(address(comment)).status_code == 200
    assert not UsefulVote.objects.exists()
    assert not client.cookies


def test_readers_of_other_networks_vote_for_themselves(page: Page) -> None:
    comment = make_comment(page)
    for number in range(3):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(address(comment))
    comment.refresh_from_db()
    assert comment.useful_count == 3
    assert not UsefulVote.objects.filter(reader__contains="203.0").exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="another site"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="another name of our domain"),
        pytest.param({"sec-fetch-site": "same-origin"}, 303, id="our own page"),
        pytest.param({"origin": "https://example.org"}, 403, id="origin of another site"),
        pytest.param({"origin": "null"}, 403, id="origin that hides itself"),
        pytest.param({"origin": "http://testserver"}, 303, id="our own origin"),
        pytest.param({}, 303, id="nothing said"),
    ],
)
def test_a_vote_comes_from_our_own_page(
    client: Client, page: Page, headers: dict[str, str], status: int
) -> None:
    comment = make_comment(page)
    assert client.post(address(comment), headers=headers).status_code == status
    assert UsefulVote.objects.exists() is (status == 303)


def test_many_votes_from_one_network_are_asked_to_wait(
    client: Client, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rate_limits.LIMITS, "votes", 1)
    comment = make_comment(page)
    assert client.post(address(comment)).status_code == 303
    assert client.post(address(comment)).status_code == 429


def useful_count(comment: CitizenComment) -> int:
    comment.refresh_from_db()
    return comment.useful_count


def test_nobody_takes_back_the_vote_of_another_behind_the_same_address(page: Page) -> None:
    comment = make_comment(page)
    first, second = Client(), Client()
    first.post(address(comment))
    told = second.post(address(comment), headers=IN_FIGURES)
    assert (told.status_code, useful_count(comment)) == (409, 1)
    assert "already counted" in told.json()["sentence"] or "вече" in told.json()["sentence"]
    assert READER_COOKIE not in second.cookies
    first.post(address(comment))
    assert useful_count(comment) == 0


def test_who_keeps_no_cookie_is_told_that_the_vote_is_counted(page: Page) -> None:
    comment = make_comment(page)
    Client().post(address(comment))
    for html in (
        Client().get(address(comment)).content.decode(),
        Client().post(address(comment)).content.decode(),
    ):
        assert "вече е зачетен" in html
        assert f'action="{address(comment)}"' not in html
    assert useful_count(comment) == 1


def test_two_people_with_the_same_browser_keep_their_own_marks(page: Page) -> None:
    comment, other = make_comment(page), make_comment(page)
    first, second = Client(), Client()
    first.post(address(comment))
    second.post(address(other))
    second.post(address(comment))
    assert useful_count(comment) == 2
    second.post(address(comment))
    assert useful_count(comment) == 1
    html = first.get(address(comment)).content.decode()
    assert "Оттегл" in html


def test_the_vote_is_the_readers_own_also_at_another_address(page: Page) -> None:
    comment = make_comment(page)
    reader = Client()
    reader.post(address(comment), REMOTE_ADDR="203.0.113.7")
    reader.post(address(comment), REMOTE_ADDR="198.51.100.1", headers={"user-agent": "Other"})
    assert useful_count(comment) == 0


def test_a_network_gives_a_comment_a_few_votes_only(page: Page, now: datetime) -> None:
    comment = make_comment(page)
    family = [
        make_reader("a", browser=f"{number:016}", person=f"{number:032}")
        for number in range(MOST_FROM_A_NETWORK + 1)
    ]
    *counted, last = family
    for reader in counted:
        toggle_vote(comment.pk, reader=reader, at=now)
    with pytest.raises(ManyFromThisNetwork):
        toggle_vote(comment.pk, reader=last, at=now)
    assert toggle_vote(make_comment(page).pk, reader=last, at=now) == Votes(1, True)
    assert toggle_vote(comment.pk, reader=OTHER, at=now) == Votes(MOST_FROM_A_NETWORK + 1, True)
    assert toggle_vote(comment.pk, reader=family[0], at=now).voted is False
    assert toggle_vote(comment.pk, reader=last, at=now).voted


def test_many_names_of_browsers_are_no_crowd(page: Page) -> None:
    comment = make_comment(page)
    for number in range(12):
        Client().post(address(comment), headers={"user-agent": f"Browser {number}"})
    assert useful_count(comment) == MOST_FROM_A_NETWORK


def test_the_addresses_of_one_ipv6_network_are_no_crowd(page: Page) -> None:
    comment = make_comment(page)
    for number in range(8):
        Client(REMOTE_ADDR=f"2001:db8:1:2:{number}::1").post(address(comment))
    assert useful_count(comment) == 1


def test_without_a_mark_a_second_press_of_one_browser_is_no_second_vote(
    page: Page, now: datetime
) -> None:
    comment = make_comment(page)
    toggle_vote(comment.pk, reader=READER, at=now)
    with pytest.raises(AlreadyCounted):
        toggle_vote(comment.pk, reader=make_reader("a", person="c" * 32), at=now)
    known = make_reader("a", person="d" * 32, known=True)
    assert toggle_vote(comment.pk, reader=known, at=now) == Votes(2, True)
