"""What can be found: a row for each public thing, and the words of each."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.synonyms import Group, check_group, split
from search.usage.models import ClickCount, PopularQuery, QueryCount
from zaedno.core.validation import LONGEST_QUERY

__all__ = [
    "ClickCount",
    "FirstAppearance",
    "PopularQuery",
    "QueryCount",
    "SavedSearch",
    "SearchAbbreviation",
    "SearchEntry",
    "SearchFacet",
    "SearchInitials",
    "SearchRebuild",
    "SearchTerm",
    "SearchWord",
    "SynonymGroup",
]


def open_on(day: datetime.date) -> Q:
    """Which entries readers can do something about on a day."""
    begun = Q(open_from=None) | Q(open_from__lte=day)
    return begun & Q(open_until__gte=day)


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
    title = models.CharField(_("title"), max_length=500, blank=True)
    part_of = models.CharField(_("part of"), max_length=500, blank=True)
    lead = models.TextField(_("introduction"), blank=True)
    body = models.TextField(_("text"), blank=True)
    about = models.TextField(_("what is shown beside it"), blank=True, default="")
    url = models.CharField(_("address"), max_length=2000)
    date = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place in the tree"), max_length=1000, blank=True)
    area = models.CharField(_("policy area"), max_length=255, blank=True)
    unit = models.CharField(_("responsible unit"), max_length=255, blank=True)
    fades = models.BooleanField(_("newer ones come first"), default=False)
    open_from = models.DateField(_("open from"), null=True, blank=True)
    open_until = models.DateField(_("open until"), null=True, blank=True)
    # Which analysis made the words: rows of an older one are made again by ``search_repair``.
    analysis = models.PositiveSmallIntegerField(default=0, editable=False)
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
        return self.full_title

    @property
    def full_title(self) -> str:
        """The title as readers see it: a part names what it is a part of."""
        return " – ".join(filter(None, (self.title, self.part_of)))

    @property
    def is_buried(self) -> bool:
        """Whether only the grave is left of what was public: no word of it."""
        return self.deleted_at is not None and not self.url

    def is_open(self, on: datetime.date) -> bool:
        """Whether readers can do something there on a day."""
        if self.open_until is None or self.open_until < on:
            return False
        return self.open_from is None or self.open_from <= on


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


class SearchAbbreviation(models.Model):
    """An abbreviation that an entry explains: «Закон за движението по пътищата (ЗДвП)»."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="abbreviations")
    short = models.CharField(max_length=16, db_index=True)
    long = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)

    class Meta:
        verbose_name = _("learnt abbreviation")
        verbose_name_plural = _("learnt abbreviations")

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"


class SearchInitials(models.Model):
    """The initials of an entry's title, in which abbreviations are looked for."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, related_name="initials")
    initials = models.CharField(max_length=330)

    class Meta:
        verbose_name = _("initials of a title")
        verbose_name_plural = _("initials of titles")

    def __str__(self) -> str:
        return self.initials


class SynonymGroup(models.Model):
    """Words and expressions of the same meaning: who looks for one of them finds the others too."""

    expression = models.CharField(
        _("word or expression"),
        max_length=120,
        help_text=_("What readers type, as they say it every day."),
    )
    others = models.TextField(
        _("other words for the same"),
        help_text=_("One on each line, or with commas between them. Any form of a word will do."),
    )
    one_way = models.BooleanField(
        _("in one direction only"),
        default=False,
        help_text=_(
            "Who looks for the first finds the others too, but not the other way round: for words "
            "that mean more than the first."
        ),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["expression", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expression", "one_way"],
                name="one_group_per_expression",
                violation_error_message=_("There is a group for this word already: add to it."),
            )
        ]

    def __str__(self) -> str:
        return self.expression

    def clean(self) -> None:
        """Refuse what can never be found."""
        self.expression = self.expression.strip()
        check_group(self.expression, self.others)

    def as_group(self) -> Group:
        """The group for the understanding of queries."""
        return Group(self.expression, tuple(split(self.others)), self.one_way)


class FirstAppearance(models.Model):
    """When a thing could first be found: it stays new once, however often it is published again.

    It outlives the entries of its thing.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("object"))
    at = models.DateTimeField(_("first found"), db_index=True)

    class Meta:
        verbose_name = _("first appearance")
        verbose_name_plural = _("first appearances")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="one_first_appearance"
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Query words on searches of which people want to hear."""

    def due(
        self, at: datetime.datetime, *, until: datetime.datetime, pause: datetime.timedelta
    ) -> "SavedSearchQuerySet":
        """Confirmed by their owners, not told of all until a moment, nor mailed just now."""
        rested = Q(mailed_at=None) | Q(mailed_at__lte=at - pause)
        confirmed = self.filter(subscription__confirmed_at__isnull=False)
        return confirmed.filter(rested, told_until__lt=until)


class SavedSearch(models.Model):
    """What somebody looks for again and again: they are told of what is new.

    Whose it is, and whether they confirmed it, the subscription says; it ends with that.
    """

    subscription = models.OneToOneField(
        "notifications.Subscription", on_delete=models.CASCADE, related_name="saved_search"
    )
    text = models.CharField(_("words"), max_length=LONGEST_QUERY)
    filters = models.JSONField(_("filters"), default=dict)
    exactly = models.BooleanField(_("these words and no others"), default=False)
    told_until = models.DateTimeField(
        _("told until"), db_index=True, help_text=_("What appeared later has yet to be told.")
    )
    mailed_at = models.DateTimeField(_("last mail"), null=True)
    failed_at = models.DateTimeField(_("last failed look"), null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"
