"""Keeps what follows from the parts of policies in step with them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import init_new_page, published, unpublished

from policies.models import (
    BudgetLine,
    Indicator,
    Measure,
    Milestone,
    MonitoringReportPage,
    Objective,
    Observation,
    PolicyPage,
    ReportLine,
    Target,
)
from policies.models.parts import PolicyPart
from policies.report_forms import empty_lines
from policies.services.standings import refresh_standings
from search.registry import thing_changed
from zaedno.core.content_version import watch
from zaedno.core.signals import words_taken_back


def connect() -> None:
    """Called when the app is ready."""
    # Progress changes in bulk, without signals: its service names the new version itself.
    watch(Objective, Measure, Indicator, Milestone, BudgetLine, Target, Observation)
    for signal in (published, unpublished):
        signal.connect(_after_publication, sender=Measure, dispatch_uid="policies.standing")
    for signal in (published, unpublished, post_delete):
        for model in (Objective, Measure, Indicator):
            signal.connect(_tell_search, sender=model, dispatch_uid=f"search {model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(_tell_of_observation, sender=Observation, dispatch_uid="search Observation")
    for model in (Objective, Measure, Indicator):
        post_save.connect(_tell_of_new, sender=model, dispatch_uid=f"search {model.__name__}")
    post_delete.connect(_tell_of_line, sender=ReportLine, dispatch_uid="search ReportLine")
    init_new_page.connect(_begin_report, dispatch_uid="policies.report")


def _begin_report(sender: Any, page: Any, parent: Any, **kwargs: Any) -> None:
    """A new report begins with a line for each measure, so that none is forgotten."""
    policy = parent.specific
    if issubclass(type(page), MonitoringReportPage) and isinstance(policy, PolicyPage):
        page.lines = empty_lines(policy, ReportLine)


def _after_publication(sender: Any, instance: Measure, **kwargs: Any) -> None:
    refresh_standings([instance.pk])


def _tell_of_new(
    sender: Any, instance: PolicyPart, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A part was made that is public from the start, without a publication of its own."""
    if created and not raw and instance.live:
        _tell_search(sender, instance)


def _tell_search(sender: Any, instance: PolicyPart, **kwargs: Any) -> None:
    """A part appears and disappears with what is above it.

    The words of an objective and the places of a measure stand with the policy.
    """
    changed: list[Any] = [] if isinstance(instance, Objective) else [instance]
    for measure in _measures_of(instance):
        changed += (measure, *measure.indicators.all(), *measure.observations.all())
    if isinstance(instance, Objective | Measure):
        changed += instance.policy.get_translations(inclusive=True)
    for thing in dict.fromkeys(changed):
        thing_changed.send(sender=type(thing), instance=thing)
    _tell_of_reports([measure.pk for measure in _measures_of(instance)])


def _tell_of_reports(measures: Sequence[int]) -> None:
    """What a report says of a measure is public as long as the measure is."""
    all_public = Measure.objects.live().filter(pk__in=measures).count() == len(measures)
    signal = thing_changed if all_public else words_taken_back
    for report in MonitoringReportPage.objects.filter(lines__measure__in=measures).distinct():
        signal.send(sender=type(report), instance=report)


def _tell_of_line(sender: Any, instance: ReportLine, **kwargs: Any) -> None:
    """A line goes with its measure, though the report stays."""
    words_taken_back.send(sender=MonitoringReportPage, instance=instance.page)


def _measures_of(part: PolicyPart) -> Iterable[Measure]:
    """The measures whose parts appear and disappear with this one; none of what was deleted."""
    if isinstance(part, Objective) and part.pk:
        return part.measures.prefetch_related("indicators", "observations")
    return [part] if isinstance(part, Measure) and part.pk else []


def _tell_of_observation(sender: Any, instance: Observation, **kwargs: Any) -> None:
    thing_changed.send(sender=sender, instance=instance)
