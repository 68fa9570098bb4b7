"""Many comments on one page: threads whole, in the order asked for, each with its own link."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page

from tests.comments.making import form_data, link_in_last_mail, make_comment
from tests.factories import UnitFactory
from zaedno.comments.enums import CommentState
from zaedno.comments.listing import ANSWERS_A_PAGE, FIRST_ANSWERS, THREADS_A_PAGE
from zaedno.comments.models import CitizenComment, CommentRules


def section(page: Page, query: str = "") -> BeautifulSoup:
    """The comments as a page draws them for an address with that query."""
    template = Template("{% load comments_tags %}{% comments_section page %}")
    request = RequestFactory().get(f"/{query}")
    with translation.override("en"):
        html = template.render(Context({"page": page, "request": request}))
    return BeautifulSoup(html, "html.parser")


def texts(drawn: BeautifulSoup) -> list[str]:
    return [body.get_text(strip=True) for body in drawn.select(".comment__body")]


def insert(table: str, rows: list[dict[str, Any]]) -> None:
    """Rows of one table: models that inherit over tables cannot be written in bulk."""
    columns = ", ".join(f'"{name}"' for name in rows[0])
    places = ", ".join(["%s"] * len(rows[0]))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608  own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [list(row.values()) for row in rows])


def many_comments(page: Page, *, threads: int, answers: int) -> int:
    """Threads as the library would have written them one by one; gives the first number."""
    each, first = answers + 1, 1_000_000
    moment = connection.ops.adapt_datetimefield_value(timezone.now())
    own = [(first + n, first + n - n % each, n % each) for n in range(threads * each)]
    kind = ContentType.objects.get_for_model(page).pk
    base = {"content_type_id": kind, "object_pk": str(page.pk), "site_id": 1, "user_url": ""}
    said = {**base, "user_name": "Мария", "user_email": "maria@example.org"}
    shown = {**said, "is_public": True, "is_removed": False}
    insert(
        "django_comments",
        [{"id": pk, "comment": f"№{pk}", "submit_date": moment, **shown} for pk, _, _ in own],
    )
    insert(
        "django_comments_xtd_xtdcomment",
        [
            {
                "comment_ptr_id": pk,
                "thread_id": root,
                "parent_id": root,
                "level": min(place, 1),
                "order": place + 1,
                "followup": False,
                "nested_count": 0,
            }
            for pk, root, place in own
        ],
    )
    words = dict.fromkeys(
        ("stance", "organisation", "consent_version", "reason", "disposition"), ""
    )
    state = {"page_id": page.pk, "state": "published", "language": "bg", "name_form": "full"}
    rest = {**words, **state, "confirmed_at": moment, "useful_count": 0, "warnings": "[]"}
    insert("comments_citizencomment", [{"xtdcomment_ptr_id": pk, **rest} for pk, _, _ in own])
    count_anew("django_comments", "django_comments_xtd_xtdcomment", "comments_citizencomment")
    return first


def count_anew(*tables: str) -> None:
    """Tell PostgreSQL's planner how large some tables are, as autovacuum does after a commit.

    Autovacuum may come by while a test's rows are not committed: it sees none of them, and the
    planner then joins ten thousand rows as if they were one.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


def queries_of(page: Page, query: str = "") -> int:
    section(page, query)
    with CaptureQueriesContext(connection) as queries:
        section(page, query)
    return len(queries)


@pytest.mark.slow
def test_ten_thousand_comments_cost_as_much_as_five_and_are_there_at_once(page: Page) -> None:
    for _ in range(5):
        make_comment(page)
    few = queries_of(page)
    many_comments(page, threads=2_000, answers=4)
    began = time.monotonic()
    for query in ("", "?comments=newest", "?comments=useful&comments-page=50"):
        assert queries_of(page, query) <= few
    assert time.monotonic() - began < 12
    assert len(texts(section(page))) <= THREADS_A_PAGE * 5


def test_a_page_of_the_list_never_splits_a_thread(page: Page) -> None:
    first = many_comments(page, threads=45, answers=4)
    seen: list[str] = []
    for number in (1, 2, 3):
        drawn = texts(section(page, f"?comments-page={number}"))
        assert len(drawn) % 5 == 0
        seen += drawn
    assert seen == [f"№{first + n}" for n in range(225)]


def test_the_order_is_that_of_the_threads_and_answers_stay_the_oldest_first(page: Page) -> None:
    old = make_comment(page, comment="стар", submit_date=timezone.now() - timedelta(days=2))
    make_comment(page, comment="полезен", useful_count=3)
    make_comment(page, comment="нов", submit_date=timezone.now() + timedelta(days=1))
    make_comment(page, parent=old, comment="отговор 1", useful_count=9)
    make_comment(page, parent=old, comment="отговор 2")
    stands = ["стар", "отговор 1", "отговор 2"]
    assert texts(section(page)) == [*stands, "полезен", "нов"]
    assert texts(section(page, "?comments=newest")) == ["нов", "полезен", *stands]
    assert texts(section(page, "?comments=useful")) == ["полезен", *stands, "нов"]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("?comments=x", id="unknown order"),
        pytest.param("?comments-page=0", id="page zero"),
        pytest.param("?comments-page=-1", id="page below zero"),
        pytest.param("?comments-page=x", id="page that is no number"),
        pytest.param("?comments-page=" + "9" * 5000, id="page out of range"),
        pytest.param("?comments=newest&comments=useful&comments-page=٣", id="others"),
    ],
)
def test_odd_values_are_answered_with_comments(page: Page, query: str) -> None:
    make_comment(page, comment="Тук съм.")
    assert texts(section(page, query)) == ["Тук съм."]


def test_orders_and_pages_are_links_that_keep_each_other(page: Page) -> None:
    many_comments(page, threads=45, answers=0)
    drawn = section(page, "?comments=newest&comments-page=2")
    orders = drawn.select(".comment-orders a")
    assert orders[0]["href"] == "?#comments"
    assert [link.get_text() for link in orders if link.has_attr("aria-current")] == ["Newest"]
    last = drawn.select(".pagination a")[-1]
    assert last["href"] == "?comments=newest&comments-page=3#comments"


def test_a_huge_thread_shows_its_beginning_and_a_link_to_the_rest(
    client: Client, page: Page
) -> None:
    first = many_comments(page, threads=1, answers=260)
    drawn = section(page)
    assert len(texts(drawn)) == FIRST_ANSWERS + 1
    more = drawn.select_one(".comment__more a")
    assert more is not None
    assert more.get_text() == "All 260 answers"
    whole = BeautifulSoup(client.get(str(more["href"])).content, "html.parser")
    assert len(texts(whole)) == ANSWERS_A_PAGE
    rest = client.get(f"{more['href']}?comments-page=2")
    assert len(texts(BeautifulSoup(rest.content, "html.parser"))) == 61
    assert client.get(f"/bg/comments/{first}/").status_code == 302


@pytest.mark.slow
def test_the_link_of_a_comment_leads_to_where_it_is_shown(client: Client, page: Page) -> None:
    first = many_comments(page, threads=25, answers=60)
    place = page.get_url()
    for number, address in (
        (0, f"{place}#comment-{first}"),
        (61 * 24 + 1, f"{place}?comments-page=2#comment-{first + 61 * 24 + 1}"),
        (60, f"/bg/comments/thread/{first}/#comment-{first + 60}"),
    ):
        response = client.get(f"/bg/comments/{first + number}/")
        assert response["Location"] == address
        drawn = BeautifulSoup(client.get(address).content, "html.parser")
        assert drawn.find(id=f"comment-{first + number}") is not None


@pytest.mark.parametrize("state", CommentState)
def test_what_is_not_on_the_page_has_no_link(
    client: Client, page: Page, state: CommentState
) -> None:
    comment = make_comment(page, state=state, reason="Обида.")
    shown = state in (CommentState.PUBLISHED, CommentState.REMOVED)
    status = 302 if shown else 404
    assert client.get(f"/bg/comments/{comment.pk}/").status_code == status
    assert client.get(f"/bg/comments/thread/{comment.pk}/").status_code == (200 if shown else 404)


def test_no_link_into_a_private_page(
    client: Client, page: Page, restrict: Callable[[Page], None]
) -> None:
    comment = make_comment(page)
    restrict(page)
    for address in (f"/bg/comments/{comment.pk}/", f"/bg/comments/thread/{comment.pk}/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(("depth", "level"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_an_answer_stands_as_deep_as_the_pages_of_the_type_allow(
    client: Client, page: Page, depth: int, level: int
) -> None:
    CommentRules.objects.create(content_type=ContentType.objects.get_for_model(page), depth=depth)
    first = make_comment(page)
    second = make_comment(page, parent=first)
    assert (
        client.post(
            "/bg/comments/post/", form_data(page, reply_to=second.pk, comment="Да.")
        ).status_code
        == 303
    )
    assert client.get(link_in_last_mail()).status_code == 200
    assert CitizenComment.objects.latest("pk").level == level


def test_where_answers_are_not_allowed_nobody_is_offered_one(client: Client, page: Page) -> None:
    CommentRules.objects.create(content_type=ContentType.objects.get_for_model(page), depth=0)
    comment = make_comment(page)
    assert section(page).select("[data-reply-to]") == []
    assert client.get(f"/bg/comments/reply/{comment.pk}/").status_code == 404


def test_an_official_answer_stands_out_with_its_unit(page: Page) -> None:
    comment = make_comment(page, comment="Кога?")
    make_comment(page, parent=comment, unit=UnitFactory(name="Екология"), comment="През май.")
    official = section(page).select(".comment--official")
    assert len(official) == 1
    assert "Official answer · Екология" in official[0].get_text()


def test_the_stance_is_a_word_beside_the_name(page: Page) -> None:
    make_comment(page, stance="against")
    tag = section(page).select_one(".comment__head .tag")
    assert tag is not None
    assert tag.get_text(strip=True) == "Against"
