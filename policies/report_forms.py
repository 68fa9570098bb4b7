"""The form of a monitoring report: it speaks of the measures of its policy only."""

from typing import Any

from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from policies.models.measures import Measure
from policies.panels import RowsFormSet, RowsPanel

# A report on a larger policy begins empty: nobody writes hundreds of lines at once.
MOST_LINES = 60


class LinesFormSet(RowsFormSet):
    """Lines of a report: one of each measure."""

    def _unique_together(self) -> list[list[str]]:
        return [["measure"]]


class LinesPanel(RowsPanel):
    """Lines of a report."""

    formset = LinesFormSet


class ReportForm(WagtailAdminPageForm):
    """Offers the measures of the policy under which the report stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Narrow the choice in each line."""
        super().__init__(*args, **kwargs)
        lines = self.formsets.get("lines")
        policy = self.parent_page
        if lines is not None and policy is not None:
            lines.form = _for_measures(lines.form, list(Measure.objects.of(policy)), policy)


def _for_measures(form: type[Any], measures: list[Measure], policy: Any) -> type[Any]:
    """The form of a line with the choice of some measures."""
    field = ModelChoiceField(
        Measure.objects.of(policy),
        label=_("measure"),
        help_text=_("A measure of this policy."),
        error_messages={"invalid_choice": _("Choose a measure of this policy.")},
    )
    # Set once for all lines, which would ask the database each for themselves.
    field.choices = [("", "---------"), *((measure.pk, str(measure)) for measure in measures)]
    metaclass: Any = type(form)
    return metaclass(form.__name__, (form,), {"measure": field})


def empty_lines(policy: Any, line: type[Any]) -> list[Any]:
    """A line for each public measure of a policy, to be filled in; none for a large policy.

    Args:
        policy: the page under which the report stands.
        line: the model of a line.
    """
    measures = list(Measure.objects.of(policy).live()[: MOST_LINES + 1])
    return [line(measure=m) for m in measures] if len(measures) <= MOST_LINES else []
