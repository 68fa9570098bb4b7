"""What answers to forms hold on people: whatever an editor's questions ask for."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.models import FormSubmission

from forms.models import ConsultationFormPage
from zaedno.core.form_pages import PRIVACY_NOTE
from zaedno.core.personal_data import Holding, delete_rows, register_holding

KEPT_FOR = timedelta(days=365)


def register() -> None:
    """Say what is held."""
    register_holding(ANSWERS)


def _answers_with(email: str) -> Iterator[FormSubmission]:
    """Answers in which one value is the address, in whatever letters it was typed."""
    address = email.casefold()
    # JSON may hold letters other than Latin ones as escapes.
    escaped = json.dumps(address)[1:-1]
    answers = FormSubmission.objects.annotate(said=Cast("form_data", TextField()))
    found = answers.filter(Q(said__icontains=address) | Q(said__icontains=escaped))
    for answer in found.select_related("page").order_by("pk").iterator():
        if any(_is(value, address) for value in answer.form_data.values()):
            yield answer


def _is(value: Any, address: str) -> bool:
    return isinstance(value, str) and value.strip().casefold() == address


def _collect(email: str) -> Iterable[dict[str, Any]]:
    for answer in _answers_with(email):
        questions = dict(answer.page.specific.get_data_fields())
        questions[PRIVACY_NOTE] = _("version of the privacy note")
        said = {str(questions.get(name, name)): value for name, value in answer.form_data.items()}
        yield {_("page"): answer.page.title, _("sent"): answer.submit_time, **said}


def _erase(email: str, *, at: datetime, words: bool) -> int:
    """Empty the address where it stands; with the words, delete the answers.

    Which other answer is a name nobody can tell: whoever wants it gone chooses the words too.
    """
    count = 0
    for answer in list(_answers_with(email)):
        count += 1
        if words:
            answer.delete()
            continue
        data = answer.form_data
        address = email.casefold()
        answer.form_data = {k: "" if _is(v, address) else v for k, v in data.items()}
        answer.save()
    return count


def _old_answers(at: datetime) -> "QuerySet[FormSubmission]":
    """A year after they were sent, and after the form closed where it has an end."""
    moment = at - KEPT_FOR
    running = ConsultationFormPage.objects.filter(Q(closes__gt=moment.date()))
    return FormSubmission.objects.filter(submit_time__lte=moment).exclude(
        page__in=running.values("pk")
    )


ANSWERS = Holding(
    name="forms.answers",
    label=gettext_lazy("Answers to forms"),
    purpose=gettext_lazy("To take opinions into account, to answer, to remove barriers."),
    legal_basis=gettext_lazy("Task in the public interest: GDPR, Article 6(1)(e)."),
    people=gettext_lazy("Everyone who fills in a form."),
    data=gettext_lazy("What each form asks for; an e-mail address only where one wants an answer."),
    recipients=gettext_lazy("Staff who may read answers; reports show them without names."),
    kept_for=gettext_lazy("One year after the form has closed, or after it was sent."),
    collect=_collect,
    erase=_erase,
    due=_old_answers,
    forget=delete_rows,
)
