"""The page of the CMS that says why results stand where they stand."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from search import explaining, narrowing
from search.backends.base import Scope, SearchUnavailable
from search.cms.views import SearchStaffView
from search.explaining import ExplainedSearch
from search.remedies import remedies_for
from zaedno.core.validation import LONGEST_QUERY

BACKEND_NAMES = {
    "elasticsearch": _("Elasticsearch"),
    "database": _("Search in the database"),
}


class QuestionForm(forms.Form):
    """What a reader would search for, in which language, and who answers."""

    q = forms.CharField(label=_("Search"), max_length=LONGEST_QUERY)
    reader = forms.ChoiceField(
        label=_("Language of the reader"),
        choices=[*settings.LANGUAGES, ("", _("Any"))],
        required=False,
        help_text=_("Results in this language come first."),
    )
    backend = forms.ChoiceField(label=_("Who searches"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the backends that there are; one alone is no choice."""
        super().__init__(*args, **kwargs)
        names = list(explaining.backends())
        choice = self.fields["backend"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(name, BACKEND_NAMES[name]) for name in names]
        if len(names) == 1:
            choice.widget = forms.HiddenInput()
        self.usual_backend = names[0]

    @property
    def text(self) -> str:
        """What is searched for."""
        return str(self.cleaned_data["q"])

    @property
    def backend_name(self) -> str:
        """The chosen backend, or the one that usually answers."""
        return str(self.cleaned_data["backend"] or self.usual_backend)


class ExplainView(SearchStaffView):
    """Ask as a reader, and see what the answer rests on."""

    template_name = "wagtailadmin/search/explain.html"
    page_title = _("Why a result stands where it stands")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answer with its reasons, once something is asked."""
        asked = self.request.GET
        form = QuestionForm({"reader": settings.LANGUAGE_CODE, **asked.dict()} if asked else None)
        context = {**super().get_context_data(**kwargs), "form": form}
        if not form.is_valid():
            return context
        filters = narrowing.filters_in(asked)
        scope = Scope(language=form.cleaned_data["reader"] or None, filters=filters)
        found = self._explained(form, scope)
        if found is None:
            return context
        return {
            **context,
            "found": found,
            "chips": narrowing.chips(asked, filters),
            "groups": narrowing.groups(asked, filters, found.facets),
            "remedies": [
                (remedy.label, remedy.url(form.text)) for remedy in remedies_for(self.request.user)
            ],
        }

    def _explained(self, form: QuestionForm, scope: Scope) -> ExplainedSearch | None:
        try:
            return explaining.explain(form.text, scope, backend=form.backend_name)
        except SearchUnavailable:
            messages.error(self.request, _("Elasticsearch gives no answer at the moment."))
            return None
