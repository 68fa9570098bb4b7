"""What a citizen reads at a field that was filled in wrongly."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from wagtail.models import Page

from policies.forms import ObservationForm
from tests.factories import ConsultationFormFieldFactory, ConsultationFormPageFactory
from zaedno.comments.forms import CommentForm, EditForm
from zaedno.comments.views_appeals import AppealForm
from zaedno.comments.views_reports import ReportForm
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.notifications.forms import FollowForm
from zaedno.users.identity.forms import AddressForm, CodeForm
from zaedno.users.privacy.forms import ErasureForm, MyDataForm

FORMS = [
    *(CommentForm, EditForm, AppealForm, ReportForm, ObservationForm),
    *(FollowForm, MyDataForm, ErasureForm, AddressForm, CodeForm),
]


class Sample(PlainErrorsMixin):
    """A field of each kind that citizens meet."""

    words = forms.CharField(max_length=5)
    email = forms.EmailField()
    link = forms.URLField(assume_scheme="https")
    number = forms.DecimalField(max_digits=4)
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "a")])
    several = forms.MultipleChoiceField(choices=[("a", "a")])
    box = forms.BooleanField()
    file = forms.FileField()


FILLED = {
    "words": "дума",
    "email": "a@example.org",
    "link": "https://example.org",
    "number": "1",
    "day": "2026-05-24",
    "choice": "a",
    "several": ["a"],
    "box": "on",
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_citizens_speaks_our_own_words(form: type[forms.Form]) -> None:
    assert issubclass(form, PlainErrorsMixin)


def test_the_questions_of_an_editor_speak_our_own_words(home: Page) -> None:
    page = ConsultationFormPageFactory(parent=home)
    ConsultationFormFieldFactory(page=page, label="Къде живеете?")
    assert issubclass(page.get_form_class(), PlainErrorsMixin)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("words", "", "Моля, попълнете това поле."),
        ("words", "я" * 6, "Текстът е твърде дълъг: 6 знака. Тук се побират най-много 5."),
        ("words", "a\x00", "Тук има знак, който не може да се запази. Моля, махнете го."),
        ("email", "", "Моля, попълнете това поле."),
        ("email", "maria", "Моля, проверете имейла. Трябва да изглежда така: ime@example.org."),
        ("link", "x", "Моля, проверете адреса. Трябва да изглежда така: https://example.org."),
        ("number", "много", "Моля, напишете число."),
        ("number", "12345", "Числото е твърде дълго."),
        ("day", "утре", "Моля, изберете ден от календара или го напишете така: 2026-05-24."),
        ("choice", "", "Моля, изберете отговор."),
        ("choice", "б", "Моля, изберете един от предложените отговори."),
        ("several", [], "Моля, изберете отговор."),
        ("several", ["б"], "Моля, изберете един от предложените отговори."),
        ("box", "", "Моля, отбележете това поле."),
        ("file", "", "Моля, изберете файл."),
        ("file", b"", "Файлът е празен. Моля, изберете друг."),
    ],
)
def test_a_mistake_is_said_so_that_one_knows_what_to_do(
    field: str, value: Any, sentence: str
) -> None:
    is_file = isinstance(value, bytes)
    files = {"file": SimpleUploadedFile("a.txt", value)} if is_file else {}
    data = FILLED if is_file else {**FILLED, field: value}
    with translation.override("bg"):
        assert Sample(data, files).errors.get(field) == [sentence]
