"""What happens to a promise: entered by units, approved by an editor, read by citizens.

An entry is never overwritten. A newer one about the same thing replaces it when it is published,
and the older one stays for the record. At any time one entry about a thing is public, and at most
one waits.
"""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.enums import EntryState, MeasureStatus, MoneySource
from policies.models.indicators import Indicator, check_share, value_field
from policies.models.measures import Measure, Milestone, amount_field, year_field
from policies.querysets import EntryQuerySet
from zaedno.core.days import today
from zaedno.core.money import Currency, Money

EARLIEST_YEAR = 1990


def staff_field(**options: Any) -> "models.ForeignKey[Any, Any]":
    """A member of staff; the record stays when they leave."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        **options,
    )


def check_day(day: date | None, *, field: str) -> None:
    """Refuse a day that is to come, or so long ago that the year must be a slip.

    Raises:
        ValidationError: of the named field.
    """
    if day is None:
        return
    if day > today():
        raise ValidationError({field: _("The date is in the future.")})
    if day.year < EARLIEST_YEAR:
        raise ValidationError({field: _("Check the year of the date.")})


class Entry(models.Model):
    """One piece of progress.

    Attributes:
        about: names of the fields that say what it is about; the others say what is so.
        says: names of the fields that two entries must share to say the same.
    """

    about: ClassVar[tuple[str, ...]]
    says: ClassVar[tuple[str, ...]]

    state = models.CharField(
        _("state"), max_length=12, choices=EntryState, default=EntryState.WAITING, editable=False
    )
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("What a reader should know.")
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    entered_by = staff_field(verbose_name=_("entered by"))
    from_file = models.ForeignKey(
        "policies.ImportRun",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("from the file"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = staff_field(verbose_name=_("decided by"))
    decision_reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def key(self) -> dict[str, Any]:
        """What the entry is about, as conditions of a query."""
        return {name: getattr(self, name) for name in self.about}

    def says_the_same(self, other: "Entry") -> bool:
        """Whether another entry about the same thing says nothing else."""
        return all(getattr(self, name) == getattr(other, name) for name in self.says)


def _one_in_each_state(*about: str, name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=about,
            condition=Q(state=state),
            name=f"one_{state}_{name}",
        )
        for state in (EntryState.WAITING.value, EntryState.PUBLISHED.value)
    ]


class StatusEntry(Entry):
    """How far a measure is since a day."""

    about = ("measure_id",)
    says = ("status", "on", "reason", "reason_en", "note")

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="statuses", editable=False
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=MeasureStatus,
        help_text=_("A missed deadline is shown by itself."),
    )
    on = models.DateField(_("since"), default=today, help_text=_("The day on which it came true."))
    reason = models.CharField(
        _("reason"),
        max_length=500,
        blank=True,
        help_text=_("Needed for a dropped measure: why. Readers see it."),
    )
    reason_en = models.CharField(
        _("reason in English"),
        max_length=500,
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statuses")
        constraints = _one_in_each_state("measure", name="status")

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_status_display()}"

    def clean(self) -> None:
        """A measure is dropped with a reason; a status does not begin in the future."""
        super().clean()
        if self.status == MeasureStatus.DROPPED and not self.reason.strip():
            raise ValidationError({"reason": _("Say why the measure was dropped.")})
        check_day(self.on, field="on")


class Spending(Entry):
    """What a measure has cost in a year so far, from one source."""

    about = ("measure_id", "year", "source")
    says = ("amount", "currency", "note")

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="spendings", editable=False
    )
    year = year_field()
    source = models.CharField(
        _("source"),
        max_length=12,
        choices=MoneySource,
        default=MoneySource.MUNICIPAL,
        help_text=_("Who gave the money."),
    )
    amount = amount_field(_("spent"), _("Since the beginning of the year."))
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.EUR,
        help_text=_("Amounts in lev are shown in euro too."),
    )

    class Meta:
        verbose_name = _("spent amount")
        verbose_name_plural = _("spent amounts")
        constraints = _one_in_each_state("measure", "year", "source", name="spending")

    def __str__(self) -> str:
        return f"{self.measure}, {self.year}: {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        """The amount with its currency."""
        return Money(self.amount, self.currency)

    def clean(self) -> None:
        """Nothing is spent in years to come."""
        super().clean()
        if self.year and self.year > today().year:
            raise ValidationError({"year": _("The year is in the future.")})


class MilestoneReached(Entry):
    """The day on which a milestone was reached."""

    about = ("milestone_id",)
    says = ("on", "note")

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="reached", editable=False
    )
    on = models.DateField(_("reached"), default=today, help_text=_("The day it was reached."))

    class Meta:
        verbose_name = _("reached milestone")
        verbose_name_plural = _("reached milestones")
        constraints = _one_in_each_state("milestone", name="reached_milestone")

    def __str__(self) -> str:
        return f"{self.milestone}: {self.on}"

    def clean(self) -> None:
        """Nothing was reached in the future."""
        super().clean()
        check_day(self.on, field="on")


class Measurement(Entry):
    """The value of an indicator on a day, and where it comes from."""

    about = ("indicator_id", "date")
    says = ("value", "source", "document_id", "note")

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="measurements", editable=False
    )
    date = models.DateField(_("date"), help_text=_("The day for which the value holds."))
    value = value_field(_("value"), _("In the indicator’s unit of measure."))
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Where it comes from, if not from the indicator’s usual source."),
    )
    document = models.ForeignKey(
        "core.CustomDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("source document"),
        help_text=_("Readers can download it."),
    )

    class Meta:
        ordering = ["date"]
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        constraints = _one_in_each_state("indicator", "date", name="measurement")
        indexes = [models.Index(fields=["indicator", "state", "date"], name="series")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.date}: {self.value}"

    def clean(self) -> None:
        """Nothing is measured in the future, and a share goes from 0 to 100."""
        super().clean()
        check_day(self.date, field="date")
        if self.value is not None:
            unit = self.indicator.unit_of_measure
            check_share(self.value, unit_of_measure=unit, field="value")


class MeasureStanding(models.Model):
    """What lists need to know of a measure, derived from its published progress.

    Rewritten in the transaction that publishes progress (``policies.services.standings``).
    """

    measure = models.OneToOneField(
        Measure, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    status = models.CharField(max_length=16, choices=MeasureStatus, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)

    class Meta:
        indexes = [models.Index(fields=["status"], name="measures_by_status")]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.status}"
