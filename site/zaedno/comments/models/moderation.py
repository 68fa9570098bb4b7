"""What moderators do, by what rules, and what readers and authors say to it."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from zaedno.comments.enums import AbuseReason, AppealOutcome, CommentState, ModerationVerb
from zaedno.core.enums import ModerationMode

DEEPEST_THREAD = 3


class CommentRules(models.Model):
    """How comments work on the pages of one type; a page may say otherwise about the mode."""

    content_type = models.OneToOneField(
        "contenttypes.ContentType",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("type of page"),
        help_text=_("The rules hold for all pages of this type."),
    )
    mode = models.CharField(
        _("moderation"),
        max_length=8,
        choices=ModerationMode,
        default=ModerationMode.BEFORE,
        help_text=_("When a moderator reads a comment. What breaks a rule always waits."),
    )
    depth = models.PositiveSmallIntegerField(
        _("depth of threads"),
        default=DEEPEST_THREAD,
        validators=[MaxValueValidator(DEEPEST_THREAD)],
        help_text=_("How deep answers go: 0 for no answers, 3 at most."),
    )
    asks_stance = models.BooleanField(
        _("ask for the stance"),
        default=False,
        help_text=_(
            "The form asks whether the author is for, against, neutral, or has a question."
        ),
    )

    class Meta:
        verbose_name = _("rules for comments")
        verbose_name_plural = _("rules for comments")

    def __str__(self) -> str:
        return capfirst(self.content_type.name)


@register_setting(icon="comment", order=400)
class ModerationSettings(BaseGenericSetting):
    """What holds a comment back on every page."""

    held_words = models.TextField(
        _("held words"),
        blank=True,
        help_text=_("One on a line. A comment with one of them waits for a moderator."),
    )
    most_links = models.PositiveSmallIntegerField(
        _("links"), default=2, help_text=_("A comment with more links waits for a moderator.")
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal"),
        default=14,
        help_text=_("How long the author may ask another moderator to look again."),
    )

    class Meta:
        verbose_name = _("moderation of comments")


class ModerationAction(models.Model):
    """One decision of a moderator; what was decided once is never rewritten."""

    # The record outlives the comment: its number stays when the comment goes with its page.
    comment = models.ForeignKey(
        "comments.CitizenComment",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="actions",
        verbose_name=_("comment"),
    )
    verb = models.CharField(_("decision"), max_length=16, choices=ModerationVerb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    by_name = models.CharField(_("name of the moderator"), max_length=150)
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    # What undoing brings back.
    state_before = models.CharField(
        _("state before"), max_length=16, choices=CommentState, blank=True
    )
    decided_before = models.DateTimeField(_("decided before"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision on a comment")
        verbose_name_plural = _("decisions on comments")
        ordering = ["at", "pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.comment_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a decision; a written one cannot be changed."""
        if not self._state.adding:
            raise TypeError("A decision on a comment cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Decisions stay."""
        raise TypeError("A decision on a comment cannot be deleted.")


class SpamMemory(models.Model):
    """What the spam score has learnt from decisions: counts of words, one row in all."""

    published = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    # For each word: in how many published and in how many refused comments it stood.
    words = models.JSONField(default=dict)
    learnt_at = models.DateTimeField()

    class Meta:
        verbose_name = _("memory of the spam score")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.learnt_at}"


class InternalNote(models.Model):
    """What moderators tell each other about a comment; never public."""

    comment = models.ForeignKey(
        "comments.CitizenComment",
        on_delete=models.CASCADE,
        related_name="notes",
        verbose_name=_("comment"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    by_name = models.CharField(_("name of the moderator"), max_length=150)
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("note"))

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.by_name}"


class ReasonTemplate(models.Model):
    """A reason that moderators give often, in both languages, for authors and readers."""

    title = models.CharField(
        _("title"), max_length=80, help_text=_("Moderators choose the reason by it.")
    )
    text_bg = models.TextField(
        _("reason in Bulgarian"), help_text=_("What the author and the readers see.")
    )
    text_en = models.TextField(
        _("reason in English"), help_text=_("What the author and the readers see.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Smaller numbers come first in the list.")
    )

    class Meta:
        verbose_name = _("template of a reason")
        verbose_name_plural = _("templates of reasons")
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def text_in(self, language: str) -> str:
        """The reason in the language of the comment's author."""
        return self.text_en if language == "en" else self.text_bg


class AbuseReport(models.Model):
    """A reader says that a published comment breaks the rules; once for each reader."""

    comment = models.ForeignKey(
        "comments.CitizenComment",
        on_delete=models.CASCADE,
        related_name="reports",
        verbose_name=_("comment"),
    )
    reader = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=16, choices=AbuseReason)
    details = models.TextField(_("details"), blank=True)
    at = models.DateTimeField(_("at"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, db_index=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("settled by"),
    )

    class Meta:
        verbose_name = _("report of abuse")
        verbose_name_plural = _("reports of abuse")
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader"], name="one_report_a_reader")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_reason_display()}"


class Appeal(models.Model):
    """The author of a comment that was refused or removed asks another moderator; once."""

    comment = models.OneToOneField(
        "comments.CitizenComment",
        on_delete=models.CASCADE,
        related_name="appeal",
        verbose_name=_("comment"),
    )
    against = models.ForeignKey(
        ModerationAction,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("decision"),
    )
    text = models.TextField(_("why the decision is wrong"))
    at = models.DateTimeField(_("at"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=AppealOutcome, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.comment_id}"


class NoticeMoment(models.Model):
    """When moderators were last told at once of what waits; one row in all."""

    at = models.DateTimeField()

    class Meta:
        verbose_name = _("moment of the last notice")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at}"


class DigestDay(models.Model):
    """A day on which the moderators' digest was dealt with; it is sent once a day at most."""

    day = models.DateField(unique=True)

    class Meta:
        verbose_name = _("day of the digest")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day}"
