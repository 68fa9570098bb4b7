"""Objectives, and the measures by which they are reached."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple, Select
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from policies.enums import MoneySource
from policies.models.parts import PolicyPart, weight_field
from policies.panels import RowsPanel
from policies.querysets import MeasureQuerySet, PartQuerySet
from zaedno.core.languages import Words, in_language
from zaedno.core.money import Currency, Money


class Objective(PolicyPart):
    """An aim of a policy, reached by its measures."""

    policy = models.ForeignKey(
        "policies.PolicyPage",
        on_delete=models.CASCADE,
        related_name="objectives",
        verbose_name=_("policy"),
        help_text=_("The policy in Bulgarian; its English page shows the same."),
    )
    weight = weight_field()

    panels = [FieldPanel("policy", widget=Select), *PolicyPart.words_panels, "weight"]

    objects = PartQuerySet.as_manager()

    class Meta(PolicyPart.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "code"],
                name="one_objective_per_code",
                violation_error_message=_("The policy has another objective with this number."),
            )
        ]


class Measure(PolicyPart):
    """One promised step: what is done, by whom, by when, for how much."""

    objective = models.ForeignKey(
        Objective,
        on_delete=models.CASCADE,
        related_name="measures",
        verbose_name=_("objective"),
        help_text=_("The objective that it serves."),
    )
    policy = models.ForeignKey(
        "policies.PolicyPage", on_delete=models.CASCADE, related_name="measures", editable=False
    )
    unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible unit"),
        help_text=_("The unit that does it and reports how far it is."),
    )
    start = models.DateField(_("start"), null=True, blank=True, help_text=_("First day of work."))
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("Last day by which it must be done.")
    )
    weight = weight_field()
    places = ParentalManyToManyField(
        "core.Settlement",
        blank=True,
        related_name="+",
        verbose_name=_("places"),
        help_text=_("Where it is carried out. None: in the whole municipality."),
    )

    panels = [
        FieldPanel("objective", widget=Select),
        *PolicyPart.words_panels,
        MultiFieldPanel(
            [
                "unit",
                FieldRowPanel(["start", "deadline"]),
                "weight",
                FieldPanel("places", widget=CheckboxSelectMultiple),
            ],
            heading=_("Facts"),
        ),
        RowsPanel("milestones", label=_("milestone"), heading=_("Milestones")),
        RowsPanel("budget_lines", label=_("planned amount"), heading=_("Planned money")),
    ]

    objects = MeasureQuerySet.as_manager()

    class Meta(PolicyPart.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "code"],
                name="one_measure_per_code",
                violation_error_message=_("The policy has another measure with this number."),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Belong to the policy of the objective."""
        self.policy = self.objective.policy
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Know the policy before the number is checked against its other measures."""
        if self.objective_id:
            self.policy = self.objective.policy
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """A measure cannot end before it starts."""
        super().clean()
        if self.start and self.deadline and self.deadline < self.start:
            raise ValidationError({"deadline": _("The deadline is before the start.")})

    def get_absolute_url(self) -> str:
        """Address of the measure in the language of the reader."""
        return reverse("policies:measure", args=[self.pk])


class Milestone(Orderable):
    """A step on the way to a measure that can be seen to be reached."""

    measure = ParentalKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200, help_text=_("What will be there."))
    title_en = models.CharField(
        _("milestone in English"),
        max_length=200,
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )
    due = models.DateField(_("due"), help_text=_("Last day by which it must be reached."))

    panels = ["title", "title_en", "due"]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_record(self) -> bool:
        """Whether somebody reported that it was reached: then it is not taken away any more."""
        return bool(self.pk) and self.reached.exists()

    @property
    def title_here(self) -> Words:
        """The title in the language of the reader."""
        return in_language(self, "title")


YEAR_LIMITS = _("A year from 2000 to 2100.")


def year_field() -> "models.PositiveSmallIntegerField[int, int]":
    """A calendar year of four digits."""
    return models.PositiveSmallIntegerField(
        _("year"),
        validators=[
            MinValueValidator(2000, message=YEAR_LIMITS),
            MaxValueValidator(2100, message=YEAR_LIMITS),
        ],
        help_text=_("Four digits."),
    )


def amount_field(name: Any, help_text: Any) -> "models.DecimalField[Any, Any]":
    """An amount of money that is not below nothing."""
    return models.DecimalField(
        name,
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0, message=_("An amount is not below 0."))],
        help_text=help_text,
    )


class BudgetLine(Orderable):
    """What a measure may cost in a year, from one source."""

    measure = ParentalKey(Measure, on_delete=models.CASCADE, related_name="budget_lines")
    year = year_field()
    source = models.CharField(
        _("source"),
        max_length=12,
        choices=MoneySource,
        default=MoneySource.MUNICIPAL,
        help_text=_("Who gives the money."),
    )
    amount = amount_field(_("planned amount"), _("Without thousands separators."))
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.EUR,
        help_text=_("Amounts in lev are shown in euro too."),
    )

    panels = [FieldRowPanel(["year", "source", "amount", "currency"])]

    class Meta(Orderable.Meta):
        ordering = ["year", "source"]
        verbose_name = _("planned amount")
        verbose_name_plural = _("planned amounts")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year", "source"], name="one_plan_per_year_and_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        """The amount with its currency."""
        return Money(self.amount, self.currency)
