"""Indicators: by what one sees whether a measure helps."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from policies.enums import Direction, Frequency
from policies.models.measures import Measure, year_field
from policies.models.parts import PolicyPart
from policies.panels import RowsPanel
from policies.querysets import PartQuerySet
from policies.series import is_better
from zaedno.core.days import today
from zaedno.core.languages import Words, in_language

PERCENT = "%"


def value_field(name: Any, help_text: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """A measured value."""
    return models.DecimalField(
        name, max_digits=16, decimal_places=4, help_text=help_text, **options
    )


class Indicator(PolicyPart):
    """A number that shows whether a measure helps: where it began, where it should be."""

    measure = models.ForeignKey(
        Measure,
        on_delete=models.CASCADE,
        related_name="indicators",
        verbose_name=_("measure"),
        help_text=_("The measure that it follows."),
    )
    policy = models.ForeignKey(
        "policies.PolicyPage", on_delete=models.CASCADE, related_name="indicators", editable=False
    )
    method = models.TextField(
        _("method"), blank=True, help_text=_("How it is counted, so that others get the same.")
    )
    method_en = models.TextField(
        _("method in English"),
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )
    unit_of_measure = models.CharField(
        _("unit of measure"),
        max_length=40,
        help_text=_("For instance: number, people, tonnes, %. In %, values go from 0 to 100."),
    )
    unit_of_measure_en = models.CharField(
        _("unit of measure in English"),
        max_length=40,
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )
    direction = models.CharField(
        _("direction"),
        max_length=8,
        choices=Direction,
        default=Direction.HIGHER,
        help_text=_("Which way it should move."),
    )
    baseline = value_field(
        _("baseline"),
        _("Value before the policy. Empty: it was not measured."),
        null=True,
        blank=True,
    )
    baseline_on = models.DateField(
        _("date of the baseline"), null=True, blank=True, help_text=_("The day it was measured.")
    )
    frequency = models.CharField(
        _("frequency"),
        max_length=12,
        choices=Frequency,
        default=Frequency.YEARLY,
        help_text=_("How often it is measured. Readers see when a value is overdue."),
    )
    owner = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("measured by"),
        help_text=_("The unit that enters the values. Empty: that of the measure."),
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Register or study of the values.")
    )
    source_en = models.CharField(
        _("source in English"),
        max_length=200,
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )

    panels = [
        FieldPanel("measure", widget=Select),
        *PolicyPart.words_panels,
        MultiFieldPanel(["method", "method_en"], heading=_("Method")),
        MultiFieldPanel(
            [
                FieldRowPanel(["unit_of_measure", "unit_of_measure_en"]),
                "direction",
                FieldRowPanel(["baseline", "baseline_on"]),
                "frequency",
                "owner",
                FieldRowPanel(["source", "source_en"]),
            ],
            heading=_("Facts"),
        ),
        RowsPanel("targets", label=_("target"), heading=_("Targets by year")),
    ]

    objects = PartQuerySet.as_manager()

    class Meta(PolicyPart.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "code"],
                name="one_indicator_per_code",
                violation_error_message=_("The policy has another indicator with this number."),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Belong to the policy of the measure."""
        self.policy = self.measure.policy
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Know the policy before the number is checked against its other indicators."""
        if self.measure_id:
            self.policy = self.measure.policy
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """The baseline was measured already, and a share goes from 0 to 100."""
        super().clean()
        if self.baseline_on is not None and self.baseline_on > today():
            raise ValidationError({"baseline_on": _("The date is in the future.")})
        if self.baseline is not None:
            check_share(self.baseline, unit_of_measure=self.unit_of_measure, field="baseline")

    def get_absolute_url(self) -> str:
        """Address of the indicator in the language of the reader."""
        return reverse("policies:indicator", args=[self.pk])

    @property
    def is_share(self) -> bool:
        """Whether its values are per cent."""
        return self.unit_of_measure.strip() == PERCENT

    @property
    def unit_here(self) -> Words:
        """The unit of measure in the language of the reader."""
        return in_language(self, "unit_of_measure")

    @property
    def method_here(self) -> Words:
        """The method in the language of the reader."""
        return in_language(self, "method")

    @property
    def source_here(self) -> Words:
        """The source in the language of the reader."""
        return in_language(self, "source")


def check_share(value: Any, *, unit_of_measure: str, field: str) -> None:
    """Refuse per cents outside 0–100.

    Raises:
        ValidationError: of the named field.
    """
    if unit_of_measure.strip() == PERCENT and not 0 <= value <= 100:
        raise ValidationError({field: _("A percentage goes from 0 to 100.")})


class Target(Orderable):
    """Where an indicator should be at the end of a year."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = year_field()
    value = value_field(_("target"), _("Value at the end of the year."))

    panels = [FieldRowPanel(["year", "value"])]

    class Meta(Orderable.Meta):
        ordering = ["year"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_target_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"

    def clean(self) -> None:
        """A target is no step back from the baseline, and a share goes from 0 to 100."""
        super().clean()
        if self.value is None:
            return
        indicator = self.indicator
        check_share(self.value, unit_of_measure=indicator.unit_of_measure, field="value")
        baseline = indicator.baseline
        if baseline is not None and is_better(baseline, self.value, indicator.direction):
            raise ValidationError(
                {"value": _("The target is worse than the baseline. Check the direction.")}
            )
