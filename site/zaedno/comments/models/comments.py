"""Comments by citizens: what was sent, and what became of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from zaedno.comments.enums import (
    CommentState,
    Disposition,
    ModerationVerb,
    NameForm,
    Stance,
    verbs_in,
)
from zaedno.comments.querysets import CitizenCommentManager, PendingCommentQuerySet

LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LONGEST_COMMENT = 3_000
LONGEST_NAME = 50
LONGEST_ORGANISATION = 120


class Attribution(models.Model):
    """How the author wants to be named in public, and where they stand."""

    stance = models.CharField(_("stance"), max_length=8, choices=Stance, blank=True)
    name_form = models.CharField(
        _("public name"), max_length=16, choices=NameForm, default=NameForm.FULL
    )
    settlement = models.ForeignKey(
        "core.Settlement",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("settlement"),
    )
    organisation = models.CharField(_("organisation"), max_length=LONGEST_ORGANISATION, blank=True)
    consent_version = models.CharField(
        _("consent"),
        max_length=32,
        blank=True,
        help_text=_("The version of the notice that the author agreed to."),
    )

    class Meta:
        abstract = True


class CitizenComment(XtdComment, Attribution):
    """What a citizen says on a page; it exists from the moment its author confirms it."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("In the first language: readers of both languages see the same comments."),
    )
    state = models.CharField(
        _("state"), max_length=16, choices=CommentState, default=CommentState.PENDING, db_index=True
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="bg")
    confirmed_at = models.DateTimeField(_("confirmed by the author"))
    moderated_at = models.DateTimeField(_("decided"), null=True, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    published_at = models.DateTimeField(_("first published"), null=True, blank=True)
    edited_at = models.DateTimeField(_("changed by the author"), null=True, blank=True)
    useful_count = models.PositiveIntegerField(_("useful"), default=0, db_index=True)
    warnings = models.JSONField(
        _("warnings"),
        default=list,
        blank=True,
        help_text=_("Codes of the rules that the text may break."),
    )
    spam_score = models.FloatField(
        _("spam score"),
        null=True,
        blank=True,
        help_text=_("From 0 to 1; empty while too little has been learnt."),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("unit"),
        help_text=_("The unit that answers, if this is an official answer."),
    )
    answers_comment = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="official_answers",
        verbose_name=_("answered comment"),
        help_text=_(
            "Of an official answer, which may stand higher in the thread than what it answers."
        ),
    )
    disposition = models.CharField(_("disposition"), max_length=16, choices=Disposition, blank=True)

    objects = CitizenCommentManager()

    # Comments are no use of the page that an editor should be warned of.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("view",)
        permissions = [
            ("moderate_comment", "Can moderate comments"),
            ("answer_comment", "Can answer comments for a unit"),
        ]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.excerpt}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the library's own marks in step with the state, and no network address."""
        self.is_public = self.state == CommentState.PUBLISHED
        self.is_removed = self.state == CommentState.REMOVED
        self.ip_address = None
        if self.is_public and self.published_at is None:
            self.published_at = self.moderated_at or self.confirmed_at
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The page, at the place of this comment, on whatever page of the list it is."""
        return f"{reverse('comments:comment', args=[self.pk])}#comment-{self.pk}"

    @property
    def excerpt(self) -> str:
        """The first words, for lists."""
        words = " ".join(self.comment.split())
        return words if len(words) <= 120 else f"{words[:119]}…"

    @property
    def link_text(self) -> str:
        """The first words, or what stands for them where there are none: a link says something."""
        if self.excerpt:
            return self.excerpt
        withdrawn = self.state == CommentState.WITHDRAWN
        return str(_("(withdrawn)") if withdrawn else _("(without words)"))

    @property
    def answered_id(self) -> int | None:
        """The comment that this one answers; the library lets a first one point to itself."""
        return None if self.parent_id in (0, self.pk) else self.parent_id

    @property
    def verbs(self) -> list[ModerationVerb]:
        """What a moderator can decide on it now."""
        return verbs_in(self.state, unread=self.is_unread)

    @property
    def is_unread(self) -> bool:
        """Whether it is public and no moderator has read it; official answers need none."""
        published = self.state == CommentState.PUBLISHED
        return published and self.moderated_at is None and self.unit_id is None


class UsefulVote(models.Model):
    """One reader finds a comment useful. The reader is a keyed hash, never an address."""

    comment = models.ForeignKey(CitizenComment, on_delete=models.CASCADE, related_name="votes")
    reader = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("vote")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader"], name="one_vote_a_reader")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}"


class PendingComment(Attribution):
    """What was sent with the form, until its author opens the link in the mail."""

    token_hash = models.CharField(max_length=64, unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    in_reply_to = models.BigIntegerField(null=True)
    follow = models.BooleanField(default=False)
    warnings = models.JSONField(default=list, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.EmailField(db_index=True)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=LANGUAGES)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    confirmed_at = models.DateTimeField(null=True)
    comment = models.ForeignKey(
        CitizenComment, null=True, on_delete=models.CASCADE, related_name="+"
    )

    objects = PendingCommentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("unconfirmed comment")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"
