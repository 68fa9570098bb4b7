"""What can be found: a row for each public thing, and the words of each."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Query words on what can be found."""

    def current(self) -> "SearchEntryQuerySet":
        """Entries of things that are public; the rest only wait to leave Elasticsearch."""
        return self.filter(deleted_at=None)

    def awaiting_index(self) -> "SearchEntryQuerySet":
        """Entries that Elasticsearch has not confirmed in their present state."""
        return self.filter(indexed_at__isnull=True)

    def number_confirmed(self) -> int:
        """How many public entries Elasticsearch has: all but a few, which have an index."""
        others = self.filter(Q(indexed_at__isnull=True) | Q(deleted_at__isnull=False))
        return self.count() - others.count()

    def leaving(self) -> "SearchEntryQuerySet":
        """Entries of what is not public any more, which Elasticsearch may still have."""
        return self.filter(deleted_at__isnull=False)

    def of(self, content_type_id: int, object_id: int) -> "SearchEntryQuerySet":
        """All entries of one thing."""
        return self.filter(content_type_id=content_type_id, object_id=object_id)


class SearchEntry(models.Model):
    """A public thing, or a part of one, as search finds and shows it.

    The row exists while the thing is public. It holds no truth of its own: all of it can be made
    again from the pages and documents (``manage.py search_rebuild``).
    """

    kind = models.CharField(_("kind"), max_length=100, db_index=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("object"))
    part = models.CharField(_("part"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, db_index=True)
    title = models.CharField(_("title"), max_length=500)
    lead = models.TextField(_("introduction"), blank=True)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=2000)
    date = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place in the tree"), max_length=1000, blank=True)
    area = models.CharField(_("policy area"), max_length=255, blank=True)
    unit = models.CharField(_("responsible unit"), max_length=255, blank=True)
    facets = models.JSONField(_("facets"), default=dict, editable=False)
    title_words = models.TextField(editable=False)
    words = models.TextField(editable=False)
    changed_at = models.DateTimeField(_("changed"))
    indexed_at = models.DateTimeField(_("in Elasticsearch since"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("no longer public since"), null=True, blank=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "part"], name="one_entry_per_part"
            )
        ]
        indexes = [
            models.Index(fields=["changed_at"], name="search_entry_changed"),
            # Few rows are in these two states, and every search or every half minute asks for them.
            models.Index(
                fields=["id"], condition=Q(deleted_at__isnull=False), name="search_entry_leaving"
            ),
            models.Index(
                fields=["id"], condition=Q(indexed_at__isnull=True), name="search_entry_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_buried(self) -> bool:
        """Whether only the grave is left of what was public: no word of it."""
        return self.deleted_at is not None and not self.url


class SearchFacet(models.Model):
    """A value of an entry's facet: by what the database search narrows and counts."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="facet_values")
    name = models.CharField(max_length=32)
    value = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("search facet")
        verbose_name_plural = _("search facets")
        indexes = [
            models.Index(fields=["name", "value", "entry"], name="search_facet_entries"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class SearchTerm(models.Model):
    """A word's stem in an entry, with its weight: what the database search adds up."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(max_length=64)
    weight = models.FloatField()

    class Meta:
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")
        indexes = [models.Index(fields=["term", "entry", "weight"], name="search_term_entries")]

    def __str__(self) -> str:
        return self.term


class SearchWord(models.Model):
    """A word that some entry has or had, as it is written: typing mistakes are corrected to these.

    Whether it is in an entry that is public now, its stem's terms say.
    """

    word = models.CharField(max_length=64, primary_key=True)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self) -> str:
        return self.word


class SearchRebuild(models.Model):
    """The rebuild that is under way, or that was stopped in the middle: there is one at most."""

    class Stage(models.TextChoices):
        """What is made again: first the entries, then Elasticsearch's index of them."""

        ENTRIES = "entries", _("entries")
        INDEX = "index", _("index")

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    stage = models.CharField(max_length=16, choices=Stage)
    all_again = models.BooleanField(default=True)
    index = models.CharField(max_length=255, blank=True)
    content_type = models.PositiveBigIntegerField(default=0)
    after = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    owner = models.UUIDField()
    started_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rebuild of search")
        verbose_name_plural = _("rebuilds of search")

    def __str__(self) -> str:
        return f"{self.stage}: {self.done} of {self.total}"
