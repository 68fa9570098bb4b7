"""A person sees what is held on their address and has it erased, by a link that only they have."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from tests.comments.making import make_comment
from tests.factories import (
    ConsultationFormFieldFactory,
    ConsultationFormPageFactory,
    MeasureFactory,
    ObjectiveFactory,
    ObservationFactory,
)
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment, CommentVersion, PendingComment
from zaedno.core.personal_data import holdings
from zaedno.core.spam import issue_stamp
from zaedno.notifications.models import OutgoingMail, Subscription
from zaedno.notifications.services import send_later
from zaedno.notifications.subscriptions import follow
from zaedno.users.privacy.models import DataLink
from zaedno.users.privacy.services import ask_for_link, erase_person, held_on

MARIA = "maria@example.org"
PETAR = "petar@example.org"
ERASE_NAMES = {"do": "erase", "extent": "names", "sure": "on"}
ERASE_WORDS = {"do": "erase", "extent": "words", "sure": "on"}


@pytest.fixture
def ask(client: Client, db: None) -> Callable[..., str]:
    """Asks for the link to the data of an address and reads it from the mail."""

    def path(email: str = MARIA, language: str = "bg") -> str:
        form = {"email": email, "website": "", "stamp": issue_stamp()}
        answer = client.post(f"/{language}/my-data/", form)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/{language}/my-data/sent/"
        text = OutgoingMail.objects.filter(to=email).latest("pk").text
        found = re.search(r"https?://[^/]+(/\S+/my-data/\S+)", text)
        assert found is not None
        return found[1]

    return path


@pytest.fixture
def held(site_tree: SimpleNamespace) -> SimpleNamespace:
    """Something of each kind on Maria, and a comment of Petar under hers."""
    now = timezone.now()
    page = site_tree.policy
    site_tree.comment = make_comment(page, user_name="Мария Петрова", comment="Моите думи.")
    CommentVersion.objects.create(comment=site_tree.comment, text="По-ранни думи.", until=now)
    site_tree.reply = make_comment(
        page, parent=site_tree.comment, user_name="Петър", user_email=PETAR
    )
    PendingComment.objects.create(
        page=page, token_hash="x", name="Мария", email=MARIA, text="Чакащи думи.", language="bg",
        created=now, expires=now + timedelta(days=3),
    )  # fmt: skip
    form = ConsultationFormPageFactory(parent=site_tree.consultation)
    ConsultationFormFieldFactory(page=form, label="Имейл за отговор", field_type="email")
    answers = {"imeyl_za_otgovor": MARIA.title(), "mnenie": "Подкрепям."}
    site_tree.answer = FormSubmission.objects.create(page=form, form_data=answers)
    measure = MeasureFactory(objective=ObjectiveFactory(policy=page))
    site_tree.observation = ObservationFactory(measure=measure, email=MARIA, text="Видяно.")
    send_later(to=MARIA, template="my_data", context={"link": "x"}, language="bg")
    follow(
        MARIA, topic="comments:page:1", title="План", url="/bg/", language="bg",
        confirmed=True, at=now,
    )  # fmt: skip
    return site_tree


KINDS = {
    *("comments.comments", "comments.waiting", "forms.answers", "notifications.follows"),
    *("notifications.mails", "policies.observations"),
}


# The way in


def test_the_answer_is_the_same_whether_anything_is_held(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    ask(MARIA)
    ask("nobody@example.org")
    subjects = OutgoingMail.objects.filter(text__contains="/my-data/")
    assert len({mail.subject for mail in subjects}) == 1


def test_opening_the_link_shows_nothing_yet(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    answer = client.get(ask())
    assert answer.status_code == 200
    assert MARIA not in answer.content.decode()
    assert "Моите думи" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_page_shows_everything_that_is_held(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    page = client.post(ask(), {"do": "show"}).content.decode()
    for words in ("Моите думи.", "По-ранни думи.", "Чакащи думи.", "Подкрепям.", "Видяно."):
        assert words in page
    assert "Петър" not in page, "what others said is theirs"


def test_the_file_holds_the_same_as_the_page(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    answer = client.post(ask(language="en"), {"do": "download"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    content = json.loads(answer.content)
    assert content["address"] == MARIA
    by_name = {held["name"]: held for held in content["held"]}
    assert set(by_name) == KINDS | {"users.data_links"}
    assert by_name["comments.comments"]["things"][0]["text"] == "Моите думи."
    assert all(held["purpose"] and held["kept_for"] for held in content["held"])


@pytest.mark.parametrize("path", ["/bg/my-data/forged/", "/bg/my-data/" + "x" * 400 + "/"])
def test_a_forged_link_leads_nowhere(client: Client, db: None, path: str) -> None:
    for answer in (client.get(path), client.post(path, ERASE_NAMES)):
        assert answer.status_code == 410


def test_a_link_ends_after_two_days(client: Client, ask: Callable[..., str]) -> None:
    path = ask()
    DataLink.objects.update(expires=timezone.now())
    assert client.post(path, {"do": "show"}).status_code == 410


def test_the_secret_of_the_link_is_not_kept(ask: Callable[..., str]) -> None:
    path = ask()
    assert DataLink.objects.get().token_hash not in path
    assert path.split("/")[3] not in DataLink.objects.get().token_hash


def test_one_address_is_not_flooded_with_links(client: Client, ask: Callable[..., str]) -> None:
    for _again in range(6):
        ask()
    assert DataLink.objects.count() == 3


def test_one_mailbox_is_not_flooded_under_many_addresses(db: None) -> None:
    for number in range(6):
        ask_for_link(f"Maria+{number}@example.org", language="bg", at=timezone.now())
    assert OutgoingMail.objects.count() == 3


def test_one_network_cannot_ask_for_many_addresses(client: Client, db: None) -> None:
    form = {"website": "", "stamp": issue_stamp()}
    answers = [
        client.post("/bg/my-data/", {**form, "email": f"a{number}@example.org"}).status_code
        for number in range(22)
    ]
    assert answers[0] == 303
    assert answers[-1] == 429
    cache.clear()


# Erasing


def test_erasing_the_name_leaves_the_words_and_the_thread(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    answer = client.post(ask(), ERASE_NAMES)
    assert answer.headers["Location"] == "/bg/my-data/erased/"
    comment = CitizenComment.objects.get(pk=held.comment.pk)
    assert (comment.comment, comment.user_email) == ("Моите думи.", "")
    assert comment.user_name not in ("", "Мария Петрова")
    assert comment.state == CommentState.PUBLISHED
    reply = CitizenComment.objects.get(pk=held.reply.pk)
    assert (reply.parent_id, reply.user_name) == (comment.pk, "Петър")
    held.observation.refresh_from_db()
    assert (held.observation.email, held.observation.text) == ("", "Видяно.")
    held.answer.refresh_from_db()
    assert held.answer.form_data == {"imeyl_za_otgovor": "", "mnenie": "Подкрепям."}
    assert not PendingComment.objects.exists()
    assert not CommentVersion.objects.exists()
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(to=MARIA).exists()


def test_erasing_the_words_too_leaves_only_the_place_in_the_thread(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    client.post(ask(), ERASE_WORDS)
    comment = CitizenComment.objects.get(pk=held.comment.pk)
    assert (comment.state, comment.comment) == (CommentState.WITHDRAWN, "")
    assert not FormSubmission.objects.exists()
    page = client.get(held.policy.get_url()).content.decode()
    assert "Моите думи" not in page
    assert "Мария Петрова" not in page
    assert "Петър" in page


@pytest.mark.parametrize("words", [False, True])
def test_nothing_is_held_after_erasing_and_erasing_again_does_no_harm(
    held: SimpleNamespace, words: bool
) -> None:
    assert {found.holding.name for found in held_on(MARIA.upper())} == KINDS
    assert erase_person(MARIA.upper(), words=words, at=timezone.now()) >= len(KINDS)
    assert held_on(MARIA) == []
    assert erase_person(MARIA, words=words, at=timezone.now()) == 0
    assert held_on(PETAR), "others keep theirs"


def test_a_comment_that_was_never_public_loses_its_words(held: SimpleNamespace) -> None:
    waiting = make_comment(held.policy, state=CommentState.PENDING, comment="Още чакам.")
    erase_person(MARIA, words=False, at=timezone.now())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.comment) == (CommentState.WITHDRAWN, "")


def test_a_link_erases_once(client: Client, held: SimpleNamespace, ask: Callable[..., str]) -> None:
    path = ask()
    client.post(path, ERASE_NAMES)
    assert client.post(path, ERASE_WORDS).status_code == 410


@pytest.mark.parametrize("typed", [{"extent": "names"}, {"sure": "on"}, {"extent": "x"}])
def test_nothing_is_erased_without_a_clear_answer(
    client: Client, held: SimpleNamespace, ask: Callable[..., str], typed: dict[str, str]
) -> None:
    assert client.post(ask(), {"do": "erase", **typed}).status_code == 422
    assert held_on(MARIA)


@pytest.mark.django_db(transaction=True)
def test_erasing_is_all_or_nothing(held: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> int:
        raise ZeroDivisionError

    last = holdings()[-1]
    monkeypatch.setitem(last.__dict__, "erase", fail)
    with pytest.raises(ZeroDivisionError):
        erase_person(MARIA, words=True, at=timezone.now())
    assert {found.holding.name for found in held_on(MARIA)} == KINDS


# The register


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_register_names_every_holding_with_what_the_law_asks(
    client: Client, site_tree: SimpleNamespace, language: str
) -> None:
    page = client.get(f"/{language}/processing-register/").content.decode()
    assert page.count('aria-labelledby="holding-') == len(holdings())
    assert page.count("facts__row") >= 6 * len(holdings())


def test_every_page_leads_to_ones_data_and_to_the_register(
    client: Client, site_tree: SimpleNamespace
) -> None:
    page = client.get(site_tree.policy.get_url()).content.decode()
    assert 'href="/bg/my-data/"' in page
    assert 'href="/bg/processing-register/"' in page


def test_what_is_missing_in_the_erasure_is_said_where_the_form_opens(
    client: Client, held: SimpleNamespace, ask: Callable[..., str]
) -> None:
    answer = client.post(ask(), {"do": "erase"})
    form = BeautifulSoup(answer.content, "html.parser").find(id="erase")
    summary = form.find(attrs={"data-error-summary": True})
    assert [link["href"] for link in summary.find_all("a")] == ["#id_extent_0", "#id_sure"]
    assert all(form.find(id=link["href"][1:]) for link in summary.find_all("a"))
