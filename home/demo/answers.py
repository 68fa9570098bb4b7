"""Answers to the questionnaire of the open consultation, spread over its days."""

from datetime import timedelta

from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from home.demo.content.questionnaires import WASTE_ANSWERS, WASTE_FORM
from home.demo.outcomes import Loading, Outcome
from home.demo.pages import find_page
from zaedno.core.form_pages import AbstractFormPage


def load_answers(loading: Loading) -> Outcome:
    """Put the answers beside the form, unless it has any already."""
    page = find_page(WASTE_FORM)
    if not isinstance(page, AbstractFormPage):
        raise LookupError(WASTE_FORM.slug)
    if page.get_submissions().exists():
        return Outcome.UNCHANGED
    names = [field.clean_name for field in page.form_fields.order_by("sort_order")]
    for number, answers in enumerate(WASTE_ANSWERS, start=1):
        form_data = dict(zip(names, answers, strict=True))
        answer = FormSubmission.objects.create(page=page, form_data=form_data)
        given = timezone.now() - timedelta(hours=17 * number)
        FormSubmission.objects.filter(pk=answer.pk).update(submit_time=given)
    return Outcome.CREATED
