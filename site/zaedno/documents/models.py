"""What was read in uploaded documents, and how that went."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zaedno.core.models import CustomDocument
from zaedno.documents.enums import EXPLANATIONS, UNREADABLE, TextState

# Whoever was to read it was killed, if after so long it has not.
FORGOTTEN_AFTER = timedelta(minutes=15)


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    """Query words on the texts of documents."""

    def waiting(self) -> "DocumentTextQuerySet":
        """Texts that are still to be read."""
        return self.filter(state=TextState.WAITING)

    def forgotten(self, at: datetime) -> "DocumentTextQuerySet":
        """Texts that somebody should have read by now."""
        return self.waiting().filter(
            Q(started_at=None, asked_at__lt=at - FORGOTTEN_AFTER)
            | Q(started_at__lt=at - FORGOTTEN_AFTER)
        )


class DocumentText(models.Model):
    """How the reading of a document's file stands, and what is known of its text."""

    document = models.OneToOneField(
        CustomDocument, on_delete=models.CASCADE, related_name="text", verbose_name=_("document")
    )
    state = models.CharField(
        _("text"), max_length=16, choices=TextState, default=TextState.WAITING, db_index=True
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    file_hash = models.CharField(_("checksum"), max_length=64, blank=True)
    language = models.CharField(_("language of the text"), max_length=2, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    blank = models.PositiveIntegerField(_("pages without text"), default=0)
    recognised = models.PositiveIntegerField(_("pages read from their picture"), default=0)
    characters = models.PositiveIntegerField(_("characters"), default=0)
    is_cut = models.BooleanField(_("only the beginning was read"), default=False)
    next_page = models.PositiveIntegerField(_("next page to read"), default=1)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_at = models.DateTimeField(_("asked for"))
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"

    @property
    def explanation(self) -> "Promise | str":
        """For the staff: what the state means and what can be done."""
        return EXPLANATIONS.get(self.state, "")

    @property
    def is_unreadable(self) -> bool:
        """Whether somebody should do something about the file."""
        return self.state in UNREADABLE

    @property
    def language_differs(self) -> bool:
        """Whether the text is in another language than the document is said to be in."""
        return bool(self.language) and self.language != self.document.language


class DocumentPiece(models.Model):
    """A stretch of a document's text: a page, or some thousand letters where there are none."""

    document_text = models.ForeignKey(DocumentText, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField(_("number"))
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("piece of a document")
        verbose_name_plural = _("pieces of documents")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document_text", "number"], name="one_piece_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.document_text_id}/{self.number}"
