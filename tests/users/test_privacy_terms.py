"""Terms of keeping are carried out, and the text of consent stays what people agreed to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.contrib.forms.models import FormSubmission

from search.usage.models import ClickCount, QueryCount
from tests.comments.making import make_comment
from tests.factories import (
    ConsultationFormPageFactory,
    MeasureFactory,
    ObjectiveFactory,
    ObservationFactory,
)
from zaedno.comments.enums import CommentState
from zaedno.comments.models import (
    AbuseReport,
    CitizenComment,
    CommentVersion,
    PendingComment,
    UsefulVote,
)
from zaedno.core.schedule import jobs
from zaedno.notifications.models import Subscription
from zaedno.notifications.services import send_later
from zaedno.users.privacy import retention
from zaedno.users.privacy.consent import consent_text, current_version
from zaedno.users.privacy.models import ConsentText, DataLink, RetentionRun

pytestmark = pytest.mark.django_db
MARIA = "maria@example.org"
Make = Callable[[SimpleNamespace, datetime], Model]


def waiting_comment(tree: SimpleNamespace, at: datetime) -> Model:
    return PendingComment.objects.create(
        page=tree.policy, token_hash="x", name="Мария", email=MARIA, text="А", language="bg",
        created=at, expires=at + timedelta(days=3),
    )  # fmt: skip


def published_comment(tree: SimpleNamespace, at: datetime) -> Model:
    return make_comment(tree.policy, confirmed_at=at, submit_date=at)


def rejected_comment(tree: SimpleNamespace, at: datetime) -> CitizenComment:
    return make_comment(
        tree.policy, state=CommentState.REJECTED, confirmed_at=at, moderated_at=at, reason="Реклама"
    )


def earlier_text(tree: SimpleNamespace, at: datetime) -> Model:
    return CommentVersion.objects.create(comment=make_comment(tree.policy), text="А", until=at)


def vote(tree: SimpleNamespace, at: datetime) -> Model:
    return UsefulVote.objects.create(comment=make_comment(tree.policy), reader="a" * 64, at=at)


def report(tree: SimpleNamespace, at: datetime) -> Model:
    comment = make_comment(tree.policy)
    return AbuseReport.objects.create(comment=comment, reader="a" * 64, reason="spam", at=at)


def answer(tree: SimpleNamespace, at: datetime) -> FormSubmission:
    form = ConsultationFormPageFactory(parent=tree.consultation)
    made = FormSubmission.objects.create(page=form, form_data={"a": "б"})
    FormSubmission.objects.update(submit_time=at)
    return made


def observation(tree: SimpleNamespace, at: datetime, **changed: str) -> Any:
    measure = MeasureFactory(objective=ObjectiveFactory(policy=tree.policy))
    return ObservationFactory(measure=measure, sent_at=at, **changed)


def unconfirmed_observation(tree: SimpleNamespace, at: datetime) -> Model:
    return observation(tree, at, state="unconfirmed")


def mail(tree: SimpleNamespace, at: datetime) -> Model:
    made = send_later(to=MARIA, template="my_data", context={"link": "x"}, language="bg")
    made.created = at
    made.save()
    return made


def unconfirmed_follow(tree: SimpleNamespace, at: datetime) -> Model:
    return Subscription.objects.create(email=MARIA, topic="x", language="bg", created=at)


def data_link(tree: SimpleNamespace, at: datetime) -> Model:
    ends = at + timedelta(days=2)
    return DataLink.objects.create(email=MARIA, token_hash="x", created=at, expires=ends)


def sign_in(tree: SimpleNamespace, at: datetime) -> Model:
    made = AccessAttempt.objects.create(
        username="x", ip_address="203.0.113.7", failures_since_start=1
    )
    AccessAttempt.objects.update(attempt_time=at)
    return made


def search(tree: SimpleNamespace, at: datetime) -> Model:
    return QueryCount.objects.create(text="данък", language="bg", day=localdate(at), times=3)


def rare_search(tree: SimpleNamespace, at: datetime) -> Model:
    # On other days others may have searched for it, or the same reader again.
    QueryCount.objects.create(text="данък", language="bg", day=localdate(), times=2)
    return QueryCount.objects.create(text="данък", language="bg", day=localdate(at), times=2)


def followed_result(tree: SimpleNamespace, at: datetime) -> Model:
    QueryCount.objects.create(text="данък", language="bg", day=localdate(), times=3)
    return ClickCount.objects.create(text="данък", language="bg", day=localdate(at), rank=1)


# Their rows know the day only.
BY_DAY = {"search.queries", "search.rare_queries", "search.results"}
TERMS = [
    pytest.param("comments.waiting", waiting_comment, 3, id="unconfirmed comment"),
    pytest.param("comments.comments", published_comment, 730, id="address of a comment"),
    pytest.param("comments.refused", rejected_comment, 365, id="rejected comment"),
    pytest.param("comments.earlier_texts", earlier_text, 365, id="earlier text"),
    pytest.param("comments.votes", vote, 62, id="reader of a vote"),
    pytest.param("comments.reports", report, 62, id="reader of a report"),
    pytest.param("forms.answers", answer, 365, id="answer to a form"),
    pytest.param("notifications.follows", unconfirmed_follow, 3, id="unconfirmed follow"),
    pytest.param("notifications.mails", mail, 30, id="mail"),
    pytest.param("policies.observations", observation, 730, id="address of an observation"),
    pytest.param(
        "policies.unconfirmed_observations", unconfirmed_observation, 3, id="late observation"
    ),
    pytest.param("search.queries", search, 365, id="searched text"),
    pytest.param("search.rare_queries", rare_search, 30, id="rarely searched text"),
    pytest.param("search.results", followed_result, 365, id="followed result"),
    pytest.param("users.data_links", data_link, 2, id="link to one's data"),
    pytest.param("users.sign_ins", sign_in, 90, id="failed sign-in"),
]


@pytest.mark.parametrize(("holding", "make", "days"), TERMS)
def test_each_kind_is_kept_for_its_term_and_no_longer(
    site_tree: SimpleNamespace, holding: str, make: Make, days: int
) -> None:
    now = timezone.now()
    make(site_tree, now - timedelta(days=days) + timedelta(minutes=5))
    assert retention.expire(at=now).counts[holding] == 0
    later = now + (timedelta(days=2) if holding in BY_DAY else timedelta(minutes=10))
    assert retention.expire(at=later).counts[holding] == 1
    assert retention.expire(at=later).total == 0, "done once"


def test_every_term_is_tried_here() -> None:
    tried = {term.values[0] for term in TERMS}
    assert tried == {holding.name for holding, _due, _forget in retention.expiring()}


def test_answers_are_kept_while_their_consultation_was_open_within_the_year(
    site_tree: SimpleNamespace,
) -> None:
    now = timezone.now()
    made = answer(site_tree, now - timedelta(days=500))
    form = made.page.specific
    form.closes = (now - timedelta(days=100)).date()
    form.save()
    assert retention.expire(at=now).counts["forms.answers"] == 0


def test_a_forgotten_reader_counts_on_and_cannot_be_tied_to_another_vote(
    site_tree: SimpleNamespace,
) -> None:
    now = timezone.now()
    for _each in range(2):
        vote(site_tree, now - timedelta(days=70))
    retention.expire(at=now)
    readers = set(UsefulVote.objects.values_list("reader", flat=True))
    assert len(readers) == 2
    assert "a" * 64 not in readers


def test_the_reason_of_a_rejection_outlives_the_words_and_the_person(
    site_tree: SimpleNamespace,
) -> None:
    comment = rejected_comment(site_tree, timezone.now() - timedelta(days=400))
    retention.expire()
    comment.refresh_from_db()
    assert (comment.comment, comment.user_email, comment.reason) == ("", "", "Реклама")
    assert comment.user_name != "Мария"


def test_many_rows_are_forgotten_in_batches(
    site_tree: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MOST_AT_ONCE", 2)
    for _each in range(5):
        vote(site_tree, timezone.now() - timedelta(days=70))
    steps: list[int] = []
    assert retention.expire(step=steps.append).counts["comments.votes"] == 5
    assert steps == [2, 2, 1]


def test_the_command_reports_what_it_did_and_a_dry_run_does_nothing(
    site_tree: SimpleNamespace,
) -> None:
    vote(site_tree, timezone.now() - timedelta(days=70))
    said = StringIO()
    call_command("expire_personal_data", "--dry-run", stdout=said)
    assert "comments.votes: 1" in said.getvalue()
    assert not RetentionRun.objects.exists()
    call_command("expire_personal_data", stdout=said)
    assert "Forgotten: 1" in said.getvalue()
    assert RetentionRun.objects.get().total == 1


def test_it_is_done_every_day() -> None:
    [job] = [job for job in jobs() if job.name == "personal-data"]
    assert job.every == timedelta(days=1)
    job.run()
    assert RetentionRun.objects.count() == 1


# Consent


@pytest.fixture
def texts() -> SimpleNamespace:
    """A text in force since yesterday, and one that comes tomorrow."""
    ConsentText.objects.all().delete()
    now = timezone.now()
    day = timedelta(days=1)
    return SimpleNamespace(
        old=ConsentText.objects.create(
            version="1", valid_from=now - day, text_bg="Стар текст.", text_en="Old text."
        ),
        new=ConsentText.objects.create(
            version="2", valid_from=now + day, text_bg="Нов текст.", text_en="New text."
        ),
        after=now + day + day,
    )


def test_the_text_in_force_is_shown_and_its_version_kept(texts: SimpleNamespace) -> None:
    assert (current_version(), consent_text("bg")) == ("1", "Стар текст.")
    assert consent_text("en") == "Old text."


def test_there_may_be_no_text_at_all() -> None:
    ConsentText.objects.all().delete()
    assert (current_version(), consent_text("bg")) == ("", "")


def test_a_text_that_was_in_force_cannot_be_changed_or_deleted(texts: SimpleNamespace) -> None:
    texts.old.text_bg = "Друг текст."
    texts.old.valid_from = texts.after
    with pytest.raises(TypeError):
        texts.old.save()
    with pytest.raises(TypeError):
        texts.old.delete()
    texts.new.text_bg = "По-нов текст."
    texts.new.save()
    texts.new.delete()


def test_administrators_write_the_next_text_and_others_do_not(
    cms: Callable[[str], Client], texts: SimpleNamespace
) -> None:
    admin = cms("administrator")
    assert admin.get("/cms/consent-texts/").status_code == 200
    assert admin.get(f"/cms/consent-texts/edit/{texts.new.pk}/").status_code == 200
    assert admin.get(f"/cms/consent-texts/inspect/{texts.old.pk}/").status_code == 200
    for action in ("edit", "delete"):
        refused = admin.post(f"/cms/consent-texts/{action}/{texts.old.pk}/", {})
        assert refused.status_code == 302
    assert ConsentText.objects.get(pk=texts.old.pk).text_bg == "Стар текст."
    assert cms("editor").get("/cms/consent-texts/").status_code == 302


@pytest.mark.parametrize(("days", "kept"), [(1, True), (-1, False)])
def test_a_new_text_begins_later_than_now(
    cms: Callable[[str], Client], texts: SimpleNamespace, days: int, kept: bool
) -> None:
    begins = timezone.localtime() + timedelta(days=days)
    form = {"version": "3", "text_bg": "а", "text_en": "a"}
    form["valid_from"] = begins.strftime("%d.%m.%Y %H:%M")
    cms("administrator").post("/cms/consent-texts/new/", form)
    assert ConsentText.objects.filter(version="3").exists() is kept


def test_administrators_read_what_was_erased_and_cannot_write_it(
    cms: Callable[[str], Client],
) -> None:
    run = retention.expire()
    admin = cms("administrator")
    assert admin.get("/cms/retention-runs/").status_code == 200
    assert admin.get(f"/cms/retention-runs/inspect/{run.pk}/").status_code == 200
    assert admin.get("/cms/retention-runs/new/").status_code == 302
    assert cms("editor").get("/cms/retention-runs/").status_code == 302
