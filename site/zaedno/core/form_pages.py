"""Pages with a form: questions made by editors, answers kept once for both languages."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.forms.forms import BaseForm, FormBuilder
from wagtail.contrib.forms.models import AbstractForm, FormSubmission
from wagtail.contrib.forms.models import AbstractFormField as WagtailFormField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from zaedno.core.choices import choice_pairs, choices_in
from zaedno.core.citizen_text import CitizenText
from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.models import BasePage
from zaedno.core.panels import AnswersPanel
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.rate_limits import within_limit
from zaedno.core.serializers import FlagField
from zaedno.core.spam import SpamGuardMixin
from zaedno.core.translations import canonical
from zaedno.core.transliteration import latin_slug

LONGEST_LINE = 255
LONGEST_ANSWER = 5_000
MOST_DIGITS = 20
ONE_OF_MANY = ("dropdown", "radio")
# Beside the answers, whose names never begin like this: the revision with the note that was read.
PRIVACY_NOTE = "_privacy_note"


class AbstractFormField(TranslatableMixin, WagtailFormField):
    """A question; its name in exports is the label in Latin letters."""

    override_translatable_fields = [
        SynchronizedField("clean_name"),
        SynchronizedField("field_type"),
        TranslatableField("choices"),
    ]

    api_fields = [
        APIField(name)
        for name in (
            *("clean_name", "label", "field_type", "help_text", "required"),
            *("choices", "default_value"),
        )
    ]

    panels = [
        FieldPanel("label", help_text=_("The question, as the reader will see it.")),
        FieldPanel("help_text", help_text=_("What to write there, if the question needs it.")),
        FieldPanel("required", help_text=_("Whether the form can be sent without an answer.")),
        FieldPanel(
            "field_type",
            classname="formbuilder-type",
            required_on_save=True,
            help_text=_("What kind of answer is expected: text, a choice, a date."),
        ),
        FieldPanel(
            "choices",
            classname="formbuilder-choices",
            help_text=_("For a choice only: the answers, separated by commas or on lines."),
        ),
        FieldPanel(
            "default_value",
            classname="formbuilder-default",
            help_text=_("What stands there already. Usually empty."),
        ),
    ]

    class Meta(TranslatableMixin.Meta, WagtailFormField.Meta):
        abstract = True

    def get_field_clean_name(self) -> str:
        """Name for exports and the API: «Вашето име» → ``vasheto_ime``."""
        return latin_slug(self.label, max_length=60).replace("-", "_")


class GuardedForm(PlainErrorsMixin, SpamGuardMixin, BoundedEchoMixin, BaseForm):
    """A form of an editor's questions, guarded against machines and masses of text."""


class GuardedFormBuilder(FormBuilder):
    """Builds guarded forms with bounded answers, whose choices are kept in one language."""

    def __init__(self, fields: Iterable[Any], originals: Mapping[UUID, Any] | None = None) -> None:
        """Take the questions, and those of the first language by their key in all languages."""
        super().__init__(fields)
        self.originals = originals or {}

    def get_formatted_field_choices(self, field: Any) -> list[tuple[str, str]]:
        """The choices: the word of the first language stands behind the one that is shown."""
        original = self.originals.get(field.translation_key, field)
        return choice_pairs(choices_in(field.choices), choices_in(original.choices))

    def get_formatted_field_initial(self, field: Any) -> list[str]:
        """What is chosen beforehand, by the words that are kept."""
        kept = {shown: word for word, shown in self.get_formatted_field_choices(field)}
        return [kept.get(word, word) for word in choices_in(field.default_value)]

    def get_field_options(self, field: Any) -> dict[str, Any]:
        """Options that all kinds share; what one choice begins with is a word that is kept."""
        options = super().get_field_options(field)
        if field.field_type in ONE_OF_MANY:
            options["initial"] = next(iter(self.get_formatted_field_initial(field)), "")
        return options

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A line of which every sign can be seen."""
        return CitizenText(max_length=LONGEST_LINE, **options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A text area; longer answers than a few pages belong into a document."""
        return CitizenText(max_length=LONGEST_ANSWER, widget=forms.Textarea(), **options)

    def create_hidden_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """What the page itself sends along; a forged one is no longer than an answer."""
        return super().create_hidden_field(field, {"max_length": LONGEST_ANSWER, **options})

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A number that a table can show."""
        return forms.DecimalField(**options, max_digits=MOST_DIGITS)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A date, with the calendar of the reader's device."""
        calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(**options, widget=calendar)

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A choice in which nothing is chosen beforehand."""
        options["choices"] = [("", _("Please choose")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(**options)

    def get_form_class(self) -> type[forms.Form]:
        """The form's class with one field for each question."""
        return type("CitizenForm", (GuardedForm,), self.formfields)


class AbstractFormPage(AbstractForm, BasePage):
    """A page with questions for the reader."""

    form_builder = GuardedFormBuilder

    privacy_note = models.TextField(
        _("what happens with the answers"),
        help_text=_("Purpose, who reads them, how long they are kept."),
    )
    thank_you = models.TextField(
        _("thanks"), help_text=_("What the reader sees after sending, and what happens next.")
    )

    form_panels = [
        AnswersPanel(),
        InlinePanel("form_fields", label=_("question"), heading=_("Questions")),
        MultiFieldPanel([FieldPanel("privacy_note"), FieldPanel("thank_you")], heading=_("Notes")),
    ]

    def search_text(self) -> str:
        """Introduction, text, and the questions with their hints and choices."""
        asked = [field for field in self.form_fields.all() if field.field_type != "hidden"]
        lines = [
            line
            for field in asked
            for line in (field.label, field.help_text, *choices_in(field.choices))
        ]
        return "\n".join([super().search_text(), *filter(None, lines)])

    form_api_fields = [
        APIField("form_fields"),
        APIField("privacy_note"),
        APIField("accepts_answers", serializer=FlagField()),
    ]

    class Meta:
        abstract = True

    def accepts_answers(self) -> bool:
        """Whether answers may be sent now; page types with a term say more."""
        return True

    def get_submissions_list_view_class(self) -> type[View]:
        """The list of answers in the CMS; views can be loaded only once all models are."""
        return import_string("zaedno.core.exports.SafeSubmissionsListView")

    def get_form_class(self) -> type[forms.Form]:
        """The form in the language of the page, whose answers are in the first language."""
        originals = {field.translation_key: field for field in self._original_questions()}
        return self.form_builder(self.get_form_fields(), originals).get_form_class()

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """Columns of the answers, named by the questions of the first language."""
        original = canonical(self)
        return super().get_data_fields() if original == self else original.get_data_fields()

    def get_submissions(self) -> QuerySet[FormSubmission]:
        """The answers given in either language."""
        return FormSubmission.objects.filter(page=canonical(self))

    def process_form_submission(self, form: forms.Form) -> FormSubmission:
        """Keep an answer with the page of the first language, whichever was filled in."""
        answers = {name: _once(form.cleaned_data[name]) for name in self._question_names()}
        answers[PRIVACY_NOTE] = self.live_revision_id
        return FormSubmission.objects.create(form_data=answers, page=canonical(self))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, keep an answer, or thank for it (a reload sends nothing twice)."""
        if request.method == "POST":
            return self._receive(request)
        if "sent" in request.GET:
            return self.render_landing_page(request)
        return super().serve(request, *args, **kwargs)

    def _receive(self, request: HttpRequest) -> HttpResponse:
        form = self.get_form(request.POST, request.FILES, page=self, user=request.user)
        open_for_answers = self.accepts_answers() and within_limit(request, "forms")
        if open_for_answers and form.is_valid():
            self.process_form_submission(form)
            return redirect(f"{self.get_absolute_url()}?sent=1")
        if not open_for_answers:
            form.add_error(
                None, _("This form does not accept answers now. Please try again later.")
            )
        context = {**self.get_context(request), "form": form}
        return TemplateResponse(request, self.get_template(request), context, status=422)

    def _original_questions(self) -> Iterable[Any]:
        original = canonical(self)
        return () if original == self else original.get_form_fields()

    def _question_names(self) -> list[str]:
        return [field.clean_name for field in self.get_form_fields()]


def _once(answer: Any) -> Any:
    """An answer in which no choice is counted twice, however often it was sent."""
    return list(dict.fromkeys(answer)) if isinstance(answer, list) else answer
