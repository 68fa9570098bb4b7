"""Where moderators work."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment
from zaedno.users.models import User

PENDING, PUBLISHED, REJECTED, REMOVED = CommentState
LIST = "/cms/comments/"


@pytest.fixture
def at_work(client: Client, moderator: User) -> Client:
    """A moderator at the screen."""
    client.force_login(moderator)
    return client


def test_the_list_shows_what_waits_first(at_work: Client, page: Page) -> None:
    make_comment(page, comment="Публикуван коментар")
    make_comment(page, state=PENDING, comment="Чакащ коментар")
    html = at_work.get(LIST).content.decode()
    assert html.index("Чакащ коментар") < html.index("Публикуван коментар")


def test_the_menu_counts_what_waits(at_work: Client, page: Page) -> None:
    make_comment(page, state=PENDING)
    make_comment(page, state=PENDING)
    assert "(2)" in at_work.get("/cms/").content.decode()


def test_the_list_is_filtered_by_state(at_work: Client, page: Page) -> None:
    make_comment(page, comment="Публикуван коментар")
    make_comment(page, state=PENDING, comment="Чакащ коментар")
    html = at_work.get(LIST, {"state": "published"}).content.decode()
    assert "Публикуван коментар" in html
    assert "Чакащ коментар" not in html


@pytest.mark.parametrize("words", ["ПЕЙКА", "пейка", "петър", "MARIA@EXAMPLE", "младеж"])
def test_the_list_is_searched_in_any_case_of_letters(
    at_work: Client, page: Page, words: str
) -> None:
    make_comment(page, comment="Нужна е Пейка.", user_name="Петър")
    found = at_work.get(f"{LIST}results/", {"q": words}).content.decode()
    assert "Нужна е Пейка." in found


@pytest.mark.parametrize("words", ["няма", "(", "[a", "\\", "*", ".+"])
def test_a_search_that_finds_nothing(at_work: Client, page: Page, words: str) -> None:
    make_comment(page, comment="Нужна е Пейка")
    response = at_work.get(f"{LIST}results/", {"q": words})
    assert response.status_code == 200
    assert "Нужна е Пейка" not in response.content.decode()


def test_any_number_of_comments_costs_the_list_the_same(
    at_work: Client, page: Page, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        make_comment(page, state=PENDING)
    at_work.get(LIST)
    with django_assert_max_num_queries(30):
        at_work.get(LIST)


def test_a_comment_is_shown_whole_in_its_context(at_work: Client, page: Page) -> None:
    answered = make_comment(page, comment="Въпрос на Иван", user_name="Иван")
    comment = make_comment(page, parent=answered, state=PENDING, comment="<b>Отговор</b> " * 40)
    make_comment(page, parent=comment, comment="Отговор на отговора")
    html = at_work.get(f"{LIST}{comment.pk}/").content.decode()
    assert html.count("&lt;b&gt;Отговор&lt;/b&gt;") == 40
    for words in ("Въпрос на Иван", "Отговор на отговора", page.title, EMAIL):
        assert words in html


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("publish", PENDING, PUBLISHED),
        ("reject", PENDING, REJECTED),
        ("remove", PUBLISHED, REMOVED),
    ],
)
def test_a_decision_at_the_screen(
    at_work: Client, page: Page, verb: str, before: CommentState, after: CommentState
) -> None:
    comment = make_comment(page, state=before)
    address = f"{LIST}{comment.pk}/"
    assert f'action="{address}{verb}/"' in at_work.get(address).content.decode()

    response = at_work.post(f"{address}{verb}/", {"reason": "Обида."}, follow=True)

    assert response.status_code == 200
    comment.refresh_from_db()
    assert comment.state == after
    assert "Иван Модератор" in response.content.decode()


def test_a_refusal_without_a_reason_is_asked_for_one(at_work: Client, page: Page) -> None:
    comment = make_comment(page, state=PENDING)
    at_work.post(f"{LIST}{comment.pk}/reject/", {"reason": " "})
    comment.refresh_from_db()
    assert comment.state == PENDING


@pytest.mark.parametrize("verb", ["publish", "reject", "remove"])
def test_decisions_are_posted_with_a_token(moderator: User, page: Page, verb: str) -> None:
    comment = make_comment(page, state=PENDING)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(moderator)
    address = f"{LIST}{comment.pk}/{verb}/"
    assert careful.get(address).status_code == 405
    assert careful.post(address, {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("path", ["", "results/", "{pk}/"])
def test_others_see_nothing_of_it(client: Client, editor: User, page: Page, path: str) -> None:
    comment = make_comment(page, state=PENDING)
    address = LIST + path.format(pk=comment.pk)
    assert client.get(address).status_code == 302
    client.force_login(editor)
    response = client.get(address)
    assert response.status_code in (302, 403)
    assert "Добра идея." not in response.content.decode()


@pytest.mark.parametrize("verb", ["publish", "reject", "remove"])
def test_others_decide_nothing(client: Client, editor: User, page: Page, verb: str) -> None:
    comment = make_comment(page, state=PENDING)
    client.force_login(editor)
    client.post(f"{LIST}{comment.pk}/{verb}/", {"reason": "x"})
    assert CitizenComment.objects.get().state == PENDING


@pytest.mark.parametrize("number", ["999999", "9" * 40])
def test_a_comment_that_is_not_there(at_work: Client, page: Page, number: str) -> None:
    assert at_work.get(f"{LIST}{number}/", follow=True).status_code == 404


def test_nobody_edits_the_words_of_a_citizen(at_work: Client, page: Page) -> None:
    comment = make_comment(page, state=PENDING)
    for address in (f"{LIST}new/", f"{LIST}edit/{comment.pk}/", f"{LIST}delete/{comment.pk}/"):
        assert at_work.get(address, follow=True).status_code == 404
