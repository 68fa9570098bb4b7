"""What privacy keeps of itself: texts of consent, links to one's data, reports of erasing."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """What somebody agrees to when they send something; each input keeps the version it was."""

    version = models.CharField(
        _("version"),
        max_length=32,
        unique=True,
        help_text=_("Kept with everything that is sent under this text, as 2026-1."),
    )
    valid_from = models.DateTimeField(
        _("valid from"), help_text=_("From this moment on the text can no longer be changed.")
    )
    text_bg = models.TextField(
        _("text in Bulgarian"),
        help_text=_("What becomes public, who reads it, how long it is kept. Plain text."),
    )
    text_en = models.TextField(_("text in English"), help_text=_("The same in English."))

    class Meta:
        verbose_name = _("text of consent")
        verbose_name_plural = _("texts of consent")
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return self.version

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new text, or one that is not in force yet.

        Raises:
            TypeError: people may have agreed to the text already.
        """
        if _kept_as_fixed(self.pk):
            raise TypeError("A text of consent that was in force cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Drop a text that never was in force.

        Raises:
            TypeError: people may have agreed to the text already.
        """
        if _kept_as_fixed(self.pk):
            raise TypeError("A text of consent that was in force cannot be deleted.")
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Let a text begin later than now, so that nobody agreed to another one meanwhile."""
        super().clean()
        if self.valid_from and self.valid_from <= timezone.now():
            raise ValidationError(
                {"valid_from": _("Please choose a moment that is still to come.")}
            )

    def is_fixed(self, at: datetime | None = None) -> bool:
        """Whether people may have agreed to it, so that it has to stay as it is."""
        return not self._state.adding and self.valid_from <= (at or timezone.now())


class DataLink(models.Model):
    """A link by which somebody sees or erases what is held on their address."""

    email = models.EmailField(db_index=True)
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("link to one’s data")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"


class RetentionRun(models.Model):
    """What one round of ending terms of keeping did."""

    at = models.DateTimeField(_("at"), db_index=True)
    ended_at = models.DateTimeField(_("ended"))
    counts = models.JSONField(
        _("counts"), default=dict, help_text=_("How many things of each kind were forgotten.")
    )

    class Meta:
        verbose_name = _("round of erasing")
        verbose_name_plural = _("rounds of erasing")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def total(self) -> int:
        """How many things were forgotten in all."""
        return sum(self.counts.values())


def _kept_as_fixed(pk: int | None) -> bool:
    """What is kept counts, not what was typed over it."""
    kept = ConsentText.objects.filter(pk=pk).first() if pk else None
    return bool(kept and kept.is_fixed())
