"""Files of measures, money, indicators and measurements that staff bring in."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models.progress import staff_field
from zaedno.core.files import private_files


class ImportKind(models.TextChoices):
    """What the rows of a file are."""

    MEASURES = "measures", _("measures")
    MONEY = "money", _("money by year")
    INDICATORS = "indicators", _("indicators")
    MEASUREMENTS = "measurements", _("measurements")


class ImportState(models.TextChoices):
    """How far a file is."""

    CHECKING = "checking", _("is being checked")
    FAULTY = "faulty", _("has mistakes")
    READY = "ready", _("ready to be imported")
    IMPORTING = "importing", _("is being imported")
    DONE = "done", _("imported")
    FAILED = "failed", _("stopped")


class ImportRun(models.Model):
    """One file on its way: checked row by row, then taken whole or not at all."""

    kind = models.CharField(_("kind"), max_length=16, choices=ImportKind)
    policy = models.ForeignKey(
        "policies.PolicyPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("policy"),
    )
    unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("unit that made the file"),
    )
    file = models.FileField(_("file"), upload_to="imports/", storage=private_files)
    name = models.CharField(_("name of the file"), max_length=255)
    language = models.CharField(max_length=2, default="bg")
    state = models.CharField(
        _("state"), max_length=12, choices=ImportState, default=ImportState.CHECKING
    )
    rows = models.PositiveIntegerField(_("rows"), null=True)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    findings = models.JSONField(_("mistakes and warnings"), default=list)
    summary = models.JSONField(_("what changes"), default=dict)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    started_by = staff_field(verbose_name=_("started by"))
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        permissions = [
            ("enter_progress", "Can enter progress"),
            ("publish_progress", "Can publish progress"),
        ]

    def __str__(self) -> str:
        return self.name
