"""What comments and official answers said before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.comments.enums import Disposition
from zaedno.comments.models.comments import LANGUAGES, CitizenComment


class CommentVersion(models.Model):
    """The words of a comment before they were changed or withdrawn.

    Only moderators read the earlier words of a citizen. Those of an official answer are public,
    with the unit and the disposition that went with them; the CMS also says who wrote them.
    """

    comment = models.ForeignKey(
        CitizenComment, on_delete=models.CASCADE, related_name="versions", verbose_name=_("comment")
    )
    text = models.TextField(_("text"))
    until = models.DateTimeField(_("until"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, blank=True)
    unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("unit"),
    )
    disposition = models.CharField(_("disposition"), max_length=16, choices=Disposition, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    # Outlives the account.
    by_name = models.CharField(_("written by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        ordering = ["until", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.until}"
