"""Panels by which objectives, measures and indicators are written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class RowsFormSet(BaseChildFormSet):
    """Rows under a part: each knows the part as it stands in the form, none stands there twice."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        # A row is checked against its part, for instance a target against the baseline.
        setattr(form.instance, self.fk.name, self.instance)
        return form

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Keep rows of which somebody reported something.

        Raises:
            ValidationError: such a row is taken away.
        """
        super().clean(*args, **kwargs)
        for form in self.deleted_forms:
            if getattr(form.instance, "is_on_record", False):
                raise ValidationError(
                    _("“%(row)s” was reported as reached. It has to stay.") % {"row": form.instance}
                )

    def validate_unique(self) -> None:
        """Say beside the field which row says the same as one above it."""
        for names in self._unique_together():
            seen: set[tuple[Any, ...]] = set()
            for form in self._rows():
                row = tuple(form.cleaned_data.get(name) for name in names)
                if row in seen:
                    form.add_error(names[0], _("There is a row above for this already."))
                seen.add(row)

    def _unique_together(self) -> list[list[str]]:
        """Fields that make a row unique within its part."""
        constraints = self.model._meta.constraints
        fields = [c.fields for c in constraints if isinstance(c, UniqueConstraint)]
        return [[name for name in names if name != self.fk.name] for names in fields]

    def _rows(self) -> list[Any]:
        gone = self.deleted_forms
        return [
            form
            for form in self.forms
            if form.is_valid() and form not in gone and (form.instance.pk or form.has_changed())
        ]


class RowsPanel(InlinePanel):
    """Rows under a part, such as milestones or targets."""

    formset: type[RowsFormSet] = RowsFormSet

    def get_form_options(self) -> dict[str, Any]:
        """Check the rows together and against their part."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options
