"""How search is used, in numbers: nothing says who searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 100


class QueryCount(models.Model):
    """How often something was searched for on a day, by as many readers.

    Attributes:
        text: the words, normalised.
        times: by readers who were counted once a day each.
        results: how many there were the last time.
        shown: entries of the first page of results the last time, in their order.
    """

    text = models.CharField(_("what was searched for"), max_length=LONGEST_TEXT)
    language = models.CharField(_("language"), max_length=10)
    day = models.DateField(_("day"), db_index=True)
    times = models.PositiveIntegerField(_("searches"), default=0)
    results = models.PositiveIntegerField(_("results"), default=0)
    shown = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("count of searches")
        verbose_name_plural = _("counts of searches")
        default_permissions = ()
        permissions = [("read_search_reports", _("Can read how the search is used"))]
        constraints = [
            models.UniqueConstraint(fields=["text", "language", "day"], name="one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.day})"


class ClickCount(models.Model):
    """How often a result at a certain place was followed on a day."""

    text = models.CharField(_("what was searched for"), max_length=LONGEST_TEXT)
    language = models.CharField(_("language"), max_length=10)
    day = models.DateField(_("day"), db_index=True)
    rank = models.PositiveSmallIntegerField(_("place"))
    # The place stays counted when the result is no longer public.
    entry = models.ForeignKey(
        "search.SearchEntry", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("count of followed results")
        verbose_name_plural = _("counts of followed results")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language", "day", "rank", "entry"], name="one_count_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.rank}"


class PopularQuery(models.Model):
    """A query that is suggested while typing, because many searched for it and found something."""

    text = models.CharField(_("what was searched for"), max_length=LONGEST_TEXT)
    language = models.CharField(_("language"), max_length=10)
    times = models.PositiveIntegerField(_("searches"), default=0)
    is_hidden = models.BooleanField(
        _("never suggest"),
        default=False,
        help_text=_("Readers do not see it, however often it is searched for."),
    )

    class Meta:
        verbose_name = _("suggested search")
        verbose_name_plural = _("suggested searches")
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="one_popular_query")
        ]

    def __str__(self) -> str:
        return self.text
