"""Words for asking about policies and what they promised."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db.models import Count, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from wagtail.query import PageQuerySet

from policies.enums import FINAL_STATUSES, EntryState, ObservationState, PolicyStage, Standing
from zaedno.core.visibility import public_pages, restricted_paths


class PolicyPageQuerySet(PageQuerySet):
    """Policies by what readers ask of them.

    A policy and its translations show the same measures: they are found by the key that the
    pages share.
    """

    def for_lists(self) -> Self:
        """Public policies with what a list shows, in a fixed number of queries."""
        found = public_pages(self).select_related("area", "unit", "locale")
        return found.defer_streamfields().order_by("-period_end", "title")

    def originals(self) -> Self:
        """Policies in the first language, to which objectives and measures belong."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def in_stage(self, stage: str, *, on: date) -> Self:
        """Policies whose period has not begun, runs, or is over; or that have late measures."""
        if stage == PolicyStage.LATE:
            late = self._measures().late(on=on)
            return self.filter(Exists(late))
        return self.filter(
            {
                PolicyStage.PLANNED: Q(period_start__gt=on.year),
                PolicyStage.RUNNING: Q(period_start__lte=on.year, period_end__gte=on.year),
                PolicyStage.ENDED: Q(period_end__lt=on.year),
            }[PolicyStage(stage)]
        )

    def in_year(self, year: int) -> Self:
        """Policies whose period includes a year."""
        return self.filter(period_start__lte=year, period_end__gte=year)

    def in_settlement(self, key: Any) -> Self:
        """Policies with a measure in a settlement, named by its key of translation."""
        # Asked for each policy by itself, SQLite would go through all measures of the place.
        there = self._live_measures().filter(places__translation_key=key)
        return self.filter(translation_key__in=there.order_by().values("policy__translation_key"))

    def with_share(self) -> Self:
        """Each with ``share``, its progress from 0 to 1 as ``policies.progress`` derives it."""
        weight = F("weight") * F("objective__weight")
        decimal = DecimalField(max_digits=20, decimal_places=8)
        means = (
            self._measures()
            .filter(standing__share__isnull=False)
            .order_by()
            .values("policy__translation_key")
            .annotate(mean=Sum(weight * F("standing__share"), output_field=decimal) / Sum(weight))
            .values("mean")
        )
        return self.annotate(share=Subquery(means, output_field=decimal))

    def _measures(self) -> "MeasureQuerySet":
        return self._live_measures().filter(policy__translation_key=OuterRef("translation_key"))

    def _live_measures(self) -> "MeasureQuerySet":
        measures = self.model._meta.get_field("measures").related_model._default_manager
        return measures.live()


class PartQuerySet(QuerySet[Any]):
    """Objectives, measures and indicators."""

    def live(self) -> Self:
        """Published ones."""
        return self.filter(live=True)

    def with_news(self) -> Self:
        """Those of which readers do not see everything yet."""
        return self.filter(Q(live=False) | Q(has_unpublished_changes=True))

    def mentioning(self, words: str) -> Self:
        """Those with the words in their number or title, in any case of letters."""
        # icontains knows no capital Cyrillic letters on SQLite; a regular expression does.
        pattern = re.escape(words)
        return self.filter(
            Q(code__startswith=words) | Q(title__iregex=pattern) | Q(title_en__iregex=pattern)
        )

    def of(self, policy: Any) -> Self:
        """Those of a policy, whichever of its translations is given."""
        return self.filter(policy__translation_key=policy.translation_key)


class MeasureQuerySet(PartQuerySet):
    """Measures by their standing."""

    def live(self) -> Self:
        """Published ones under a published objective."""
        return self.filter(live=True, objective__live=True)

    def open_to_all(self) -> Self:
        """Of these, the ones whose policy anyone may read."""
        found = self.filter(policy__live=True)
        for path in restricted_paths():
            found = found.exclude(policy__path__startswith=path)
        return found

    def late(self, *, on: date) -> Self:
        """Past their deadline and neither done nor dropped."""
        finished = Q(standing__status__in=FINAL_STATUSES)
        return self.filter(deadline__lt=on).exclude(finished)

    def in_time(self, *, on: date) -> Self:
        """Those that are not late: before their deadline, without one, done or dropped."""
        finished = Q(standing__status__in=FINAL_STATUSES)
        return self.filter(finished | Q(deadline__isnull=True) | Q(deadline__gte=on))

    def standing_as(self, standing: str, *, on: date) -> Self:
        """Those that stand so on a day, as ``policies.progress.standing_of`` derives it."""
        if standing == Standing.LATE:
            return self.late(on=on)
        if standing == Standing.NO_DATA:
            unknown = Q(standing__isnull=True) | Q(standing__status="")
            return self.in_time(on=on).filter(unknown)
        return self.in_time(on=on).filter(standing__status=standing)

    def in_settlement(self, key: Any) -> Self:
        """Those that are carried out in a settlement, named by its key of translation."""
        there = self.model._default_manager.filter(places__translation_key=key)
        return self.filter(pk__in=there.values("pk"))

    def with_observation_counts(self) -> Self:
        """Each with ``observation_count``, the published civic observations about it."""
        observations = self.model._meta.get_field("observations").related_model._default_manager
        # Counted beside the measures: grouped with them, they would lose the model's own order.
        counted = (
            observations.filter(measure=OuterRef("pk"), state=ObservationState.PUBLISHED)
            .order_by()
            .values("measure")
            .annotate(number=Count("pk"))
        )
        return self.annotate(observation_count=Coalesce(Subquery(counted.values("number")), 0))


class EntryQuerySet(QuerySet[Any]):
    """Pieces of progress by their way to the public."""

    def published(self) -> Self:
        """What citizens see."""
        return self.filter(state=EntryState.PUBLISHED)

    def waiting(self) -> Self:
        """What units entered and nobody has decided on."""
        return self.filter(state=EntryState.WAITING)

    def about(self, entries: Iterable[Any]) -> Self:
        """Entries about the same measures, milestones or indicators as some others."""
        first = self.model.about[0]
        return self.filter(**{f"{first}__in": {getattr(entry, first) for entry in entries}})


class ObservationQuerySet(QuerySet[Any]):
    """Civic observations."""

    def published(self) -> Self:
        """What everybody sees, the newest first."""
        return self.filter(state=ObservationState.PUBLISHED)

    def waiting(self) -> Self:
        """What a moderator has to decide on, the oldest first."""
        return self.filter(state=ObservationState.WAITING).order_by("confirmed_at")

    def unanswered(self) -> Self:
        """What everybody sees and no unit has answered."""
        return self.published().filter(answered_at=None)


class MonitoringReportQuerySet(PageQuerySet):
    """Monitoring reports."""

    def for_lists(self) -> Self:
        """Public reports, the latest period first."""
        return public_pages(self).order_by("-period_end").defer_streamfields()
