"""The promise of a policy: objectives, their measures, the indicators of these.

Each part is one row with its words in both languages: what it promises, what it costs and how far
it is are the same for every reader, so they are kept once. A part has drafts, a history and a
workflow like a page.
"""

import re
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from zaedno.core.languages import Words, in_language

CODE_PATTERN = r"\d{1,4}(\.\d{1,4}){0,3}"
check_code = RegexValidator(
    rf"^{CODE_PATTERN}$", _("Write numbers separated by dots, for instance 1.2.")
)


def sort_key_of(code: str) -> str:
    """A code by which 1.10 stands after 1.9: each number padded to four digits."""
    return ".".join(number.zfill(4) for number in re.findall(r"\d+", code))


class PolicyPart(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """What objectives, measures and indicators have in common."""

    code = models.CharField(
        _("number"),
        max_length=16,
        validators=[check_code],
        help_text=_("Its number in the policy, for instance 1.2. Parts stand in this order."),
    )
    sort_key = models.CharField(max_length=24, editable=False, db_index=True)
    title = models.CharField(_("title"), max_length=255, help_text=_("In Bulgarian, in short."))
    title_en = models.CharField(
        _("title in English"),
        max_length=255,
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )
    text = models.TextField(_("explanation"), blank=True, help_text=_("In plain words."))
    text_en = models.TextField(
        _("explanation in English"),
        blank=True,
        help_text=_("Where it is empty, readers of English see the Bulgarian one."),
    )

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    words_panels = [
        # Without these two a draft could not be told from another.
        FieldPanel("code", required_on_save=True),
        MultiFieldPanel(
            [FieldPanel("title", required_on_save=True), "text"], heading=_("In Bulgarian")
        ),
        MultiFieldPanel(["title_en", "text_en"], heading=_("In English")),
    ]

    class Meta:
        abstract = True
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the place among the other parts of the policy."""
        self.sort_key = sort_key_of(self.code)
        super().save(*args, **kwargs)

    @property
    def revisions(self) -> Any:
        """The versions of this part."""
        return self._revisions

    @property
    def has_news(self) -> bool:
        """Whether there is something that readers do not see yet."""
        return not self.live or self.has_unpublished_changes

    @property
    def title_here(self) -> Words:
        """The title in the language of the reader."""
        return in_language(self, "title")

    @property
    def text_here(self) -> Words:
        """The explanation in the language of the reader."""
        return in_language(self, "text")


def weight_field() -> "models.PositiveSmallIntegerField[int, int]":
    """How much a part counts beside its neighbours."""
    return models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1, message=_("The weight is at least 1."))],
        help_text=_("How much it counts in the progress: 2 counts twice as much as 1."),
    )
