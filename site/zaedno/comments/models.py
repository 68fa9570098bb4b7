"""Comments by citizens, from the first mail to the moderator's decision."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment, XtdCommentManager

from zaedno.comments.enums import CommentState, ModerationVerb, verbs_in
from zaedno.comments.querysets import CitizenCommentQuerySet, PendingCommentQuerySet

LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LONGEST_COMMENT = 3_000
LONGEST_NAME = 50


class CitizenComment(XtdComment):
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

    objects = XtdCommentManager.from_queryset(CitizenCommentQuerySet)()

    # Comments are no use of the page that an editor should be warned of.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("view",)
        permissions = [("moderate_comment", "Can moderate comments")]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.excerpt}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the library's own marks in step with the state, and no network address."""
        self.is_public = self.state == CommentState.PUBLISHED
        self.is_removed = self.state == CommentState.REMOVED
        self.ip_address = None
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The page, at the place of this comment."""
        return f"{self.page.localized.get_url() or '/'}#comment-{self.pk}"

    @property
    def excerpt(self) -> str:
        """The first words, for lists."""
        words = " ".join(self.comment.split())
        return words if len(words) <= 120 else f"{words[:119]}…"

    @property
    def answered_id(self) -> int | None:
        """The comment that this one answers; the library lets a first one point to itself."""
        return None if self.parent_id in (0, self.pk) else self.parent_id

    @property
    def verbs(self) -> list[ModerationVerb]:
        """What a moderator can do with it now."""
        return verbs_in(self.state)


class PendingComment(models.Model):
    """What was sent with the form, until its author opens the link in the mail."""

    token_hash = models.CharField(max_length=64, unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    in_reply_to = models.BigIntegerField(null=True)
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


class ModerationAction(models.Model):
    """One decision of a moderator; what was decided once is never rewritten."""

    # The record outlives the comment: its number stays when the comment goes with its page.
    comment = models.ForeignKey(
        CitizenComment,
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


def hash_of(token: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(token.encode()).hexdigest()
