"""Answers to a form: kept, counted and exported in one language, whichever was filled in."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import Client
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page, Revision

from forms.models import ConsultationFormPage
from tests.factories import (
    ConsultationFormFieldFactory,
    ConsultationFormPageFactory,
    ConsultationPageFactory,
    UserFactory,
)
from zaedno.core.choices import choice_pairs, choices_in
from zaedno.core.days import today
from zaedno.core.form_pages import PRIVACY_NOTE
from zaedno.core.spam import issue_stamp

CHOICES = {
    "radio": ("Да\nНе", "Yes\nNo", ""),
    "dropdown": ("Левски, Градище", "Levski, Gradishte", "Gradishte"),
    "checkboxes": ("плик, кофа, чувал", "bag, bin, sack", "bin, sack"),
    "multiselect": ("сутрин, вечер", "morning, evening", ""),
}
IN_ENGLISH = {
    "radio": "Yes",
    "dropdown": "Gradishte",
    "checkboxes": ["bag", "sack"],
    "multiselect": ["evening"],
}
KEPT = {
    "radio": "Да",
    "dropdown": "Градище",
    "checkboxes": ["плик", "чувал"],
    "multiselect": ["вечер"],
}


@pytest.fixture
def form(site_tree: SimpleNamespace) -> ConsultationFormPage:
    """A form with a question of each kind of choice."""
    page = ConsultationFormPageFactory(parent=site_tree.consultations)
    for place, (kind, (choices, _words, _initial)) in enumerate(CHOICES.items()):
        ConsultationFormFieldFactory(
            page=page, sort_order=place, label=f"Въпрос {kind}", field_type=kind, choices=choices
        )
    page.refresh_from_db()
    return page


@pytest.fixture
def english(form: ConsultationFormPage, in_english: Callable[[Page], Page]) -> ConsultationFormPage:
    """The same form with its questions and choices in English."""
    page = in_english(form)
    for field in page.form_fields.all():
        _choices, field.choices, field.default_value = CHOICES[field.field_type]
        field.label = f"Question {field.field_type}"
        field.save()
    page.refresh_from_db()
    return page


@pytest.fixture
def office(form: ConsultationFormPage) -> Client:
    """The browser of an administrator."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def answers(page: ConsultationFormPage, shown: dict[str, object]) -> dict[str, object]:
    """What a browser sends when the reader picks the choices that are shown so."""
    form = page.get_form(page=page, user=None)
    sent: dict[str, object] = {"website": "", "stamp": issue_stamp()}
    for field in page.form_fields.all():
        values = {label: value for value, label in form.fields[field.clean_name].choices}
        picked = shown[field.field_type]
        sent[field.clean_name] = (
            [values[word] for word in picked] if isinstance(picked, list) else values[picked]
        )
    return sent


def kept(page: ConsultationFormPage) -> dict[str, object]:
    data = FormSubmission.objects.get().form_data
    return {field.field_type: data[field.clean_name] for field in page.form_fields.all()}


def test_an_answer_in_english_is_kept_in_the_words_of_the_original(
    client: Client, form: ConsultationFormPage, english: ConsultationFormPage
) -> None:
    response = client.post(english.get_url(), answers(english, IN_ENGLISH))

    assert response.status_code == 302
    assert FormSubmission.objects.get().page_id == form.pk
    assert kept(form) == KEPT


def test_an_answer_in_bulgarian_is_kept_in_the_same_words(
    client: Client, form: ConsultationFormPage
) -> None:
    assert client.post(form.get_url(), answers(form, KEPT)).status_code == 302
    assert kept(form) == KEPT


def test_an_answer_keeps_which_privacy_note_was_read(
    client: Client, form: ConsultationFormPage
) -> None:
    form.privacy_note = "Четат го само служителите. Пазим го една година."
    form.save_revision().publish()
    form.refresh_from_db()
    client.post(form.get_url(), answers(form, KEPT))
    revision = FormSubmission.objects.get().form_data[PRIVACY_NOTE]
    form.privacy_note = "Четат го само служителите. Пазим го два месеца."
    form.save_revision().publish()
    read = Revision.objects.get(pk=revision).as_object()
    assert read.privacy_note == "Четат го само служителите. Пазим го една година."


def test_the_english_form_shows_english_words_and_what_is_chosen_beforehand(
    client: Client, english: ConsultationFormPage
) -> None:
    html = client.get(english.get_url()).content.decode()
    assert "Да" not in html.replace('value="Да"', "")
    assert '<option value="Градище" selected>Gradishte</option>' in html
    assert html.count(" checked") == 2


def test_a_word_that_is_no_choice_is_refused(
    client: Client, form: ConsultationFormPage, english: ConsultationFormPage
) -> None:
    sent = {**answers(english, IN_ENGLISH), "vapros_radio": "Perhaps"}
    assert client.post(english.get_url(), sent).status_code == 422
    assert not FormSubmission.objects.exists()


@pytest.mark.parametrize("first", [-40, 5], ids=["closed", "planned"])
def test_a_consultation_that_is_not_open_takes_no_answer(
    client: Client, site_tree: SimpleNamespace, first: int
) -> None:
    opens = today() + timedelta(days=first)
    consultation = ConsultationPageFactory(
        parent=site_tree.consultations, opens=opens, closes=opens + timedelta(days=30)
    )
    page = ConsultationFormPageFactory(parent=consultation)
    ConsultationFormFieldFactory(page=page, label="Мнение")
    sent = {"mnenie": "Да", "stamp": issue_stamp()}
    assert client.post(page.get_url(), sent).status_code == 422
    assert not FormSubmission.objects.exists()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("singleline", "а\0б"),
        ("multiline", "а\0б"),
        ("email", "не е адрес"),
        ("number", "1e999999"),
        ("number", "NaN"),
        ("number", "9" * 400),
        ("url", "javascript:alert(1)"),
        ("date", "2026-99-99"),
        ("datetime", "вчера"),
        ("hidden", "я" * 6000),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused(
    client: Client, site_tree: SimpleNamespace, kind: str, answer: str
) -> None:
    page = ConsultationFormPageFactory(parent=site_tree.consultations)
    ConsultationFormFieldFactory(page=page, label="Мнение", field_type=kind)
    sent = {"mnenie": answer, "stamp": issue_stamp()}
    assert client.post(page.get_url(), sent).status_code == 422
    assert not FormSubmission.objects.exists()


def test_a_choice_that_is_sent_twice_counts_once(
    client: Client, form: ConsultationFormPage
) -> None:
    sent = answers(form, {**KEPT, "checkboxes": ["плик", "плик"]})
    assert client.post(form.get_url(), sent).status_code == 302
    assert kept(form)["checkboxes"] == ["плик"]


def test_a_translation_that_lacks_a_choice_shows_the_words_of_the_original(
    client: Client, form: ConsultationFormPage, english: ConsultationFormPage
) -> None:
    english.form_fields.filter(field_type="radio").update(choices="Yes")
    shown = {**IN_ENGLISH, "radio": "Не"}
    assert client.post(english.get_url(), answers(english, shown)).status_code == 302
    assert kept(form) == {**KEPT, "radio": "Не"}


def test_the_office_sees_all_answers_in_one_language_from_either_page(
    client: Client, form: ConsultationFormPage, english: ConsultationFormPage, office: Client
) -> None:
    client.post(form.get_url(), answers(form, KEPT))
    client.post(english.get_url(), answers(english, IN_ENGLISH))
    for page in (form, english):
        html = office.get(f"/cms/forms/submissions/{page.pk}/").content.decode()
        assert html.count("плик, чувал") == 2
        assert "Въпрос radio" in html
        assert "Question" not in html


@pytest.mark.parametrize("name", ["form", "english"])
def test_exports_from_either_page_are_the_same(
    client: Client,
    form: ConsultationFormPage,
    english: ConsultationFormPage,
    office: Client,
    name: str,
) -> None:
    client.post(form.get_url(), answers(form, KEPT))
    client.post(english.get_url(), answers(english, IN_ENGLISH))
    address = f"/cms/forms/submissions/{ {'form': form, 'english': english}[name].pk }/"
    text = office.get(address, {"export": "csv"}).getvalue().decode()
    heading, *rows = csv.reader(io.StringIO(text))
    book = openpyxl.load_workbook(io.BytesIO(office.get(address, {"export": "xlsx"}).getvalue()))
    in_book = [[cell.value for cell in row][1:] for row in book.active.iter_rows()]

    assert heading[1:] == [f"Въпрос {kind}" for kind in CHOICES]
    assert [row[1:] for row in rows] == [["Да", "Градище", "плик, чувал", "вечер"]] * 2
    assert in_book == [heading[1:], *(row[1:] for row in rows)]


def test_the_panel_of_the_english_form_counts_the_same_answers(
    client: Client, form: ConsultationFormPage, english: ConsultationFormPage, office: Client
) -> None:
    client.post(form.get_url(), answers(form, KEPT))
    client.post(english.get_url(), answers(english, IN_ENGLISH))
    for page in (form, english):
        html = office.get(f"/cms/pages/{page.pk}/edit/").content.decode()
        assert f"/cms/forms/submissions/{page.pk}/" in html


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        pytest.param("а, б", ["а", "б"], id="commas"),
        pytest.param("а, б\r\nв", ["а, б", "в"], id="lines keep their commas"),
        pytest.param("а,\nб,", ["а", "б"], id="both"),
        pytest.param("\n а \n\n", ["а"], id="one line among empty ones"),
        pytest.param("", [], id="none"),
    ],
)
def test_choices_are_read_from_lines_or_commas(text: str, choices: list[str]) -> None:
    assert choices_in(text) == choices


def test_a_choice_is_paired_by_its_place() -> None:
    assert choice_pairs(["yes", "no"], ["да", "не"]) == [("да", "yes"), ("не", "no")]
    assert choice_pairs(["yes"], ["да", "не"]) == [("да", "да"), ("не", "не")]
