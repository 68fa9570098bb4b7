"""Forms for the progress of one measure: each is about one thing and shows what is known of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.widgets import AdminDocumentChooser

from policies.cms.entries import amount_says, day, says_of
from policies.cms.fields import NumberField
from policies.models import Measurement, MilestoneReached, Spending, StatusEntry
from policies.models.progress import Entry
from zaedno.core.days import today

LATEST = 3


class EntryForm(forms.ModelForm[Any]):
    """One piece of progress; a new one only where somebody changed what was shown to them.

    What was shown goes with the form, so that a form filled in yesterday does not undo what others
    entered since.

    Attributes:
        fresh: what stands in the fields where nothing is known yet.
        public: what readers see now.
        waiting: what waits for approval now.
    """

    fresh: ClassVar[dict[str, Any]] = {}

    def __init__(
        self,
        data: Any = None,
        *,
        about: Entry,
        prefix: str,
        public: Any = None,
        waiting: Any = None,
    ) -> None:
        """Fill in what waits, or else what is public."""
        self.public, self.waiting = public, waiting
        super().__init__(
            data,
            prefix=prefix,
            instance=about,
            initial=self._known(waiting or public),
            empty_permitted=True,
            use_required_attribute=False,
        )
        for field in self.fields.values():
            field.show_hidden_initial = True

    def _known(self, entry: Any) -> dict[str, Any]:
        names = [*(self._meta.fields or ())]
        if entry is None:
            return {name: self.fresh.get(name) for name in names}
        return {name: getattr(entry, name) for name in names}

    @property
    def public_says(self) -> str:
        """What readers see now, in words."""
        return says_of(self.public) if self.public else ""

    @property
    def waiting_says(self) -> str:
        """What waits for approval now, in words."""
        return says_of(self.waiting) if self.waiting else ""

    @property
    def as_it_was_shown(self) -> SafeString:
        """Hidden fields with what stood in the fields when the form was opened."""
        return format_html_join(
            "", "{}", ((field.as_hidden(only_initial=True),) for field in self.visible_fields())
        )


class StatusForm(EntryForm):
    """How far the measure is."""

    @property
    def fresh(self) -> dict[str, Any]:  # type: ignore[override]
        """A new status holds from today."""
        return {"on": today()}

    class Meta:
        model = StatusEntry
        fields = ("status", "on", "reason", "reason_en", "note")
        widgets = {"on": AdminDateInput, "reason": forms.Textarea({"rows": 2})}


class MilestoneForm(EntryForm):
    """The day on which a milestone was reached."""

    class Meta:
        model = MilestoneReached
        fields = ("on", "note")
        widgets = {"on": AdminDateInput}
        error_messages = {
            "on": {
                "required": gettext_lazy(
                    "Write the day on which it was reached. What was entered once can be "
                    "corrected, not emptied."
                )
            }
        }


class SpendingForm(EntryForm):
    """What was spent in a known year from a known source."""

    fresh = {"currency": "EUR"}
    planned: Any = None

    @property
    def planned_says(self) -> str:
        """What was planned, in words."""
        return amount_says(self.planned) if self.planned else ""

    class Meta:
        model = Spending
        fields = ("amount", "currency", "note")
        field_classes = {"amount": NumberField}
        error_messages = {
            "amount": {"required": gettext_lazy("Write the amount; 0 where nothing was spent.")}
        }


class NewSpendingForm(EntryForm):
    """What was spent in a year or from a source of which nothing is known yet."""

    fresh = {"currency": "EUR", "source": "municipal"}
    known: frozenset[tuple[int, str]] = frozenset()

    class Meta:
        model = Spending
        fields = ("year", "source", "amount", "currency", "note")
        field_classes = {"amount": NumberField}
        widgets = {"year": forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        """Refuse a year and source that have their row."""
        cleaned: dict[str, Any] = super().clean() or {}
        if (cleaned.get("year"), cleaned.get("source")) in self.known:
            self.add_error("year", _("This year and source stand above. Change them there."))
        return cleaned


class MeasurementForm(EntryForm):
    """A new value of an indicator."""

    corrects = forms.BooleanField(
        label=gettext_lazy("This corrects the value of that day"),
        help_text=gettext_lazy("Tick it to replace a value of the same day."),
        required=False,
    )
    before: Mapping[date, list[Any]] = {}

    class Meta:
        model = Measurement
        fields = ("date", "value", "source", "document", "note")
        field_classes = {"value": NumberField}
        widgets = {"date": AdminDateInput, "document": AdminDocumentChooser}

    def clean(self) -> dict[str, Any]:
        """Refuse a second value of a day, unless it is said to correct the first."""
        cleaned: dict[str, Any] = super().clean() or {}
        other = self.replaced
        if other is not None and "value" in cleaned and not cleaned.get("corrects"):
            self.add_error(
                "date",
                _("%(date)s has a value already: %(value)s. Tick the correction to replace it.")
                % {"date": day(other.date), "value": says_of(other)},
            )
        return cleaned

    @property
    def replaced(self) -> Any:
        """The value that this one takes the place of: the waiting one, or else the public one."""
        cleaned = getattr(self, "cleaned_data", {})
        others = self.before.get(cleaned["date"], []) if cleaned.get("date") else []
        return next((o for o in others if o.value != cleaned.get("value")), None)

    @cached_property
    def indicator(self) -> Any:
        """What is measured."""
        return self.instance.indicator

    @property
    def known(self) -> list[dict[str, Any]]:
        """The latest values, public and waiting, the newest first, in words."""
        latest = sorted(self.before, reverse=True)[:LATEST]
        return [
            {"date": on, "says": says_of(entry), "state": entry.get_state_display()}
            for on in latest
            for entry in self.before[on]
        ]
