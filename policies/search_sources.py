"""What search finds of policies besides their pages: measures, indicators, observations."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.models import Indicator, Measure, Observation
from policies.services.visibility import public_indicators, public_measures, public_observations
from search.registry import EntryData, SearchSource, register
from zaedno.core.facts import facts_of, in_words
from zaedno.core.languages import in_language
from zaedno.core.models import Settlement
from zaedno.core.named import name_here
from zaedno.core.plain_text import in_sentences
from zaedno.core.visibility import public_pages

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
    register(
        SearchSource(
            key="observation",
            label=_("Civic observation"),
            model=Observation,
            entries=observation_entries,
            public=_public_observations,
            of_page="measure__policy",
        )
    )


def measure_entries(measure: Measure) -> Iterable[EntryData]:
    """A measure by its words."""
    places = measure.places.all()
    yield from _entries(
        measure, ("text",), unit=measure.unit, places=places, shown=lambda: _shown_of(measure)
    )


def indicator_entries(indicator: Indicator) -> Iterable[EntryData]:
    """An indicator by its words."""
    words = ("text", "method", "source")
    unit = indicator.owner or indicator.measure.unit
    yield from _entries(indicator, words, unit=unit, shown=lambda: _shown_of_indicator(indicator))


def observation_entries(observation: Observation) -> Iterable[EntryData]:
    """What somebody observed and what the unit answered, in the language of the one who wrote."""
    measure = observation.measure
    with translation.override(observation.language):
        verdict = capfirst(observation.get_verdict_display())
        said = (verdict, observation.text, observation.place)
        yield EntryData(
            title=gettext("Observation by %(name)s") % {"name": observation.author},
            part_of=in_language(measure, "title"),
            url=observation.get_absolute_url(),
            language=observation.language,
            date=timezone.localtime(observation.sent_at).date(),
            body=in_sentences("\n".join(filter(None, (*said, observation.answer)))),
            area=name_here(measure.policy.area) or "",
            unit=name_here(measure.unit) or "",
            facets={
                "area": [measure.policy.area],
                "unit": [measure.unit],
                "settlement": filter(None, [observation.settlement]),
            },
        )


def _shown_of(measure: Measure) -> Iterator[str]:
    """Facts, places and milestones, in the language of the moment."""
    yield in_language(measure.objective, "title")
    yield from facts_of(measure, "start", "deadline")
    yield from filter(None, map(name_here, measure.places.all()))
    for milestone in measure.milestones.all():
        yield f"{in_language(milestone, 'title')}, {in_words(milestone.due)}"


def _shown_of_indicator(indicator: Indicator) -> Iterator[str]:
    yield in_language(indicator.measure, "title")
    unit = capfirst(Indicator._meta.get_field("unit_of_measure").verbose_name)
    yield f"{unit}: {in_language(indicator, 'unit_of_measure')}"
    yield from facts_of(indicator, "baseline", "baseline_on", "frequency")


def _entries(
    part: Any,
    names: Iterable[str],
    *,
    unit: Any,
    shown: Callable[[], Iterable[str]],
    places: Iterable[Settlement] = (),
) -> Iterable[EntryData]:
    """One for each language in which the part has a title."""
    policy = part.policy
    for language in ("bg", ENGLISH) if part.title_en else ("bg",):
        with translation.override(language):
            yield EntryData(
                title=in_language(part, "title"),
                url=part.get_absolute_url(),
                language=language,
                part_of=_policy_title(policy, language),
                body=_text(part, names, shown()),
                area=name_here(policy.area) or "",
                unit=name_here(unit) or "",
                part="" if language == "bg" else language,
                facets={"area": [policy.area], "unit": [unit], "settlement": places},
            )


def _text(part: Any, names: Iterable[str], shown: Iterable[str]) -> str:
    own = (in_language(part, name) for name in names)
    return in_sentences("\n".join(filter(None, (*own, *shown))))


def _policy_title(policy: Any, language: str) -> str:
    if language == policy.locale.language_code:
        return str(policy.title)
    translations = policy.get_translations().filter(locale__language_code=language)
    return str((public_pages(translations).first() or policy).title)


def _public_measures(measures: "QuerySet[Measure]") -> "QuerySet[Measure]":
    found = measures.filter(pk__in=public_measures().order_by().values("pk"))
    return found.select_related(
        "policy__locale", "policy__area__locale", "unit__locale", "objective"
    ).prefetch_related("places__locale", "milestones")


def _public_observations(observations: "QuerySet[Observation]") -> "QuerySet[Observation]":
    found = observations.filter(pk__in=public_observations().order_by().values("pk"))
    return found.select_related(
        "measure__policy__area__locale", "measure__unit__locale", "settlement__locale"
    )


def _public_indicators(indicators: "QuerySet[Indicator]") -> "QuerySet[Indicator]":
    found = indicators.filter(pk__in=public_indicators().order_by().values("pk"))
    return found.select_related(
        "policy__locale", "policy__area__locale", "measure__unit__locale", "owner__locale"
    )
