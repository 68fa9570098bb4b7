"""What the pages of policies draw: bars, charts, numbers, words in their own language."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from policies import numbers, sentences
from policies.bars import MoneyBars, money_bars, parts_of
from policies.charts import chart_of
from policies.enums import TONES, Standing
from policies.models import MonitoringReportPage, PolicyPage, ReportLine
from policies.money import YearOfMoney
from policies.outline import IndicatorLine
from policies.progress import Progress
from policies.reports import lines_of, reports_of
from policies.story import Story, story_of
from policies.tables import ChartRow, target_year
from policies.tables import chart_rows as rows_beside_chart
from policies.words import named, with_lang
from zaedno.core.content_version import kept
from zaedno.core.days import today
from zaedno.core.languages import in_language

register = template.Library()
register.filter("with_lang", with_lang)
register.filter("named", named)
register.filter("in_words", sentences.progress_in_words)


@register.simple_tag(takes_context=True)
def policy_glance(context: Context) -> SafeString:
    """How far a policy is, at a glance."""
    return _drawn(context)["glance"]


@register.simple_tag(takes_context=True)
def policy_story(context: Context) -> SafeString:
    """What a policy promised and how far each part is."""
    return _drawn(context)["story"]


def _drawn(context: Context) -> dict[str, SafeString]:
    """What is the same for all readers of a language, drawn once for a version of the content."""
    page, outline = context["page"], context["outline"]
    # A translation of a closed policy tells nothing; closing it begins no new version.
    told = bool(outline.objectives)
    question = ("drawn", page.translation_key, translation.get_language(), outline.on, told)
    return kept(question, lambda: _draw(page, story_of(page, outline)))


def _draw(page: PolicyPage, story: Story) -> dict[str, SafeString]:
    shown = {"story": story, "page": page, "tags": _tags()}
    return {name: render_to_string(f"policies/{name}.html", shown) for name in ("glance", "story")}


def _tags() -> dict[Standing, SafeString]:
    """The tag of each standing, drawn once for all measures."""
    return {
        standing: render_to_string(
            "components/tag.html", {"state": tone, "label": capfirst(standing.label)}
        )
        for standing, tone in TONES.items()
    }


@register.inclusion_tag("policies/standings.html")
def standings(progress: Progress) -> dict[str, Any]:
    """The measures of a policy by how they stand, as a bar and in numbers."""
    parts = parts_of(progress)
    return {"parts": parts, "words": sentences.standings_in_words(parts)}


@register.inclusion_tag("policies/money_chart.html")
def money_chart(years: MoneyBars | Iterable[YearOfMoney], name: str) -> dict[str, Any]:
    """Planned and spent money by year, as bars and as a table; `name` tells charts apart."""
    money = years if isinstance(years, MoneyBars) else money_bars(years)
    words = sentences.money_in_words(money) if money else ""
    return {"money": money, "words": words, "name": name}


@register.inclusion_tag("policies/indicator_chart.html")
def indicator_chart(line: IndicatorLine) -> dict[str, Any]:
    """The values of an indicator by date, with its targets and its baseline."""
    indicator = line.indicator
    chart = chart_of(line.readings, targets=line.targets, baseline=indicator.baseline)
    return {"chart": chart, "indicator": indicator, "words": sentences.trend_in_words(line)}


@register.inclusion_tag("policies/indicator_state.html")
def indicator_state(line: IndicatorLine) -> dict[str, Any]:
    """The last value of an indicator beside the target that holds."""
    year = target_year(line, on=today())
    return {"line": line, "indicator": line.indicator, "target_year": year}


@register.simple_tag
def monitoring_reports(policy: PolicyPage) -> list[MonitoringReportPage]:
    """The public reports on a policy, the latest period first."""
    return reports_of(policy)


@register.simple_tag
def report_lines(report: MonitoringReportPage) -> list[ReportLine]:
    """What a report says of published measures."""
    return lines_of(report)


@register.filter
def number(value: Decimal | None) -> str:
    """A number without needless zeros."""
    return "" if value is None else numbers.shown(value)


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount in euro."""
    return "" if amount is None else sentences.euro(amount)


@register.filter
def here(thing: Any, field: str) -> SafeString:
    """A text of a thing that is kept in both languages, in that of the reader."""
    return with_lang(in_language(thing, field))


@register.filter
def chart_rows(line: IndicatorLine) -> list[ChartRow]:
    """The data of an indicator's chart."""
    return rows_beside_chart(line, on=today())


@register.filter
def of(things: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping has under a key."""
    return things[key]
