"""Why results stand where they stand, for the staff: the same search, with its reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.backends.base import Counts, Hit, Scope, SearchBackend, SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.backends.database import DatabaseBackend
from search.backends.explanation import Explanation
from search.promotions import Promoted, promoted_for
from search.services import hits_of, ranked
from search.understanding import Query

EXPLAINED = 20


@dataclass(frozen=True)
class ExplainedHit:
    """A result with its place and its reasons."""

    rank: int
    hit: Hit
    explanation: Explanation
    in_language: bool


@dataclass(frozen=True)
class ExplainedSearch:
    """A search with how it was understood, and the first results with their reasons.

    Attributes:
        understood: what was looked for, line by line: what it is, and the words.
    """

    understood: Sequence[tuple["Promise | str", str]]
    hits: Sequence[ExplainedHit]
    total: int
    facets: Counts
    promoted: Sequence[Promoted]


def backends() -> dict[str, Callable[[], SearchBackend]]:
    """The backends that this installation has, by name; the one that usually answers first."""
    found: dict[str, Callable[[], SearchBackend]] = {}
    preferred = elasticsearch_backend()
    if preferred is not None:
        found[preferred.name] = lambda: preferred
    found[DatabaseBackend.name] = DatabaseBackend
    return found


def explain(text: str, scope: Scope, *, backend: str) -> ExplainedSearch:
    """Search as a reader does, and say why the results stand so.

    Raises:
        SearchUnavailable: the backend gives no answer.
    """
    chosen = backends()[backend]()
    ranking, query = ranked(chosen, text, scope, offset=0, limit=EXPLAINED)
    hits = hits_of(ranking.ids, query)
    reasons = chosen.explain(query, scope, [hit.entry.pk for hit in hits]) if hits else {}
    return ExplainedSearch(
        understood=understood(query),
        hits=_explained(hits, reasons, scope),
        total=ranking.total(scope.filters),
        facets=ranking.facets,
        promoted=promoted_for(text, language=scope.language or ""),
    )


def understood(query: Query) -> list[tuple["Promise | str", str]]:
    """How a query was read, in lines for a person."""
    lines: list[tuple[Promise | str, str]] = []
    for reading in query.readings:
        label = _("Words") if reading.weight == 1 else _("As typed, with less weight")
        lines.append((label, " ".join(reading.words)))
    lines += [(_("Other words for the same"), said) for said in _said_otherwise(query)]
    lines += [(_("Must stand together"), " / ".join(group)) for group in query.phrases]
    if query.loosened:
        lines.append((_("Must stand together"), str(_("nowhere, so the words are looked for"))))
    lines += [(_("Stands nowhere"), word) for word in query.missing]
    lines += [(_("Left out"), text) for text in query.excluded]
    if query.corrected:
        lines.append((_("Corrected to"), query.corrected))
    return lines


def _said_otherwise(query: Query) -> list[str]:
    """Pieces of a query with the other words for each."""
    parts = [part for reading in query.readings for part in reading.parts if part.others]
    return [
        f"{' '.join(part.words)}: {'; '.join(' '.join(other.words) for other in part.others)}"
        for part in parts
    ]


def _explained(
    hits: Sequence[Hit], reasons: Mapping[int, Explanation], scope: Scope
) -> list[ExplainedHit]:
    return [
        ExplainedHit(
            rank,
            hit,
            reasons.get(hit.entry.pk, Explanation(0.0, ())),
            in_language=not scope.language or hit.language == scope.language,
        )
        for rank, hit in enumerate(hits, 1)
    ]


__all__ = ["ExplainedHit", "ExplainedSearch", "SearchUnavailable", "backends", "explain"]
