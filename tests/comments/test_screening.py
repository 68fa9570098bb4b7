"""What a text may break: links, words, shouting, personal data, the same text elsewhere."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from tests.comments.making import EMAIL, form_data, link_in_last_mail, make_comment
from tests.factories import PolicyPageFactory
from zaedno.comments.enums import BrokenRule, CommentState
from zaedno.comments.models import (
    CitizenComment,
    CommentRules,
    ModerationSettings,
    PendingComment,
    SpamMemory,
)
from zaedno.comments.screening import SENTENCES, Screening, personal, screen, sentences, spam
from zaedno.comments.screening.rules import Limits, broken_rules
from zaedno.comments.services.authors import edit_comment

LIMITS = Limits(most_links=2, held_words=("глупак", "scam", "вън от града"))
LONG_ENOUGH = "Нужна е още една детска площадка в квартала."


def broken(text: str) -> list[str]:
    """The codes of what the text may break."""
    return [rule.value for rule in broken_rules(text, LIMITS)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Добра идея, подкрепям я.", [], id="nothing"),
        pytest.param("", [], id="empty"),
        pytest.param("https://a.bg и https://b.bg", [], id="two links are allowed"),
        pytest.param("https://a.bg https://b.bg http://c.bg", ["links"], id="three links"),
        pytest.param("www.a.com, b.com/x и c.org", ["links"], id="links without a scheme"),
        pytest.param("https://www.a.com и https://www.b.com", [], id="one link counts once"),
        pytest.param("Той е ГЛУПАК", ["words"], id="a word in capitals"),
        pytest.param("Глупаци сте", ["words"], id="another form of the word"),
        pytest.param("глупакът", ["words"], id="with an article"),
        pytest.param("глyпaк", ["words"], id="with Latin letters that look the same"),
        pytest.param("глупост", [], id="another word with the same beginning"),
        pytest.param("scammers", ["words"], id="an English word"),
        pytest.param("Всички – вън, от града!", ["words"], id="several words, other marks"),
        pytest.param("вън от този град", [], id="not all of several words"),
        pytest.param("Дааааааааааа", ["repeated"], id="the same letter"),
        pytest.param("!!!!!!!!!!", ["repeated"], id="the same mark"),
        pytest.param("не " * 6, ["repeated"], id="the same word"),
        pytest.param("не, не, не", [], id="a word said three times"),
        pytest.param("ИСКАМЕ НОВА ПЕЙКА В ПАРКА", ["capitals"], id="shouting"),
        pytest.param("ЗУТ и ЗНА", [], id="short names of laws"),
        pytest.param("Моето ЕГН е 7523169263", ["egn"], id="ЕГН"),
        pytest.param("7523169264", [], id="ten digits with another check digit"),
        pytest.param("вх. № 17523169263", [], id="a longer number"),
        pytest.param("BG80 BNBG 9661 1020 3456 78", ["iban"], id="IBAN in groups"),
        pytest.param("сметка BG80BNBG96611020345678.", ["iban"], id="IBAN in one"),
        pytest.param("ID12 BG80BNBG96611020345678 благодаря", ["iban"], id="IBAN among words"),
        pytest.param("de89 3704 0044 0532 0130 00", ["iban"], id="a German IBAN"),
        pytest.param("BG81BNBG96611020345678", [], id="a wrong checksum"),
        pytest.param("Обадете се на 0888 123 456", ["phone"], id="a mobile"),
        pytest.param("+359 88 812 3456", ["phone"], id="a mobile with the country"),
        pytest.param("00359888123456", ["phone"], id="with two zeros"),
        pytest.param("+359 (0) 888 123 456", ["phone"], id="with a zero in brackets"),
        pytest.param("02/981-22-33", ["phone"], id="a line in Sofia"),
        pytest.param("(0650) 8-31-40", ["phone"], id="a line in Levski"),
        pytest.param("0700 12 345", [], id="a line of a firm"),
        pytest.param("от 02.03.2026 г.", [], id="a date is no telephone"),
        pytest.param("0,5 млн. и 15 000 000 лв.", [], id="amounts"),
        pytest.param("Пишете на ivan.petrov@mail.bg", ["email"], id="e-mail"),
        pytest.param("иван@пример.бг", ["email"], id="a Cyrillic e-mail"),
        pytest.param("в 5 @ площада", [], id="a lone sign"),
    ],
)
def test_what_a_text_may_break(text: str, codes: list[str]) -> None:
    assert broken(text) == codes


def egn(born: date, order: int) -> str:
    """The number of somebody born on a day; the sum is written out, not looped."""
    month = born.month + {18: 20, 19: 0, 20: 40}[born.year // 100]
    first = f"{born.year % 100:02}{month:02}{born.day:02}{order:03}"
    a, b, c, d, e, f, g, h, i = (int(digit) for digit in first)
    total = 2 * a + 4 * b + 8 * c + 5 * d + 10 * e + 9 * f + 7 * g + 3 * h + 6 * i
    return f"{first}{total % 11 % 10}"


@given(
    st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)),
    st.integers(min_value=0, max_value=999),
)
def test_every_valid_egn_is_found_and_no_other_check_digit_is(born: date, order: int) -> None:
    number = egn(born, order)
    assert personal.is_egn(number)
    wrong = f"{number[:9]}{(int(number[9]) + 1) % 10}"
    assert not personal.is_egn(wrong)


@pytest.mark.parametrize(
    "digits", ["", "123", "0000000000", "7513329263", "७५२३१६९२६३", "75231692 6"]
)
def test_what_is_no_egn(digits: str) -> None:
    assert not personal.is_egn(digits)


def iban(country: str, account: str) -> str:
    """An account number with the right check digits."""
    signs = f"{account}{country}00"
    value = int("".join(str(int(sign, 36)) for sign in signs))
    return f"{country}{98 - value % 97:02}{account}"


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4),
    st.text("0123456789", min_size=14, max_size=14),
    st.integers(min_value=0, max_value=13),
)
def test_every_valid_iban_is_found_and_none_with_a_changed_digit(
    bank: str, digits: str, place: int
) -> None:
    number = iban("BG", bank + digits)
    assert personal.has_iban(f"Сметката ми е {number}.")
    assert personal.has_iban(" ".join(re.findall("..?.?.?", number)))
    changed = (int(digits[place]) + 1) % 10
    assert not personal.is_iban(f"{number[:8]}{digits[:place]}{changed}{digits[place + 1 :]}")


@given(st.integers(min_value=0, max_value=9_999_999), st.sampled_from(["87", "88", "89", "98"]))
def test_every_mobile_number_is_found_however_it_is_written(rest: int, prefix: str) -> None:
    digits = f"{prefix}{rest:07}"
    for text in (f"0{digits}", f"+359{digits}", f"0{digits[:3]} {digits[3:6]} {digits[6:]}"):
        assert personal.has_phone(f"тел. {text}, след 18 ч.")


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_any_text_can_be_screened(text: str) -> None:
    assert set(broken(text)) <= set(BrokenRule.values)


@pytest.mark.parametrize(
    "text",
    ["0" * 3_000, "BG80 " * 600, "a@" * 1_500, "0 8" * 1_000, "www." * 750, "а" * 3_000],
)
def test_no_text_takes_long(text: str) -> None:
    started = timezone.now()
    broken(text)
    assert timezone.now() - started < timedelta(seconds=1)


def screened(page: Page, text: str, email: str = EMAIL) -> Screening:
    """What is found in a text that is sent to a page."""
    return screen(text, email=email, page_id=page.pk)


def test_a_clean_text_holds_nothing(page: Page) -> None:
    assert screened(page, LONG_ENOUGH) == Screening(warnings=[], holds=False, spam_score=None)


def test_personal_data_hold_a_comment(page: Page) -> None:
    found = screened(page, "Обадете ми се: 0888 123 456")
    assert (found.warnings, found.holds) == (["phone"], True)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        pytest.param("Мария Иванова-Петрова", [], id="a name"),
        pytest.param("О'Нийл, д-р", [], id="with marks"),
        pytest.param("МАРИЯ ИВАНОВА ПЕТРОВА ДИМИТРОВА", [], id="in capitals"),
        pytest.param("Сдружение „Левски 2030“", [], id="with a year"),
        pytest.param("Мария 0888 123 456", ["name"], id="telephone"),
        pytest.param("евтино.com casino.com", ["name"], id="link"),
        pytest.param("Мария 7523169263", ["name"], id="ЕГН"),
        pytest.param("BG80 BNBG 9661 1020 3456 78", ["name"], id="IBAN"),
        pytest.param("maria@example.org", ["name"], id="e-mail"),
        pytest.param("Онлайн казино", ["name"], id="held word"),
    ],
)
def test_the_name_under_a_text_is_screened_too(page: Page, name: str, codes: list[str]) -> None:
    ModerationSettings.objects.update_or_create(pk=1, defaults={"held_words": "казино"})
    found = screen(LONG_ENOUGH, email=EMAIL, page_id=page.pk, names=("Мария", name))
    assert (found.warnings, found.holds) == (codes, bool(codes))


def test_an_odd_organisation_waits_for_a_moderator_in_any_mode(client: Client, page: Page) -> None:
    values = {"name_form": "organisation", "organisation": "Заеми на zaem.bg"}
    warned = client.post("/bg/comments/post/", form_data(page, **values))
    assert warned.status_code == 422
    told = BeautifulSoup(warned.content, "html.parser").find("input", attrs={"name": "warned"})
    agreed = {"send_anyway": "on", "warned": told["value"], **values}
    client.post("/bg/comments/post/", form_data(page, **agreed))
    CommentRules.objects.update(mode="after")
    client.get(link_in_last_mail())
    comment = CitizenComment.objects.get()
    assert (comment.state, comment.warnings) == (CommentState.PENDING, ["name"])


def test_a_changed_comment_under_an_odd_name_waits_too(page: Page) -> None:
    comment = make_comment(page, user_name="Мария 0888 123 456", moderated_at=timezone.now())
    edited = edit_comment(comment, text=LONG_ENOUGH, at=timezone.now())
    assert (edited.state, edited.warnings) == (CommentState.PENDING, ["name"])


def test_capitals_only_warn(page: Page) -> None:
    found = screened(page, LONG_ENOUGH.upper())
    assert (found.warnings, found.holds) == (["capitals"], False)


def test_administrators_say_which_words_and_how_many_links(page: Page) -> None:
    values = {"held_words": "\n  казино \n\n", "most_links": 0}
    ModerationSettings.objects.update_or_create(pk=1, defaults=values)
    assert screened(page, "Онлайн казина на https://a.bg").warnings == ["links", "words"]


def test_the_same_text_on_another_page_within_a_day_holds(page: Page) -> None:
    other = PolicyPageFactory(parent=page.get_parent())
    make_comment(other, comment=f" {LONG_ENOUGH.upper()}!", user_email="other@example.org")
    assert screened(page, LONG_ENOUGH).warnings == ["elsewhere"]


def test_the_same_text_on_the_same_page_does_not(page: Page) -> None:
    make_comment(page, comment=LONG_ENOUGH)
    assert not screened(page, LONG_ENOUGH).warnings


def test_the_same_text_long_ago_does_not(page: Page) -> None:
    other = PolicyPageFactory(parent=page.get_parent())
    make_comment(other, comment=LONG_ENOUGH, submit_date=timezone.now() - timedelta(hours=25))
    assert not screened(page, LONG_ENOUGH).warnings


@pytest.mark.parametrize(
    ("email", "codes"), [(EMAIL.upper(), ["elsewhere"]), ("other@example.org", [])]
)
def test_a_few_words_are_repeated_only_by_the_same_person(
    page: Page, email: str, codes: list[str]
) -> None:
    make_comment(PolicyPageFactory(parent=page.get_parent()), comment="Браво!")
    assert screened(page, "Браво!", email).warnings == codes


def test_what_waits_for_its_author_counts_too(page: Page) -> None:
    other = PolicyPageFactory(parent=page.get_parent())
    now = timezone.now()
    PendingComment.objects.create(
        token_hash="x", page_id=other.pk, name="Мария", email=EMAIL, text=LONG_ENOUGH,
        language="bg", created=now, expires=now + timedelta(days=3),
    )  # fmt: skip
    assert screened(page, LONG_ENOUGH).warnings == ["elsewhere"]


def test_the_writer_is_told_each_rule_in_a_sentence() -> None:
    assert set(SENTENCES) == set(BrokenRule)
    told = sentences(["links", "gone", "egn"])
    assert told == [SENTENCES[BrokenRule.LINKS], SENTENCES[BrokenRule.EGN]]


GOOD = "Пейките в парка трябва да се ремонтират преди лятото, номер"
BAD = "Спечелете бързо пари с кредит без поръчител, обява"


def decided(page: Page, *, good: int, bad: int) -> None:
    """So many comments that a moderator published and refused."""
    now = timezone.now()
    for number in range(good):
        make_comment(page, comment=f"{GOOD} {number}", moderated_at=now)
    for number in range(bad):
        state = CommentState.REJECTED if number % 2 else CommentState.REMOVED
        make_comment(page, comment=f"{BAD} {number}", moderated_at=now, state=state)


@pytest.mark.parametrize(("good", "bad"), [(0, 0), (20, 19), (19, 20)])
def test_there_is_no_score_while_too_little_is_learnt(page: Page, good: int, bad: int) -> None:
    decided(page, good=good, bad=bad)
    spam.learn()
    assert screened(page, BAD).spam_score is None


def test_the_score_is_learnt_from_decisions(page: Page) -> None:
    decided(page, good=20, bad=20)
    spam.learn()
    like_spam, usual = (
        screened(page, "Бързо кредит без поръчител"),
        screened(page, "Пейките в парка"),
    )
    assert like_spam.spam_score is not None
    assert usual.spam_score is not None
    assert like_spam.spam_score > 0.9
    assert usual.spam_score < 0.1
    assert (like_spam.holds, usual.holds) == (True, False)


def test_a_text_of_unknown_words_is_as_likely_as_any(page: Page) -> None:
    decided(page, good=20, bad=20)
    spam.learn()
    assert screened(page, "Qwerty").spam_score == pytest.approx(0.5)


def test_what_nobody_decided_teaches_nothing(page: Page) -> None:
    make_comment(page, comment=GOOD)
    make_comment(page, comment=BAD, state=CommentState.PENDING)
    make_comment(page, comment=BAD, state=CommentState.WITHDRAWN, moderated_at=timezone.now())
    memory = spam.learn()
    assert (memory.published, memory.refused, memory.words) == (0, 0, {})


def test_the_memory_keeps_no_numbers_and_no_word_of_one_comment_alone(page: Page) -> None:
    decided(page, good=2, bad=0)
    make_comment(page, comment="Иванка Сираковска 0888123456", moderated_at=timezone.now())
    words = spam.learn().words
    assert words["пейките"] == [2, 0]
    assert not {"иванка", "сираковска", "0888123456"} & words.keys()


def test_learning_again_changes_nothing_and_keeps_one_row(page: Page) -> None:
    decided(page, good=3, bad=3)
    first = spam.learn()
    again = spam.learn()
    assert (again.words, again.published) == (first.words, first.published)
    assert SpamMemory.objects.count() == 1


@pytest.mark.parametrize(
    ("hours", "decisions", "learns"),
    [
        pytest.param(1, 19, False, id="a little work of one hour"),
        pytest.param(1, 20, True, id="much work of one hour"),
        pytest.param(24, 0, True, id="after a day"),
    ],
)
def test_when_it_learns_anew(page: Page, hours: int, decisions: int, learns: bool) -> None:
    now = timezone.now()
    assert spam.learn_if_due(at=now - timedelta(hours=hours))
    decided(page, good=decisions, bad=0)
    assert spam.learn_if_due(at=now) is learns
