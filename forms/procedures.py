"""What the law asks of each kind of consultation: data that the municipality's lawyer keeps."""

from typing import Any

from dateutil.relativedelta import relativedelta
from django.apps import apps as installed
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forms.enums import ConsultationKind, TermUnit
from forms.stages import Term
from zaedno.core import content_version

# What a new installation begins with; from then on the table in the CMS decides.
FIRST_VALUES: dict[str, dict[str, Any]] = {
    ConsultationKind.NORMATIVE_ACT: {
        "shortest_term": 30,
        "shortened_days": 14,
        "law": "ЗНА, чл. 26, ал. 2–4",
    },
    ConsultationKind.GENERAL_ACT: {
        "shortest_term": 1,
        "unit": TermUnit.MONTHS,
        "law": "АПК, чл. 69",
    },
    ConsultationKind.BUDGET: {"law": "ЗПФ, чл. 84, ал. 6"},
    ConsultationKind.PLAN: {},
    ConsultationKind.OTHER: {},
}


class ProcedureType(models.Model):
    """What the law asks of one kind of consultation: the shortest term, and what it rests on."""

    kind = models.CharField(
        _("kind"), max_length=16, choices=ConsultationKind, unique=True, editable=False
    )
    shortest_term = models.PositiveSmallIntegerField(
        _("shortest term"),
        default=0,
        help_text=_("A consultation is open at least so long. 0 where the law sets no term."),
    )
    unit = models.CharField(
        _("counted in"),
        max_length=8,
        choices=TermUnit,
        default=TermUnit.DAYS,
        help_text=_("The day of publication is not counted."),
    )
    shortened_days = models.PositiveSmallIntegerField(
        _("shortest term with reasons, in days"),
        null=True,
        blank=True,
        help_text=_("Where reasons for a shorter term are stated. Empty: it is never shortened."),
    )
    law = models.CharField(
        _("legal basis"),
        max_length=160,
        blank=True,
        help_text=_("Act, article and paragraph. Readers see it beside the term."),
    )

    panels = ["shortest_term", "unit", "shortened_days", "law"]

    class Meta:
        verbose_name = _("procedure by law")
        verbose_name_plural = _("procedures by law")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Let pages show the new values at once."""
        super().save(*args, **kwargs)
        content_version.renew()

    def clean(self) -> None:
        """An exception cannot be longer than the rule."""
        if self.shortened_days is None or self.unit != TermUnit.DAYS:
            return
        if self.shortened_days > self.shortest_term:
            raise ValidationError(
                {"shortened_days": _("This is longer than the term without reasons.")}
            )

    def term(self) -> Term:
        """The term as dates are reckoned by it."""
        days = self.shortened_days
        return Term(
            relativedelta(**{self.unit: self.shortest_term}),
            None if days is None else relativedelta(days=days),
        )

    def term_text(self) -> str:
        """The term in words; empty where there is none."""
        if not self.shortest_term:
            return ""
        if self.unit == TermUnit.MONTHS:
            text = ngettext("%(count)d month", "%(count)d months", self.shortest_term)
        else:
            text = ngettext("%(count)d day", "%(count)d days", self.shortest_term)
        return text % {"count": self.shortest_term}

    def facts(self) -> list[str]:
        """The term and what it rests on, as lines for readers; none where there is no term."""
        return [fact for fact in (self.term_text(), self.law) if fact] if self.shortest_term else []


def procedure_for(kind: str) -> ProcedureType:
    """What the law asks of a kind of consultation."""
    return content_version.kept(
        ("procedure", kind),
        lambda: ProcedureType.objects.filter(kind=kind).first() or ProcedureType(kind=kind),
    )


def make_missing_procedures(
    apps: Apps = installed, using: str = DEFAULT_DB_ALIAS, **kwargs: Any
) -> None:
    """Give each kind its row, after migrations; what somebody wrote there stays.

    ``flush`` empties the tables and sends the same signal, without the apps.
    """
    try:
        procedures = apps.get_model("consultations", "ProcedureType")
    except LookupError:
        # Migrated back to a time before the table.
        return
    for kind, values in FIRST_VALUES.items():
        procedures._default_manager.using(using).get_or_create(kind=kind, defaults=values)
