"""The author of a refused comment asks another moderator, once."""

from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.factories import UserFactory
from zaedno.comments.after_errors import (
    AlreadyAppealed,
    AnswerMissing,
    AppealDecided,
    AppealTooLate,
    NothingToAppeal,
    SameModerator,
    WordsMissing,
    WordsTooMany,
)
from zaedno.comments.enums import AppealOutcome, CommentState, ModerationVerb
from zaedno.comments.errors import NotAModerator, Overruled, UnderAppeal
from zaedno.comments.history import history_of
from zaedno.comments.models import Appeal, CitizenComment, ModerationAction, ModerationSettings
from zaedno.comments.moderation import waiting
from zaedno.comments.services.appeals import decide_appeal, send_appeal
from zaedno.comments.services.authors import author_token, author_url
from zaedno.comments.services.deciding import (
    decide,
    publish_comment,
    reject_comment,
    remove_comment,
)
from zaedno.core.days import today
from zaedno.core.spam import issue_stamp
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles

UPHELD, DENIED = AppealOutcome.UPHELD, AppealOutcome.DENIED
WHY = "Съдържа обида."
WORDS = "Не съм обидил никого."
ANSWER = "Думата в третия ред е обидна."


@pytest.fixture
def rejected(page: Page, moderator: User, now: datetime) -> CitizenComment:
    """A comment that a moderator refused to publish."""
    comment = make_comment(page, state=CommentState.PENDING)
    return reject_comment(comment, by=moderator, at=now, reason=WHY)


@pytest.fixture
def removed(page: Page, moderator: User, now: datetime) -> CitizenComment:
    """A comment that a moderator took off its page."""
    return remove_comment(make_comment(page), by=moderator, at=now, reason=WHY)


@pytest.fixture
def colleague(moderator: User) -> User:
    """Another moderator."""
    return cast(User, UserFactory(role="moderator", first_name="Елена", last_name="Друга"))


@pytest.fixture
def administrator(db: None) -> User:
    set_up_roles()
    return cast(User, UserFactory(role="administrator"))


@pytest.fixture
def appeal(removed: CitizenComment, colleague: User, now: datetime) -> Appeal:
    """An appeal that waits."""
    return send_appeal(removed, text=WORDS, at=now)


@pytest.mark.parametrize("kind", ["rejected", "removed"])
def test_an_author_appeals_against_what_was_decided(
    request: pytest.FixtureRequest, kind: str, colleague: User, moderator: User, now: datetime
) -> None:
    comment = request.getfixturevalue(kind)
    appeal = send_appeal(comment, text=f" {WORDS} ", at=now)
    assert appeal.text == WORDS
    assert appeal.against.by == moderator
    assert [kind.count for kind in waiting() if kind.kind == "appeals"] == [1]


def test_both_sides_are_told_but_not_the_one_who_decided(
    appeal: Appeal, colleague: User, moderator: User
) -> None:
    told = [mail.to for mail in OutgoingMail.objects.all() if WORDS in mail.text]
    assert set(told) == {EMAIL, colleague.email}
    assert moderator.email not in told


def test_where_nobody_else_moderates_the_administrators_are_told(
    administrator: User, removed: CitizenComment, now: datetime
) -> None:
    send_appeal(removed, text=WORDS, at=now)
    told = [mail.to for mail in OutgoingMail.objects.all() if WORDS in mail.text]
    assert set(told) == {EMAIL, administrator.email}


@pytest.mark.parametrize("state", [CommentState.PENDING, CommentState.PUBLISHED])
def test_nothing_was_decided_against_the_comment(
    page: Page, now: datetime, state: CommentState
) -> None:
    comment = make_comment(page, state=state, moderated_at=now)
    with pytest.raises(NothingToAppeal):
        send_appeal(comment, text=WORDS, at=now)


def test_an_author_appeals_once(appeal: Appeal, now: datetime) -> None:
    with pytest.raises(AlreadyAppealed):
        send_appeal(appeal.comment, text=WORDS, at=now)
    assert Appeal.objects.count() == 1


def test_a_second_refusal_opens_no_second_appeal(
    appeal: Appeal, colleague: User, now: datetime
) -> None:
    decide_appeal(appeal, outcome=UPHELD, answer="", by=colleague, at=now)
    comment = CitizenComment.objects.get(pk=appeal.comment_id)
    remove_comment(comment, by=colleague, at=now, reason=WHY)
    with pytest.raises(AlreadyAppealed):
        send_appeal(comment, text=WORDS, at=now)


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_the_term_to_appeal_ends_with_the_end_of_its_last_day(
    removed: CitizenComment, now: datetime, days: int, late: bool
) -> None:
    moment = now + timedelta(days=days)
    if late:
        with pytest.raises(AppealTooLate):
            send_appeal(removed, text=WORDS, at=moment)
    else:
        send_appeal(removed, text=WORDS, at=moment)


@pytest.mark.parametrize("verb", [ModerationVerb.REJECT, ModerationVerb.REMOVE])
def test_the_mail_and_the_page_say_until_when_the_author_may_appeal(
    client: Client, page: Page, moderator: User, now: datetime, verb: ModerationVerb
) -> None:
    settings = ModerationSettings.load()
    settings.appeal_days = 9
    settings.save()
    state = CommentState.PENDING if verb == ModerationVerb.REJECT else CommentState.PUBLISHED
    comment = make_comment(page, state=state)
    comment = decide(comment, verb, by=moderator, at=now, reason=WHY)
    with override("bg"):
        until = f"до края на {date_format(today(now) + timedelta(days=9))} можете"
    mail = OutgoingMail.objects.get(to=EMAIL)
    for text in (mail.text, mail.html):
        assert until in text
        assert "възражение" in text
    assert until.capitalize() in client.get(link_of(comment)).content.decode()
    CitizenComment.objects.update(moderated_at=now - timedelta(days=11))
    assert "можете да подадете" not in client.get(link_of(comment)).content.decode()


def link_of(comment: CitizenComment) -> str:
    """Where the author sees what became of the comment."""
    return urlsplit(author_url(comment, "bg")).path


def test_the_municipality_sets_the_term(removed: CitizenComment, now: datetime) -> None:
    settings = ModerationSettings.load()
    settings.appeal_days = 2
    settings.save()
    with pytest.raises(AppealTooLate):
        send_appeal(removed, text=WORDS, at=now + timedelta(days=3))


@pytest.mark.parametrize(("text", "error"), [(" \n", WordsMissing), ("х" * 3_001, WordsTooMany)])
def test_an_appeal_says_why_and_not_too_much(
    removed: CitizenComment, now: datetime, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        send_appeal(removed, text=text, at=now)


def test_an_upheld_appeal_shows_the_comment_again(
    appeal: Appeal, colleague: User, now: datetime
) -> None:
    OutgoingMail.objects.all().delete()
    decide_appeal(appeal, outcome=UPHELD, answer="Прав сте.", by=colleague, at=now)
    comment = CitizenComment.objects.get(pk=appeal.comment_id)
    assert comment.state == CommentState.PUBLISHED
    last = ModerationAction.objects.filter(comment=comment).last()
    assert last is not None
    assert (last.verb, last.by) == (ModerationVerb.PUBLISH, colleague)
    # One mail, not a second one that says the same.
    mail = OutgoingMail.objects.get()
    assert mail.to == EMAIL
    assert "Прав сте." in mail.text


def test_a_denied_appeal_is_answered(appeal: Appeal, colleague: User, now: datetime) -> None:
    OutgoingMail.objects.all().delete()
    decided = decide_appeal(appeal, outcome=DENIED, answer=ANSWER, by=colleague, at=now)
    assert (decided.outcome, decided.decided_by) == (DENIED, colleague)
    assert CitizenComment.objects.get(pk=appeal.comment_id).state == CommentState.REMOVED
    assert ANSWER in OutgoingMail.objects.get(to=EMAIL).text
    assert not [kind for kind in waiting() if kind.kind == "appeals"]


def test_nobody_decides_on_an_appeal_against_their_own_decision(
    appeal: Appeal, moderator: User, now: datetime
) -> None:
    with pytest.raises(SameModerator):
        decide_appeal(appeal, outcome=DENIED, answer=ANSWER, by=moderator, at=now)
    appeal.refresh_from_db()
    assert appeal.decided_at is None


def test_administrators_are_bound_by_this_too(
    page: Page, administrator: User, now: datetime
) -> None:
    comment = remove_comment(make_comment(page), by=administrator, at=now, reason=WHY)
    appeal = send_appeal(comment, text=WORDS, at=now)
    with pytest.raises(SameModerator):
        decide_appeal(appeal, outcome=UPHELD, answer="", by=administrator, at=now)


def test_others_decide_on_no_appeal(appeal: Appeal, editor: User, now: datetime) -> None:
    with pytest.raises(NotAModerator):
        decide_appeal(appeal, outcome=UPHELD, answer="", by=editor, at=now)


def test_a_denial_without_an_answer_is_refused(
    appeal: Appeal, colleague: User, now: datetime
) -> None:
    with pytest.raises(AnswerMissing):
        decide_appeal(appeal, outcome=DENIED, answer=" ", by=colleague, at=now)


def test_an_appeal_is_decided_once(appeal: Appeal, colleague: User, now: datetime) -> None:
    decide_appeal(appeal, outcome=DENIED, answer=ANSWER, by=colleague, at=now)
    with pytest.raises(AppealDecided):
        decide_appeal(appeal, outcome=UPHELD, answer="", by=colleague, at=now)


def test_a_comment_whose_author_waits_for_an_answer_is_published_by_the_answer_only(
    appeal: Appeal, colleague: User, moderator: User, now: datetime
) -> None:
    for person in (moderator, colleague):
        with pytest.raises(UnderAppeal):
            publish_comment(appeal.comment, by=person, at=now)
    decide_appeal(appeal, outcome=UPHELD, answer="", by=colleague, at=now)
    assert CitizenComment.objects.get().state == CommentState.PUBLISHED
    assert not [kind for kind in waiting() if kind.kind == "appeals"]


def test_whoever_was_overruled_cannot_remove_the_comment_again(
    appeal: Appeal, colleague: User, moderator: User, now: datetime
) -> None:
    decide_appeal(appeal, outcome=UPHELD, answer="", by=colleague, at=now)
    comment = CitizenComment.objects.get()
    with pytest.raises(Overruled):
        remove_comment(comment, by=moderator, at=now, reason=WHY)
    assert remove_comment(comment, by=colleague, at=now, reason=WHY).state == CommentState.REMOVED


def test_the_author_of_a_comment_that_was_put_back_once_is_offered_no_second_appeal(
    client: Client, appeal: Appeal, colleague: User, now: datetime
) -> None:
    page = reverse("comments:author", args=[author_token(appeal.comment)])
    assert address(appeal.comment) in client.get(page).content.decode()
    decide_appeal(appeal, outcome=UPHELD, answer="", by=colleague, at=now)
    remove_comment(CitizenComment.objects.get(), by=colleague, at=now, reason=WHY)
    html = client.get(page).content.decode()
    assert address(appeal.comment) not in html
    assert WHY in html


def address(comment: CitizenComment) -> str:
    """Where the author appeals."""
    return reverse("comments:appeal", args=[author_token(comment)])


def sent(**changed: str) -> dict[str, str]:
    """What the form sends."""
    return {"text": WORDS, "website": "", "stamp": issue_stamp(), **changed}


def test_the_author_appeals_on_the_page_of_the_link(
    client: Client, removed: CitizenComment
) -> None:
    form = client.get(address(removed)).content.decode()
    assert WHY in form
    done = client.post(address(removed), sent(), follow=True)
    assert done.redirect_chain[0][1] == 303
    assert WORDS in done.content.decode()
    assert Appeal.objects.get().text == WORDS


def test_a_second_appeal_is_refused_with_a_sentence(client: Client, appeal: Appeal) -> None:
    response = client.post(address(appeal.comment), sent(text="Още веднъж"))
    assert response.status_code == 422
    assert "веднъж" in response.content.decode()
    assert Appeal.objects.get().text == WORDS


def test_what_was_typed_stays_when_the_appeal_is_refused(
    client: Client, removed: CitizenComment
) -> None:
    response = client.post(address(removed), sent(website="http://spam.example"))
    assert response.status_code == 422
    assert WORDS in response.content.decode()
    assert not Appeal.objects.exists()


def test_the_author_reads_the_answer_on_the_same_page(
    client: Client, appeal: Appeal, colleague: User, now: datetime
) -> None:
    decide_appeal(appeal, outcome=DENIED, answer=ANSWER, by=colleague, at=now)
    assert ANSWER in client.get(address(appeal.comment)).content.decode()


def test_a_forged_link_leads_nowhere(client: Client, removed: CitizenComment) -> None:
    response = client.post(f"{address(removed)[:-9]}x/appeal/", sent())
    assert response.status_code == 404
    assert not Appeal.objects.exists()


def test_after_the_term_the_page_says_so(client: Client, removed: CitizenComment) -> None:
    early = removed.moderated_at - timedelta(days=40) if removed.moderated_at else None
    CitizenComment.objects.filter(pk=removed.pk).update(moderated_at=early)
    response = client.get(address(removed))
    assert response.status_code == 410


@pytest.fixture
def at_work(client: Client, colleague: User) -> Client:
    """The other moderator at the screen."""
    client.force_login(colleague)
    return client


def test_the_other_moderator_decides_at_the_screen(at_work: Client, appeal: Appeal) -> None:
    assert "Мария" in at_work.get("/cms/comments-after/appeals/").content.decode()
    place = f"/cms/comments-after/appeals/{appeal.pk}/"
    assert WORDS in at_work.get(place).content.decode()
    at_work.post(place, {"outcome": "upheld", "answer": ""})
    appeal.refresh_from_db()
    assert appeal.outcome == UPHELD


@pytest.mark.parametrize("outcome", ["", "denied", "forged"])
def test_what_the_moderator_typed_stays(at_work: Client, appeal: Appeal, outcome: str) -> None:
    place = f"/cms/comments-after/appeals/{appeal.pk}/"
    long = "х" * 3_001
    html = at_work.post(place, {"outcome": outcome, "answer": long}).content.decode()
    assert long in html
    appeal.refresh_from_db()
    assert appeal.decided_at is None


def test_who_decided_is_told_why_they_cannot(
    client: Client, appeal: Appeal, moderator: User
) -> None:
    client.force_login(moderator)
    place = f"/cms/comments-after/appeals/{appeal.pk}/"
    assert 'name="outcome"' not in client.get(place).content.decode()
    client.post(place, {"outcome": "upheld"})
    appeal.refresh_from_db()
    assert appeal.decided_at is None


@pytest.mark.parametrize("path", ["appeals/", "appeals/{pk}/", "reports/"])
def test_others_see_nothing_of_appeals(
    client: Client, appeal: Appeal, editor: User, path: str
) -> None:
    client.force_login(editor)
    response = client.get(f"/cms/comments-after/{path.format(pk=appeal.pk)}")
    assert response.status_code in (302, 403)


def test_the_page_of_the_comment_shows_the_appeal(at_work: Client, appeal: Appeal) -> None:
    html = at_work.get(f"/cms/comments/{appeal.comment_id}/").content.decode()
    assert WORDS in html


def waiting_on_the_front_page(client: Client) -> bool:
    """Whether the front page of the CMS and the menu name an appeal."""
    html = client.get("/cms/").content.decode()
    return "1 възражение" in html and "(1)" in html


def test_an_appeal_waits_for_who_may_decide_it(
    client: Client, appeal: Appeal, moderator: User, colleague: User
) -> None:
    for person in (moderator, colleague):
        person.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(moderator)
    assert not waiting_on_the_front_page(client)
    client.force_login(colleague)
    assert waiting_on_the_front_page(client)


def test_an_appeal_waits_for_everybody_where_the_account_that_decided_is_gone(
    appeal: Appeal, moderator: User, colleague: User
) -> None:
    moderator.delete()
    assert [kind.count for kind in waiting(colleague) if kind.kind == "appeals"] == [1]


def test_the_list_says_of_each_appeal_what_came_of_it(at_work: Client, appeal: Appeal) -> None:
    place = "/cms/comments-after/appeals/"
    assert ">\n    чака\n<" in at_work.get(place).content.decode()
    # As it could be before publishing was left to the answer.
    CitizenComment.objects.update(state=CommentState.PUBLISHED)
    assert "няма какво да се решава" in at_work.get(place).content.decode()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(DENIED, "Възражението е отхвърлено"), (UPHELD, "Възражението е уважено")],
)
def test_the_history_of_a_comment_tells_of_its_appeal(
    appeal: Appeal, colleague: User, now: datetime, outcome: AppealOutcome, words: str
) -> None:
    decide_appeal(appeal, outcome=outcome, answer=ANSWER, by=colleague, at=now)
    lines = [(line.what, line.words) for line in history_of(appeal.comment)]
    assert ("Премахнат – от Иван Модератор", WHY) in lines
    assert (f"{words} – от Елена Друга", ANSWER) in lines
