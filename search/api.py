"""Search for programs: the same results as on the page, and suggestions while typing."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from search import services
from search.backends.base import REACHABLE, Hit, SearchAnswer, SearchRequest
from search.registry import labels
from zaedno.api.queries import DEFAULT_LOCALE, LARGEST_LIMIT, USUAL_LIMIT, LocaleCode, StrictQuery
from zaedno.core.serializers import absolute
from zaedno.core.validation import LONGEST_QUERY, Malformed

router = Router(tags=["search"])


class FoundItem(Schema):
    """A result; the two texts in HTML are escaped, with the found words in `<mark>`.

    `place` says where in the thing the passage stands, such as the page of a document.
    """

    title: str
    title_html: str
    passage_html: str
    url: str
    kind: str
    kind_label: str
    place: str
    locale: str
    date: date | None
    object_id: int


class KindCount(Schema):
    """How many results there are of a kind, whatever kinds were chosen."""

    kind: str
    label: str
    count: int


class Found(Schema):
    """A part of the results.

    `degraded` says that the better search could not answer and a simpler one did; `corrected` is
    what was looked for instead of what was typed.
    """

    count: int
    items: list[FoundItem]
    kinds: list[KindCount]
    degraded: bool
    corrected: str


class Suggestion(Schema):
    """Something whose title has the words typed so far."""

    title: str
    url: str
    kind: str


class Suggestions(Schema):
    """The best suggestions, eight at most."""

    suggestions: list[Suggestion]


class SuggestQuery(StrictQuery):
    """The words typed so far."""

    q: str = Field("", max_length=LONGEST_QUERY, description="What was typed so far.")
    locale: LocaleCode = Field(DEFAULT_LOCALE, description="The language of the reader.")


class SearchQuery(StrictQuery):
    """What is looked for."""

    q: str = Field(max_length=LONGEST_QUERY, description="Words to look for, in any form.")
    kind: list[str] = Field([], description="Kinds of results; may be repeated.")
    locale: LocaleCode = Field(
        DEFAULT_LOCALE, description="The language of the reader; it comes first."
    )
    limit: int = Field(
        USUAL_LIMIT, ge=1, le=LARGEST_LIMIT, description="How many results to give, 100 at most."
    )
    offset: int = Field(
        0, ge=0, le=REACHABLE, description="How many to pass over first: a multiple of the limit."
    )

    def request(self) -> SearchRequest:
        """The question as search understands it.

        Raises:
            Malformed: the offset lies within a part, or a kind does not exist.
        """
        if self.offset % self.limit:
            raise Malformed(_("The parameter “offset” must be a multiple of “limit”."))
        unknown = sorted(set(self.kind) - labels().keys())
        if unknown:
            raise Malformed(_("There is no kind “%(kind)s”.") % {"kind": unknown[0][:40]})
        return SearchRequest(
            text=self.q.strip(),
            language=self.locale,
            kinds=frozenset(self.kind),
            page=self.offset // self.limit + 1,
            per_page=self.limit,
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
        names = labels()
        return {
            "count": answer.total,
            "items": [_item(hit) for hit in answer.hits],
            "kinds": [
                {"kind": kind, "label": names.get(kind, ""), "count": count}
                for kind, count in answer.facets.items()
            ],
            "degraded": answer.degraded,
            "corrected": answer.corrected,
        }


@router.get(
    "/suggest/",
    response=Suggestions,
    url_name="search_suggest",
    operation_id="search_suggest",
    summary="Suggest titles while typing",
)
def suggest(request: HttpRequest, query: Query[SuggestQuery]) -> dict[str, Any]:
    """Public things in a language whose title has the words typed so far."""
    with translation.override(query.locale):
        names = labels()
        return {
            "suggestions": [
                {
                    "title": entry.title,
                    "url": absolute(entry.url),
                    "kind": names.get(entry.kind, ""),
                }
                for entry in services.suggest(query.q, language=query.locale)
            ]
        }


def _item(hit: Hit) -> dict[str, Any]:
    return {
        "title": hit.entry.title,
        "title_html": str(hit.title_html),
        "passage_html": str(hit.passage_html),
        "url": absolute(hit.url),
        "kind": hit.kind,
        "kind_label": hit.kind_label,
        "place": hit.place,
        "locale": hit.language,
        "date": hit.date,
        "object_id": hit.entry.object_id,
    }
