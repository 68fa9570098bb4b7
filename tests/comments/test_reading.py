"""What everyone can read of comments, and what nobody can."""

from collections.abc import Callable
from dataclasses import asdict

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment
from zaedno.comments.presentation import MANY_COMMENTS
from zaedno.comments.threads import read_comments, thread_of

PENDING, PUBLISHED, REJECTED, REMOVED, WITHDRAWN = CommentState


def section(page: Page, language: str = "en") -> BeautifulSoup:
    """What the template tag draws."""
    template = Template("{% load comments_tags %}{% comments_section page %}")
    with translation.override(language):
        html = template.render(Context({"page": page, "request": RequestFactory().get("/")}))
    return BeautifulSoup(html, "html.parser")


def test_only_published_and_removed_comments_are_read(page: Page) -> None:
    for state in CommentState:
        make_comment(page, state=state, comment=f"Това е {state.value}.", reason="Обида.")
    shown = {comment.state: comment for comment in read_comments(page)}
    assert set(shown) == {PUBLISHED, REMOVED}
    assert shown[PUBLISHED].text == "Това е published."
    assert shown[PUBLISHED].reason == ""


def test_of_a_removed_comment_only_the_place_and_the_reason_are_left(page: Page) -> None:
    make_comment(page, state=REMOVED, user_name="Петър", comment="Лоша дума.", reason="Обида.")
    html = str(section(page))
    assert "Обида." in html
    assert "Петър" not in html
    assert "Лоша дума." not in html


def test_neither_address_is_ever_shown(page: Page) -> None:
    make_comment(page)
    assert EMAIL not in str([asdict(comment) for comment in read_comments(page)])
    assert EMAIL not in str(section(page))


def test_answers_stand_under_what_they_answer_the_oldest_first(page: Page) -> None:
    first = make_comment(page, comment="1")
    second = make_comment(page, comment="2")
    answer = make_comment(page, parent=first, comment="1.1")
    make_comment(page, parent=second, comment="2.1")
    make_comment(page, parent=answer, comment="1.1.1")
    make_comment(page, parent=first, comment="1.2")

    def outline(threads: tuple) -> list:
        return [(thread.comment.text, outline(thread.replies)) for thread in threads]

    assert outline(tuple(thread_of(page))) == [
        ("1", [("1.1", [("1.1.1", [])]), ("1.2", [])]),
        ("2", [("2.1", [])]),
    ]


def test_an_answer_stays_when_what_it_answers_is_removed(page: Page) -> None:
    first = make_comment(page, state=REMOVED, reason="Обида.")
    make_comment(page, parent=first, comment="Отговор")
    [thread] = thread_of(page)
    assert thread.comment.is_gone
    assert [reply.comment.text for reply in thread.replies] == ["Отговор"]


def test_an_answer_to_a_comment_that_is_not_there_stands_alone(page: Page) -> None:
    first = make_comment(page)
    make_comment(page, parent=first, comment="Отговор")
    first.state = REJECTED
    first.save()
    assert [thread.comment.text for thread in thread_of(page)] == ["Отговор"]


@pytest.mark.parametrize("number", [1, 50])
def test_any_number_of_comments_costs_three_queries(page: Page, number: int) -> None:
    last = None
    for n in range(number):
        last = make_comment(page, parent=last if n % 3 else None)
    page = Page.objects.get(pk=page.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        thread_of(page)
    assert len(queries) <= 3


def test_the_section_costs_the_same_for_one_comment_and_for_fifty(page: Page) -> None:
    make_comment(page)
    section(page)
    with CaptureQueriesContext(connection) as few:
        section(page)
    last = None
    for n in range(49):
        last = make_comment(page, parent=last if n % 3 else None)
    with CaptureQueriesContext(connection) as many:
        section(page)
    assert len(few) == len(many)


def test_comments_of_a_private_page_are_never_read(
    page: Page, restrict: Callable[[Page], None]
) -> None:
    make_comment(page)
    restrict(page.get_parent())
    assert read_comments(page) == []
    assert not CitizenComment.objects.get_queryset().public().exists()


def test_comments_of_an_unpublished_page_are_never_read(page: Page) -> None:
    make_comment(page)
    page.unpublish()
    page.refresh_from_db()
    assert read_comments(page) == []
    assert not CitizenComment.objects.get_queryset().public().exists()


def test_both_languages_show_the_same_comments(
    page: Page, in_english: Callable[[Page], Page]
) -> None:
    make_comment(page)
    english = in_english(page)
    assert read_comments(english) == read_comments(page)
    assert len(read_comments(english)) == 1


def test_comments_of_a_bulgarian_page_that_became_private_are_not_read_in_english(
    page: Page, in_english: Callable[[Page], Page], restrict: Callable[[Page], None]
) -> None:
    make_comment(page)
    english = in_english(page)
    restrict(page)
    assert read_comments(english) == []


def test_markup_of_a_citizen_stays_text(page: Page) -> None:
    make_comment(page, comment="<script>alert(1)</script>\n\nВтори ред <b>удебелен</b>")
    drawn = section(page)
    assert drawn.find("script") is None
    assert drawn.find("b") is None
    assert "<script>alert(1)</script>" in drawn.get_text()
    assert len(drawn.select(".comment__body p")) == 2


def test_the_language_of_each_comment_is_named(page: Page) -> None:
    make_comment(page, language="en", comment="Good idea")
    body = section(page, "bg").select_one(".comment__body [lang]")
    assert body is not None
    assert body["lang"] == "en"


def test_the_heading_counts_what_can_be_read(page: Page) -> None:
    make_comment(page)
    make_comment(page)
    make_comment(page, state=REMOVED, reason="Обида.")
    heading = section(page).find("h2")
    assert heading is not None
    assert heading.get_text() == "Comments (2)"


def test_an_open_page_has_a_form_with_a_note_on_personal_data(page: Page) -> None:
    drawn = section(page)
    form = drawn.find("form")
    assert form is not None
    assert form["action"] == f"/en/comments/post/?page={page.pk}"
    assert "Only the moderators see your e-mail address" in form.get_text()
    assert form.find("input", {"name": "csrfmiddlewaretoken"}) is None


def test_a_closed_page_says_so_and_shows_no_way_to_answer(page: Page) -> None:
    make_comment(page)
    page.comments_enabled = False
    page.save()
    drawn = section(page)
    assert drawn.find(id="comment-form") is None
    assert drawn.select("[data-useful]") == []
    assert "Comments on this page are closed." in drawn.get_text()
    assert drawn.select("[data-reply-to]") == []
    assert len(drawn.select("article.comment")) == 1


def test_each_comment_has_its_own_address(client: Client, page: Page) -> None:
    comment = make_comment(page)
    address = comment.get_absolute_url()
    assert address == f"/bg/comments/{comment.pk}/#comment-{comment.pk}"
    assert client.get(address)["Location"] == f"{page.get_url()}#comment-{comment.pk}"
    assert section(page).find(id=f"comment-{comment.pk}") is not None


def test_no_avatar_is_asked_for(page: Page) -> None:
    make_comment(page)
    assert section(page).find("img") is None


@pytest.mark.parametrize("path", ["/bg/comments/", "/comments/api/", "/bg/comments/api/count/"])
def test_the_addresses_of_the_library_are_not_mounted(
    client: Client, page: Page, path: str
) -> None:
    assert client.get(path, follow=True).status_code == 404


def test_many_comments_begin_with_a_way_past_them_to_the_form(page: Page) -> None:
    for _ in range(MANY_COMMENTS - 1):
        make_comment(page)
    assert section(page).find("a", href="#comment-form-title") is None
    make_comment(page)
    drawn = section(page)
    way = drawn.find("a", href="#comment-form-title")
    assert way.find_next("article")
    assert drawn.find(id="comment-form-title")


def test_no_way_leads_to_a_form_that_is_not_there(page: Page) -> None:
    for _ in range(MANY_COMMENTS):
        make_comment(page)
    page.comments_enabled = False
    page.save()
    assert section(page).find("a", href="#comment-form-title") is None


def test_a_conversation_of_its_own_has_headings_without_a_gap(client: Client, page: Page) -> None:
    first = make_comment(page)
    answer = make_comment(page, parent=first)
    make_comment(page, parent=answer)
    main = BeautifulSoup(
        client.get(f"/bg/comments/thread/{first.pk}/").content, "html.parser"
    ).find("main")
    levels = [heading.name for heading in main.find_all(["h1", "h2", "h3", "h4"])]
    assert levels == ["h1", "h2", "h3", "h3"]


def test_the_comments_of_a_page_have_headings_without_a_gap(page: Page) -> None:
    make_comment(page, parent=make_comment(page))
    levels = [heading.name for heading in section(page).find_all(["h2", "h3", "h4"])]
    assert levels == ["h2", "h3", "h4", "h3"]
