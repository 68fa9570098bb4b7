"""What search finds of policies besides their pages: measures and indicators, in both languages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from policies.models import Indicator, Measure
from policies.services.visibility import public_indicators, public_measures
from search.registry import EntryData, SearchSource, register
from zaedno.core.languages import in_language
from zaedno.core.models import Settlement
from zaedno.core.named import name_here

ENGLISH = "en"


def register_sources() -> None:
    """Called when the app is ready."""
    register(
        SearchSource(
            key="measure",
            label=_("Measure"),
            model=Measure,
            entries=measure_entries,
            public=_public_measures,
            of_page="policy",
        )
    )
    register(
        SearchSource(
            key="indicator",
            label=_("Indicator"),
            model=Indicator,
            entries=indicator_entries,
            public=_public_indicators,
            of_page="policy",
        )
    )


def measure_entries(measure: Measure) -> Iterable[EntryData]:
    """A measure by its words."""
    return _entries(measure, ("text",), unit=measure.unit, places=measure.places.all())


def indicator_entries(indicator: Indicator) -> Iterable[EntryData]:
    """An indicator by its words."""
    words = ("text", "method", "source")
    return _entries(indicator, words, unit=indicator.owner or indicator.measure.unit)


def _entries(
    part: Any, names: Iterable[str], *, unit: Any, places: Iterable[Settlement] = ()
) -> Iterable[EntryData]:
    """One for each language in which the part has a title."""
    policy = part.policy
    for language in ("bg", ENGLISH) if part.title_en else ("bg",):
        with translation.override(language):
            yield EntryData(
                title=in_language(part, "title"),
                url=part.get_absolute_url(),
                language=language,
                lead=_policy_title(policy, language),
                body="\n".join(filter(None, (in_language(part, name) for name in names))),
                area=name_here(policy.area) or "",
                unit=name_here(unit) or "",
                part="" if language == "bg" else language,
                facets={"area": [policy.area], "unit": [unit], "settlement": places},
            )


def _policy_title(policy: Any, language: str) -> str:
    if language == policy.locale.language_code:
        return str(policy.title)
    translated = policy.get_translations().filter(locale__language_code=language).live().first()
    return str((translated or policy).title)


def _public_measures(measures: "QuerySet[Measure]") -> "QuerySet[Measure]":
    found = measures.filter(pk__in=public_measures().order_by().values("pk"))
    return found.select_related(
        "policy__locale", "policy__area__locale", "unit__locale"
    ).prefetch_related("places__locale")


def _public_indicators(indicators: "QuerySet[Indicator]") -> "QuerySet[Indicator]":
    found = indicators.filter(pk__in=public_indicators().order_by().values("pk"))
    return found.select_related(
        "policy__locale", "policy__area__locale", "measure__unit__locale", "owner__locale"
    )
