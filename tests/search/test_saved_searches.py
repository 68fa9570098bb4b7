"""A saved search: confirmed by mail, told once of what is new, ended with one click."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search import alerts, saving
from search.appearances import note_appearances
from search.models import FirstAppearance, SavedSearch, SearchEntry
from search.questions import Question
from search.saving import save_search
from search.tasks import ask_for_alerts
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    RulesIndexPageFactory,
    RulesPageFactory,
)
from tests.search.conftest import Search, titles
from zaedno.core.personal_data import holdings
from zaedno.core.rate_limits import LIMITS
from zaedno.core.schedule import jobs
from zaedno.core.spam import issue_stamp
from zaedno.notifications import subscriptions
from zaedno.notifications.models import OutgoingMail, Subscription

READER = "petar@example.org"
HAIL = "градушка"
Publish = Callable[..., Page]
LATER = timedelta(minutes=5)


@pytest.fixture
def news(home: Page) -> Page:
    return NewsIndexPageFactory(parent=home, title="Новини")


@pytest.fixture
def publish(news: Page) -> Publish:
    """Publishes a news item."""

    def publish(title: str = "Щети от градушката", **values: object) -> Page:
        return NewsPageFactory(parent=news, title=title, **values)

    return publish


def address(text: str = HAIL, **filters: str) -> str:
    question = Question(text, "bg", {name: frozenset([value]) for name, value in filters.items()})
    return question.address("search:save")


def form(**changed: str) -> dict[str, str]:
    return {"email": READER, "website": "", "stamp": issue_stamp(), **changed}


def saved(
    text: str = HAIL, email: str = READER, language: str = "bg", **filters: str
) -> SavedSearch:
    """A search that somebody saved a while ago and confirmed."""
    chosen = {name: frozenset([value]) for name, value in filters.items()}
    long_ago = timezone.now() - timedelta(days=3)
    one = save_search(email, Question(text, language, chosen), at=long_ago)
    assert one is not None
    Subscription.objects.filter(pk=one.subscription_id).update(confirmed_at=long_ago)
    OutgoingMail.objects.all().delete()
    return one


def tell(after: timedelta = LATER) -> list[OutgoingMail]:
    """Have owners told after a while; gives the mails that were written so far."""
    time_passes(after)
    alerts.tell_owners(alerts.due_searches())
    return list(OutgoingMail.objects.order_by("pk"))


def time_passes(span: timedelta) -> None:
    """All that was noted lies so much further back."""
    FirstAppearance.objects.update(at=F("at") - span)
    SavedSearch.objects.update(told_until=F("told_until") - span, mailed_at=F("mailed_at") - span)


def confirm_path() -> str:
    found = re.search(r"https?://[^/]+(/\S+/confirm/\S+)", OutgoingMail.objects.latest("pk").text)
    assert found is not None
    return found[1]


# Saving


def test_the_page_of_results_leads_to_the_form(client: Client, home: Page) -> None:
    results = client.get("/bg/search/", {"q": HAIL, "kind": "news.newspage"}).content.decode()
    assert address(kind="news.newspage").replace("&", "&amp;") in results


def test_the_form_says_what_is_looked_for(client: Client, home: Page) -> None:
    shown = client.get(address(kind="news.newspage"))
    assert shown.status_code == 200
    assert "„градушка“ (Вид: Новина)" in shown.content.decode()


@pytest.mark.parametrize("query", ["", "q=", "q=%20"])
def test_without_words_there_is_nothing_to_save(client: Client, home: Page, query: str) -> None:
    assert client.get(f"/bg/search/save/?{query}").status_code == 404
    assert client.post(f"/bg/search/save/?{query}", form()).status_code == 404


def test_a_search_is_kept_only_once_its_owner_confirms_it(client: Client, publish: Publish) -> None:
    answer = client.post(address(kind="news.newspage"), form())
    assert answer.headers["Location"] == "/bg/follow/sent/"
    publish()
    assert len(tell()) == 1, "only the question"
    asked = client.get(confirm_path()).content.decode()
    assert "Търсене: „градушка“ (Вид: Новина)" in asked
    assert Subscription.objects.get().confirmed_at is None, "opening the link is not enough"
    assert client.post(confirm_path()).status_code == 200
    one = SavedSearch.objects.get()
    assert (one.text, one.filters, one.subscription.language) == (
        HAIL,
        {"kind": ["news.newspage"]},
        "bg",
    )
    assert len(tell()) == 2


def test_the_question_to_an_unconfirmed_address_repeats_no_words_of_a_stranger(
    client: Client, home: Page
) -> None:
    client.post(address("Купи сега на evil.example"), form())
    asked = OutgoingMail.objects.get()
    for written in (asked.subject, asked.text, asked.html):
        assert "Купи" not in written
        assert "evil" not in written


def test_the_same_search_is_saved_once_and_asked_about_once(client: Client, home: Page) -> None:
    for _ in range(3):
        client.post(address(), form())
    assert SavedSearch.objects.count() == OutgoingMail.objects.count() == 1


def test_a_machine_and_a_wrong_address_are_refused(client: Client, home: Page) -> None:
    assert client.post(address(), form(website="x")).status_code == 422
    assert client.post(address(), form(email="nobody")).status_code == 422
    assert not SavedSearch.objects.exists()


def test_a_network_that_asks_too_often_is_refused(
    client: Client, home: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "follows", 1)
    client.post(address(), form())
    assert client.post(address("друго"), form()).status_code == 429


def test_one_mailbox_has_so_many_searches_and_no_more(
    home: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MOST_SAVED", 2)
    one, _other = saved("пътища"), saved("училища", email="petar+2@example.org")
    assert save_search(READER, Question("здраве", "bg"), at=timezone.now()) is None
    assert save_search(READER, Question("пътища", "bg"), at=timezone.now()) == one


def test_a_search_of_the_longest_address_can_be_kept(client: Client, home: Page) -> None:
    longest = "я" * 300
    assert client.post(address(longest), form()).status_code == 302
    assert Question(longest, "bg").address() == Subscription.objects.get().url


# Being told


def test_what_appeared_since_is_told_once(publish: Publish) -> None:
    saved()
    page = publish()
    publish("Нови дървета в парка")
    (mail,) = tell()
    assert mail.to == READER
    assert "„градушка“" in mail.subject
    assert "Щети от градушката" in mail.text
    assert page.get_url() in mail.text
    assert "дървета" not in mail.text
    assert len(tell()) == len(tell(timedelta(days=2))) == 1


def test_another_form_of_the_word_fits_and_one_of_many_words_does_not(publish: Publish) -> None:
    saved("щети от градушки по лозята")
    publish("Лозята в града")
    assert tell() == []
    publish("Градушката удари лозята")
    assert "удари" in tell()[0].text


def test_what_was_there_before_and_is_only_changed_is_not_new(publish: Publish) -> None:
    page = publish()
    FirstAppearance.objects.update(at=timezone.now() - timedelta(days=9))
    saved()
    page.title = "Още щети от градушката"
    page.save_revision().publish()
    assert tell() == []


def test_what_is_published_again_is_not_new_again(publish: Publish) -> None:
    page = publish()
    FirstAppearance.objects.update(at=timezone.now() - timedelta(days=9))
    saved()
    page.unpublish()
    assert not SearchEntry.objects.current().filter(object_id=page.pk).exists()
    page.save_revision().publish()
    assert tell() == []


def test_a_mail_a_day_and_nothing_between_is_lost(publish: Publish) -> None:
    saved()
    publish("Градушка в Левски")
    assert len(tell()) == 1
    publish("Градушка в Обнова")
    publish("Градушка в Малчика")
    assert len(tell(timedelta(hours=2))) == 1
    mails = tell(timedelta(hours=25))
    assert len(mails) == 2
    assert "Обнова" in mails[1].text
    assert "Малчика" in mails[1].text
    assert "Градушка в Левски" not in mails[1].text


def test_filters_and_language_are_kept(publish: Publish, home: Page) -> None:
    saved(kind="legal_text.rulespage", language="en")
    publish()
    RulesPageFactory(parent=RulesIndexPageFactory(parent=home), title="Наредба при градушка")
    (mail,) = tell()
    assert mail.headers["Content-Language"] == "en"
    assert "/en/search/?q=" in mail.text
    assert "Наредба при градушка" in mail.text
    assert "Щети" not in mail.text


def test_other_words_for_the_same_fit_as_well(publish: Publish) -> None:
    publish("Общинският съвет прие наредбата")
    FirstAppearance.objects.update(at=timezone.now() - timedelta(days=9))
    saved("заседания на ОбС")
    publish("Заседание на общинския съвет")
    (mail,) = tell()
    assert "Заседание на общинския съвет" in mail.text


def test_a_search_for_these_words_and_no_others_stays_one(client: Client, publish: Publish) -> None:
    publish("Градушката удари лозята")
    FirstAppearance.objects.update(at=timezone.now() - timedelta(days=9))
    client.post(f"{address('градушта')}&exact=1", form())
    Subscription.objects.update(confirmed_at=timezone.now())
    OutgoingMail.objects.all().delete()
    assert Subscription.objects.get().url.endswith("&exact=1")
    publish("Щети от градушката")
    assert tell() == []


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_what_is_not_public_when_the_mail_is_written_is_not_told(
    publish: Publish, hide: str
) -> None:
    saved()
    page = publish()
    entry = SearchEntry.objects.get(object_id=page.pk)
    if hide == "unpublish":
        Page.objects.filter(pk=page.pk).update(live=False)
    else:
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page_id=page.pk, restriction_type="login")]
        )
    assert SearchEntry.objects.current().filter(pk=entry.pk).exists(), "search has not heard of it"
    assert tell() == []


def test_a_worker_that_is_killed_neither_forgets_nor_repeats(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved()
    publish()

    def killed(*args: object, **kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(alerts, "tell_one", killed)
        with pytest.raises(SystemExit):
            tell()
    assert not OutgoingMail.objects.exists()
    assert len(tell()) == 1


def test_of_two_workers_one_tells(publish: Publish) -> None:
    one = saved()
    publish()
    time_passes(LATER)
    due = alerts.due_searches()
    assert due == [one.pk]
    alerts.tell_owners([*due, *due])
    assert OutgoingMail.objects.count() == 1


def test_a_search_that_fails_silences_no_other(publish: Publish) -> None:
    bad, _good = saved("лозя"), saved(email="ivan@example.org")
    publish("Градушка по лозята")
    SavedSearch.objects.filter(pk=bad.pk).update(filters=["not", "filters"])
    assert [mail.to for mail in tell()] == ["ivan@example.org"]


def test_searches_that_always_fail_wait_behind_those_that_do_not(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "MOST_IN_A_ROUND", 1)
    bad, good = saved("лозя"), saved(email="ivan@example.org")
    SavedSearch.objects.filter(pk=bad.pk).update(filters=["not", "filters"])
    publish()
    assert tell() == []
    assert [mail.to for mail in tell()] == ["ivan@example.org"]
    # Once it can be answered, nothing of what it missed is lost.
    SavedSearch.objects.filter(pk=bad.pk).update(filters={}, text=good.text)
    assert [mail.to for mail in tell()] == ["ivan@example.org", READER]
    assert not SavedSearch.objects.exclude(failed_at=None).exists()


def test_the_scheduler_asks_the_worker(publish: Publish) -> None:
    saved()
    publish()
    time_passes(LATER)
    assert ask_for_alerts() == 1
    assert OutgoingMail.objects.count() == 1
    assert ask_for_alerts() == 0
    assert "search.alerts" in {job.name for job in jobs()}


def test_the_parts_of_one_thing_are_told_as_one(publish: Publish) -> None:
    saved()
    page = publish()
    entry = SearchEntry.objects.get(object_id=page.pk)
    for part in ("1", "2"):
        entry.pk, entry.part = None, part
        entry.save()
    (mail,) = tell()
    assert mail.text.count(page.get_url()) == 1


def test_many_new_things_make_a_short_mail(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "MOST_LISTED", 2)
    saved()
    for number in range(5):
        publish(f"Градушка {number}")
    (mail,) = tell()
    assert mail.text.count("/novini/") == 2
    assert "И още 3." in mail.text


# Stopping, seeing, erasing


def test_one_click_of_the_mail_program_ends_it(publish: Publish) -> None:
    saved()
    publish()
    (mail,) = tell()
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = urlsplit(mail.headers["List-Unsubscribe"].strip("<>")).path
    answer = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert not SavedSearch.objects.exists()
    publish("Пак градушка")
    assert len(tell(timedelta(days=2))) == 1


def test_pages_and_mails_call_a_search_no_page_and_no_comments(
    client: Client, publish: Publish
) -> None:
    sent = client.post(address(), form(), follow=True).content.decode()
    assert "Ако вече сте записани, няма да получите второ." in sent
    client.post(confirm_path())
    publish()
    mail = tell()[-1]
    assert "защото сте поискали да Ви пишем, когато има нещо ново" in mail.text
    stop = urlsplit(mail.headers["List-Unsubscribe"].strip("<>")).path
    shown = client.post(stop).content.decode()
    assert "Вече няма да Ви пишем за това." in shown
    for text in (sent, mail.text, shown):
        assert "следите страницата" not in text
        assert "коментари на тази страница" not in text


def test_what_nobody_confirms_is_forgotten(client: Client, home: Page) -> None:
    client.post(address(), form())
    Subscription.objects.update(created=timezone.now() - timedelta(days=4))
    subscriptions.forget_unconfirmed()
    assert not SavedSearch.objects.exists()


def test_a_person_sees_and_erases_the_searches_that_they_saved(home: Page) -> None:
    saved(kind="news.newspage")
    saved(email="other@example.org")
    (holding,) = [each for each in holdings() if each.name == "search.saved"]
    (held,) = holding.collect(READER)
    assert "„градушка“ (Вид: Новина)" in held.values()
    assert holding.erase(READER, at=timezone.now(), words=True) == 1
    assert [one.subscription.email for one in SavedSearch.objects.all()] == ["other@example.org"]


# What search offers for it


def test_only_some_entries_are_looked_through(
    either_backend: str, publish: Publish, search: Search
) -> None:
    publish("Градушка в Левски")
    only = SearchEntry.objects.get(object_id=publish("Градушка в Обнова").pk)
    assert titles(search(HAIL, among=[only.pk])) == ["Градушка в Обнова"]
    assert titles(search(HAIL, among=[])) == []
    assert search(HAIL, among=[only.pk]).total == 1


def test_first_appearance_is_noted_once(publish: Publish) -> None:
    page = publish()
    noted = FirstAppearance.objects.get(object_id=page.pk)
    note_appearances(SearchEntry.objects.filter(object_id=page.pk))
    assert FirstAppearance.objects.get(object_id=page.pk).at == noted.at
