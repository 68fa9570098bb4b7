"""Monitoring reports as readers find them: on the page of the policy, and of each measure."""

from django.db.models import prefetch_related_objects
from django.utils import translation

from policies.models import Measure, MonitoringReportPage, PolicyPage, ReportLine
from zaedno.core.content_version import kept
from zaedno.core.visibility import public_pages, without_restricted


def reports_of(policy: PolicyPage) -> list[MonitoringReportPage]:
    """The public reports under the page of a policy, the latest period first."""
    if not policy.numchild:
        return []
    children = MonitoringReportPage.objects.live().child_of(policy).defer_streamfields()
    found = kept(("reports", policy.pk), lambda: list(children.order_by("-period_end")))
    return without_restricted(found)


def lines_of(report: MonitoringReportPage) -> list[ReportLine]:
    """What a report says of measures that are published; three queries for any number."""
    lines = [line for line in report.lines.all() if line.says_something]
    prefetch_related_objects(lines, "measure__objective")
    return [line for line in lines if line.measure.live and line.measure.objective.live]


def said_of(measure: Measure) -> list[ReportLine]:
    """What public reports say of a measure, the latest first, in the reader's language.

    A report that is not translated is told in its own.
    """
    public = public_pages(MonitoringReportPage.objects.all())
    lines = ReportLine.objects.filter(measure=measure, page__in=public)
    language = translation.get_language()
    found: dict[object, ReportLine] = {}
    for line in lines.select_related("page__locale").order_by("-page__period_end"):
        if not line.says_something:
            continue
        key = line.page.translation_key
        if key not in found or line.page.locale.language_code == language:
            found[key] = line
    return list(found.values())
