"""Where moderators work."""

from datetime import datetime
from typing import cast

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.factories import (
    ConsultationIndexPageFactory,
    ConsultationPageFactory,
    UnitFactory,
    UserFactory,
)
from zaedno.comments.enums import CommentState
from zaedno.comments.models import (
    AbuseReport,
    Appeal,
    CitizenComment,
    CommentRules,
    CommentVersion,
    ModerationAction,
    ReasonTemplate,
)
from zaedno.comments.services.deciding import publish_comment, reject_comment, seen_mark
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles

PENDING, PUBLISHED, REJECTED, REMOVED, WITHDRAWN = CommentState
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


@pytest.mark.parametrize("path", ["appeals/", "reports/"])
def test_the_queue_leads_to_appeals_and_reports_also_when_none_waits(
    at_work: Client, page: Page, path: str
) -> None:
    place = f"/cms/comments-after/{path}"
    assert f'href="{place}"' in at_work.get(LIST).content.decode()
    assert at_work.get(place).status_code == 200


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
        ("keep", PUBLISHED, PUBLISHED),
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


@pytest.mark.parametrize("verb", ["publish", "reject", "remove", "keep", "undo", "assign", "note"])
def test_decisions_are_posted_with_a_token(moderator: User, page: Page, verb: str) -> None:
    comment = make_comment(page, state=PENDING)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(moderator)
    address = f"{LIST}{comment.pk}/{verb}/"
    assert careful.get(address).headers["Location"] == f"{LIST}{comment.pk}/"
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


@pytest.mark.parametrize("verb", ["publish", "reject", "remove", "keep", "undo", "assign", "note"])
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


def titles(html: str, *names: str) -> set[str]:
    """Which of the names stand in the list."""
    return {name for name in names if f"{name}</a>" in html}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"waits": "pending"}, {"чака"}),
        ({"waits": "unread"}, {"нечетен"}),
        ({"waits": "reported"}, {"докладван"}),
        ({"waits": "appealed"}, {"обжалван"}),
        ({"assigned": "me"}, {"мой"}),
        ({"assigned": "nobody", "waits": "pending"}, {"чака"}),
        ({"warning": "egn"}, {"чака"}),
        ({"warning": "any"}, {"чака", "нечетен"}),
        ({"warning": "spam"}, {"нечетен"}),
        ({"language": "en"}, {"обжалван"}),
        ({"official": "only"}, {"официален"}),
        ({"official": "none", "waits": "pending"}, {"чака"}),
        ({"sent_from": "2020-01-01", "sent_to": "2020-12-31"}, {"мой"}),
        ({"state": ["pending", "rejected"]}, {"чака", "обжалван"}),
    ],
)
def test_the_list_is_filtered(  # noqa: PLR0917
    at_work: Client,
    moderator: User,
    page: Page,
    now: datetime,
    query: dict[str, str],
    found: set[str],
) -> None:
    long_ago = now.replace(year=2020, month=6, day=1)
    make_comment(page, state=PENDING, comment="чака", warnings=["egn", "links"])
    make_comment(page, comment="нечетен", warnings=["links"], spam_score=0.95)
    reported = make_comment(page, comment="докладван", moderated_at=now)
    AbuseReport.objects.create(comment=reported, reader="x", reason="spam", at=now)
    refused = make_comment(page, state=PENDING, comment="обжалван", language="en")
    reject_comment(refused, by=moderator, at=now, reason="Обида.")
    against = refused.actions.get()
    Appeal.objects.create(comment=refused, against=against, text="Не.", at=now)
    mine = {"assigned_to": moderator, "moderated_at": now, "submit_date": long_ago}
    make_comment(page, comment="мой", **mine)
    unit = UnitFactory()
    make_comment(page, comment="официален", unit=unit)
    html = at_work.get(LIST, query).content.decode()
    everything = ("чака", "нечетен", "докладван", "обжалван", "мой", "официален")
    assert titles(html, *everything) == found


def test_the_list_is_filtered_by_type_of_page(at_work: Client, page: Page, home: Page) -> None:
    index = ConsultationIndexPageFactory(parent=home)
    consultation = ConsultationPageFactory(parent=index)
    make_comment(page, comment="политика")
    make_comment(consultation, comment="обсъждане")
    kind = ContentType.objects.get_for_model(consultation)
    html = at_work.get(LIST, {"page_type": kind.pk}).content.decode()
    assert titles(html, "политика", "обсъждане") == {"обсъждане"}


@pytest.mark.parametrize(
    "query",
    [
        {"waits": "x"},
        {"assigned": "999999"},
        {"page_type": "x"},
        {"warning": "'"},
        {"sent_from": "yesterday"},
        {"p": "x"},
    ],
)
def test_odd_filters_are_no_error(at_work: Client, page: Page, query: dict[str, str]) -> None:
    make_comment(page)
    assert at_work.get(LIST, query, follow=True).status_code in (200, 404)


def test_the_list_names_what_a_moderator_should_know(at_work: Client, page: Page) -> None:
    make_comment(page, warnings=["iban", "gone"], spam_score=0.25)
    html = at_work.get(LIST).content.decode()
    for words in ("банкова сметка", "още не е прочетен", "0,25"):
        assert words in html


def ticked(*comments: CitizenComment) -> list[str]:
    """What the boxes of the list send."""
    return [f"{comment.pk}:{seen_mark(comment)}" for comment in comments]


def test_a_box_says_how_its_comment_was_shown(at_work: Client, page: Page) -> None:
    comment = make_comment(page, state=PENDING)
    assert f'value="{ticked(comment)[0]}"' in at_work.get(LIST).content.decode()


def test_the_chosen_comments_are_decided_on_at_once(at_work: Client, page: Page) -> None:
    first, second, other = (make_comment(page, state=PENDING) for _ in range(3))
    data = {"chosen": ticked(first, second), "verb": "publish", "next": f"{LIST}?waits=pending"}
    response = at_work.post(f"{LIST}bulk/", data)
    assert response.headers["Location"] == f"{LIST}?waits=pending"
    states = dict(CitizenComment.objects.values_list("pk", "state"))
    assert states == {first.pk: PUBLISHED, second.pk: PUBLISHED, other.pk: PENDING}


def test_the_moderator_reads_which_of_the_chosen_were_left_and_why(
    at_work: Client, moderator: User, page: Page, now: datetime
) -> None:
    decided = make_comment(page, state=PENDING, comment="Вече решен")
    chosen = ticked(decided, make_comment(page, state=PENDING))
    publish_comment(decided, by=moderator, at=now)
    data = {"chosen": chosen, "verb": "reject", "reason": "Обида."}
    html = at_work.post(f"{LIST}bulk/", data, follow=True).content.decode()
    assert "„Вече решен“: Коментарът е променен" in html
    decided.refresh_from_db()
    assert decided.state == PUBLISHED


def test_a_template_is_a_reason(at_work: Client, page: Page) -> None:
    template = ReasonTemplate.objects.create(title="Обида", text_bg="Има обида.", text_en="Insult.")
    comment, english = (make_comment(page, state=PENDING, language=one) for one in ("bg", "en"))
    data = {"chosen": ticked(comment), "verb": "reject", "template": template.pk}
    at_work.post(f"{LIST}bulk/", data)
    at_work.post(f"{LIST}{english.pk}/reject/", {"template": template.pk, "reason": ""})
    reasons = CitizenComment.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["Има обида.", "Insult."]


@pytest.mark.parametrize(
    "data",
    [
        {"verb": "publish"},
        {"verb": "undo", "chosen": "{box}"},
        {"verb": "x", "chosen": "{box}"},
        {"verb": "publish", "chosen": "x:y"},
        {"verb": "publish", "chosen": "{pk}"},
        {"verb": "publish", "chosen": "{pk}:"},
        {"verb": "publish", "chosen": "99999999999999999999:pending"},
        {"verb": "reject", "chosen": "{box}"},
        {"verb": "reject", "chosen": "{box}", "template": "999"},
        {"verb": "remove", "chosen": "{box}", "reason": " \x00 "},
    ],
)
def test_an_odd_or_unfinished_choice_changes_nothing(
    at_work: Client, page: Page, data: dict[str, str]
) -> None:
    comment = make_comment(page, state=PENDING)
    box = ticked(comment)[0]
    sent = {name: value.format(box=box, pk=comment.pk) for name, value in data.items()}
    assert at_work.post(f"{LIST}bulk/", sent).status_code == 409
    comment.refresh_from_db()
    assert comment.state == PENDING
    assert not ModerationAction.objects.exists()


def test_the_way_back_from_many_decisions_leads_to_this_site_only(
    at_work: Client, page: Page
) -> None:
    data = {"chosen": ticked(make_comment(page)), "verb": "keep", "next": "https://example.org/"}
    assert at_work.post(f"{LIST}bulk/", data).headers["Location"] == LIST


def test_what_was_typed_stays_when_the_comment_changed_meanwhile(
    at_work: Client, page: Page, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    seen = seen_mark(comment)
    CitizenComment.objects.filter(pk=comment.pk).update(comment="Нови думи", edited_at=now)
    data = {"reason": "Дълга причина <b>", "seen": seen}
    response = at_work.post(f"{LIST}{comment.pk}/reject/", data)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Дълга причина &lt;b&gt;</textarea>" in html
    assert "Нови думи" in html


def test_a_decision_is_taken_back_at_the_screen(
    at_work: Client, moderator: User, page: Page
) -> None:
    comment = make_comment(page, state=PENDING)
    publish_comment(comment, by=moderator, at=timezone.now())
    address = f"{LIST}{comment.pk}/"
    assert f'action="{address}undo/"' in at_work.get(address).content.decode()
    at_work.post(f"{address}undo/")
    comment.refresh_from_db()
    assert comment.state == PENDING
    assert f'action="{address}undo/"' not in at_work.get(address).content.decode()


def test_a_comment_is_assigned_and_noted_at_the_screen(
    at_work: Client, moderator: User, page: Page
) -> None:
    comment = make_comment(page, state=PENDING)
    address = f"{LIST}{comment.pk}/"
    at_work.post(f"{address}assign/", {"to": moderator.pk})
    at_work.post(f"{address}note/", {"text": "Да питаме <юриста>.\x00"})
    comment.refresh_from_db()
    assert comment.assigned_to == moderator
    assert "Да питаме &lt;юриста&gt;." in at_work.get(address).content.decode()
    at_work.post(f"{address}assign/", {"to": ""})
    comment.refresh_from_db()
    assert comment.assigned_to is None


def test_a_note_that_is_refused_stays_typed(at_work: Client, page: Page) -> None:
    comment = make_comment(page)
    response = at_work.post(f"{LIST}{comment.pk}/note/", {"text": "а" * 2_001})
    assert response.status_code == 409
    assert "а" * 2_001 in response.content.decode()


def test_earlier_texts_are_shown_to_moderators(at_work: Client, page: Page) -> None:
    comment = make_comment(page, edited_at=timezone.now())
    CommentVersion.objects.create(comment=comment, text="Първи думи", until=timezone.now())
    assert "Първи думи" in at_work.get(f"{LIST}{comment.pk}/").content.decode()


def test_the_page_leads_to_the_comment_that_waits_longest(at_work: Client, page: Page) -> None:
    oldest = make_comment(page, state=PENDING, submit_date=timezone.now().replace(year=2020))
    comment = make_comment(page, state=PENDING)
    html = at_work.get(f"{LIST}{comment.pk}/").content.decode()
    assert f'href="{LIST}{oldest.pk}/" data-comment-next' in html


@pytest.mark.parametrize(
    ("role", "reasons", "rules", "settings"),
    [
        ("moderator", 200, 302, 302),
        ("administrator", 200, 200, 200),
        ("editor", 302, 302, 302),
        ("analyst", 302, 302, 302),
    ],
)
def test_who_manages_reasons_rules_and_settings(  # noqa: PLR0917
    client: Client, home: Page, role: str, reasons: int, rules: int, settings: int
) -> None:
    set_up_roles()
    client.force_login(cast(User, UserFactory(role=role)))
    assert client.get("/cms/comment-reasons/").status_code == reasons
    assert client.get("/cms/comment-reasons/new/").status_code == reasons
    assert client.get("/cms/comment-rules/").status_code == rules
    found = client.get("/cms/settings/comments/moderationsettings/", follow=rules == 200)
    assert found.status_code == settings


def test_rules_for_a_type_of_page_are_set_in_the_cms(client: Client, page: Page) -> None:
    client.force_login(cast(User, UserFactory(is_superuser=True)))
    kind = ContentType.objects.get_for_model(page)
    html = client.get("/cms/comment-rules/new/").content.decode()
    assert f'value="{kind.pk}"' in html
    assert f'value="{ContentType.objects.get_for_model(User).pk}"' not in html
    data = {"content_type": kind.pk, "mode": "after", "depth": "4"}
    assert client.post("/cms/comment-rules/new/", data).status_code == 200
    client.post("/cms/comment-rules/new/", {**data, "depth": "1"})
    rules = CommentRules.objects.get()
    assert (rules.mode, rules.depth) == ("after", 1)


def test_a_withdrawn_comment_can_be_opened_from_every_list(at_work: Client, page: Page) -> None:
    answered = make_comment(page)
    withdrawn = make_comment(page, parent=answered, state=WITHDRAWN, comment="")
    for place in (LIST, f"{LIST}{answered.pk}/"):
        assert "(оттеглен)</a>" in at_work.get(place).content.decode().replace(
            f"{withdrawn.user_name}: ", ""
        )


def test_a_comment_without_words_can_be_opened_too(at_work: Client, page: Page) -> None:
    make_comment(page, state=REMOVED, comment="")
    assert "(без текст)</a>" in at_work.get(LIST).content.decode()


def test_the_queue_names_people_by_their_names(
    at_work: Client, moderator: User, page: Page
) -> None:
    nameless = cast(User, UserFactory(username="n.petrova", first_name="", last_name=""))
    make_comment(page, assigned_to=moderator)
    make_comment(page, assigned_to=nameless)
    html = at_work.get(LIST).content.decode()
    assert "Иван Модератор" in html
    assert "n.petrova" in html
    assert moderator.username not in html.partition("<tbody>")[2].partition("</tbody>")[0]


def test_moderators_see_the_name_that_readers_see(at_work: Client, page: Page) -> None:
    citizen = make_comment(page, user_name="Мария Иванова Петрова", name_form="initials")
    unit = UnitFactory(name="Дирекция „Строителство“")
    official = make_comment(page, unit=unit, user_name="Дирекция")
    shown = [at_work.get(f"{LIST}{one.pk}/").content.decode() for one in (citizen, official)]
    assert "М. И. П." in shown[0]
    assert "Дирекция „Строителство“" in shown[1]


def test_what_was_ticked_and_typed_stays_when_many_decisions_are_refused(
    at_work: Client, page: Page
) -> None:
    template = ReasonTemplate.objects.create(title="Обида", text_bg="Обида.", text_en="Insult.")
    first, second = (make_comment(page, state=PENDING) for _ in range(2))
    make_comment(page, comment="Друг")
    data = {
        "chosen": ticked(first),
        "verb": "reject",
        "reason": "а" * 2_001,
        "template": template.pk,
        "next": f"{LIST}?state=pending",
    }
    response = at_work.post(f"{LIST}bulk/", data)
    html = response.content.decode()
    assert response.status_code == 409
    assert f'value="{ticked(first)[0]}" checked' in html
    assert f'value="{ticked(second)[0]}" checked' not in html
    assert "а" * 2_001 in html
    assert f'value="{template.pk}" selected' in html
    assert f'name="next" value="{LIST}?state=pending"' in html
    assert "Друг</a>" not in html


def test_a_comment_that_changed_is_not_ticked_again(
    at_work: Client, page: Page, now: datetime
) -> None:
    edited, other = (make_comment(page, state=PENDING) for _ in range(2))
    data = {"chosen": ticked(edited, other), "verb": "reject", "reason": "Обида."}
    CitizenComment.objects.filter(pk=edited.pk).update(comment="Друго", edited_at=now)
    html = at_work.post(f"{LIST}bulk/", {**data, "next": f"{LIST}?p=1"}).content.decode()
    assert "Обида.</textarea>" in html
    assert "checked>" not in html.partition("<tbody>")[2]
    other.refresh_from_db()
    assert other.state == REJECTED


def test_the_address_of_many_decisions_leads_to_the_list(at_work: Client, page: Page) -> None:
    assert at_work.get(f"{LIST}bulk/?state=pending").headers["Location"] == f"{LIST}?state=pending"


def test_the_address_that_settles_reports_leads_to_the_comment(at_work: Client, page: Page) -> None:
    comment = make_comment(page)
    found = at_work.get(f"/cms/comments-after/reports/{comment.pk}/keep/")
    assert found.headers["Location"] == f"{LIST}{comment.pk}/"


def test_taking_back_has_a_picture_like_the_other_decisions(
    at_work: Client, moderator: User, page: Page
) -> None:
    comment = make_comment(page, state=PENDING)
    publish_comment(comment, by=moderator, at=timezone.now())
    panel = at_work.get(f"{LIST}{comment.pk}/").content.decode().partition('id="undo-section"')[2]
    drawn = panel.partition("#icon-")[2].partition('"')[0]
    assert f'id="icon-{drawn}"' in at_work.get("/cms/sprite/").content.decode()


def test_the_list_of_rules_speaks_bulgarian(client: Client, page: Page) -> None:
    client.force_login(cast(User, UserFactory(is_superuser=True)))
    kind = ContentType.objects.get_for_model(page)
    CommentRules.objects.create(content_type=kind, asks_stance=True)
    html = client.get("/cms/comment-rules/").content.decode()
    for words in ("Модериране", "Пита за позицията", "Правила за 1 вид страници"):
        assert words in html
    table = html.partition('<table class="listing">')[2]
    assert "True" not in table
    assert "method" not in table.lower()
