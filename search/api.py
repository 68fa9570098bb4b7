"""Search for programs: the same results as on the page, and suggestions while typing."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from search import services
from search.backends.base import REACHABLE, Hit, Order, Scope, SearchAnswer, SearchRequest
from search.facets import Facet, Filters, facets
from search.narrowing import MOST_CHOSEN
from search.promotions import Promoted
from search.questions import Question
from search.suggesting import SuggestionGroup, suggestions
from zaedno.api.queries import DEFAULT_LOCALE, LARGEST_LIMIT, USUAL_LIMIT, LocaleCode, StrictQuery
from zaedno.core.serializers import absolute
from zaedno.core.validation import LONGEST_QUERY, Malformed

router = Router(tags=["search"])


class FoundItem(Schema):
    """A result; the two texts in HTML are escaped, with the found words in `<mark>`.

    `part_label` says where in the thing the passage stands, such as the page of a document.
    `open_from` and `open_until` are the first and the last day on which readers can act there.
    """

    title: str
    title_html: str
    passage_html: str
    url: str
    kind: str
    kind_label: str
    part_label: str
    locale: str
    open_from: date | None
    open_until: date | None
    date: date | None
    object_id: int
    unit: str
    place: str = Field(description="The sections above it, from the top.")


class PromotedItem(Schema):
    """A result that editors put before all others; not among those that are counted."""

    title: str
    url: str
    text: str
    locale: str = Field(description="Of the page; empty for a link outside.")


class ValueCount(Schema):
    """How many results have a value of a facet, whatever is chosen in this facet."""

    value: str
    label: str
    count: int


class FacetCounts(Schema):
    """The values of a facet among the results: each may be given as a parameter of its name."""

    name: str
    label: str
    values: list[ValueCount]


class Found(Schema):
    """A part of the results.

    `degraded` says that the better search could not answer and a simpler one did; `corrected` is
    what was looked for instead of what was typed, unless `exact` was asked for; `proposed` is what
    else may have been meant, where little was found; `missing` are words that stand nowhere;
    `loosened` says that a phrase stands nowhere, and its words were looked for; `feed` is the
    address of the search as RSS.
    """

    count: int
    items: list[FoundItem]
    facets: list[FacetCounts]
    degraded: bool
    corrected: str
    promoted: list[PromotedItem] = Field(
        description="Before the first results, where no filter is chosen."
    )
    feed: str
    proposed: str
    missing: list[str]
    loosened: bool


class Suggestion(Schema):
    """A popular search, or something whose title has the words typed so far."""

    title: str
    url: str
    kind: str
    group: SuggestionGroup


class Suggestions(Schema):
    """The best suggestions, eight at most."""

    suggestions: list[Suggestion]


class SuggestQuery(StrictQuery):
    """The words typed so far."""

    q: str = Field("", max_length=LONGEST_QUERY, description="What was typed so far.")
    locale: LocaleCode = Field(DEFAULT_LOCALE, description="The language of the reader.")


class WordsQuery(StrictQuery):
    """What is looked for, without the filters."""

    q: str = Field(max_length=LONGEST_QUERY, description="Words to look for, in any form.")
    locale: LocaleCode = Field(
        DEFAULT_LOCALE, description="The language of the reader; it comes first."
    )
    exact: bool = Field(False, description="Look for these words and no others.")
    order: Order = Field(Order.RELEVANCE, description="By relevance, or the newest first.")
    limit: int = Field(
        USUAL_LIMIT, ge=1, le=LARGEST_LIMIT, description="How many results to give, 100 at most."
    )
    offset: int = Field(0, ge=0, le=REACHABLE, description="How many to pass over first.")

    def request(self) -> SearchRequest:
        """The question as search understands it.

        Raises:
            Malformed: a value of a filter does not exist.
        """
        return SearchRequest(
            text=self.q.strip(),
            scope=Scope(language=self.locale, filters=self._filters(), order=self.order),
            exactly=self.exact,
            offset=self.offset,
            limit=self.limit,
        )

    def _filters(self) -> Filters:
        asked = {name: frozenset(getattr(self, name)) for name in facets()}
        for name, values in asked.items():
            for value in sorted(values - facets()[name].names(values).keys()):
                words = {"name": name, "value": value[:40]}
                raise Malformed(_("The filter “%(name)s” has no value “%(value)s”.") % words)
        return {name: values for name, values in asked.items() if values}


def _filter_field(facet: Facet) -> Any:
    return (
        list[str],
        Field([], max_length=MOST_CHOSEN, description=f"{facet.name}: a value; may be repeated."),
    )


if TYPE_CHECKING:
    SearchQuery = WordsQuery
else:
    # Apps may add facets, so the filters come from the register: all apps are ready by now.
    SearchQuery = create_model(
        "SearchQuery",
        __base__=WordsQuery,
        **{name: _filter_field(facet) for name, facet in facets().items()},
    )


@router.get(
    "/",
    response=Found,
    url_name="search",
    operation_id="search",
    summary="Search everything public",
)
def search(request: HttpRequest, query: Query[SearchQuery]) -> dict[str, Any]:
    """Pages and documents in both languages, the reader's language first."""
    asked = query.request()
    with translation.override(query.locale):
        answer = services.find(asked) if asked.text else SearchAnswer()
        return {
            "count": answer.total,
            "items": [_item(hit) for hit in answer.hits],
            "facets": [
                _facet(facet, answer.facets.get(name, {})) for name, facet in facets().items()
            ],
            "degraded": answer.degraded,
            "corrected": answer.corrected,
            "promoted": [_promoted_item(found) for found in answer.promoted],
            "feed": absolute(_question(asked).address("search:feed")),
            "proposed": answer.proposed,
            "missing": list(answer.missing),
            "loosened": answer.loosened,
        }


@router.get(
    "/suggest/",
    response=Suggestions,
    url_name="search_suggest",
    operation_id="search_suggest",
    summary="Suggest searches and titles while typing",
)
def suggest(request: HttpRequest, query: Query[SuggestQuery]) -> dict[str, Any]:
    """What others search for, and public things whose title has the words typed so far."""
    with translation.override(query.locale):
        return {
            "suggestions": [
                {**asdict(found), "url": absolute(found.url)}
                for found in suggestions(query.q, language=query.locale)
            ]
        }


def _question(asked: SearchRequest) -> Question:
    language = asked.scope.language or DEFAULT_LOCALE
    return Question(asked.text, language, asked.scope.filters, exactly=asked.exactly)


def _item(hit: Hit) -> dict[str, Any]:
    return {
        "title": hit.entry.full_title,
        "title_html": str(hit.title_html),
        "passage_html": str(hit.passage_html),
        "url": absolute(hit.url),
        "kind": hit.kind,
        "kind_label": hit.kind_label,
        "part_label": hit.part_label,
        "locale": hit.language,
        "date": hit.date,
        "open_from": hit.entry.open_from,
        "open_until": hit.entry.open_until,
        "object_id": hit.entry.object_id,
        "unit": hit.entry.unit,
        "place": hit.entry.place,
    }


def _promoted_item(found: Promoted) -> dict[str, str]:
    return {
        "title": found.title,
        "url": absolute(found.url),
        "text": found.text,
        "locale": found.language,
    }


def _facet(facet: Facet, counts: Mapping[str, int]) -> dict[str, Any]:
    labels_of_values = facet.names(counts)
    return {
        "name": facet.name,
        "label": str(facet.label),
        "values": [
            {"value": value, "label": label, "count": counts[value]}
            for value, label in labels_of_values.items()
        ],
    }
