"""Search as the page, the API and the suggestions ask for it."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.utils.safestring import SafeString

from search import breaker
from search.analysis import words
from search.backends.base import (
    REACHABLE,
    Hit,
    Order,
    Ranking,
    Scope,
    SearchAnswer,
    SearchBackend,
    SearchRequest,
    SearchUnavailable,
)
from search.backends.choice import elasticsearch_backend
from search.backends.database import DatabaseBackend
from search.facets import LANGUAGE
from search.fitting import fitting
from search.highlighting import BEGINNING, LONGEST_SCANNED, MARK, Highlighter
from search.lexicon import SiteLexicon
from search.mistakes import Similar
from search.models import SearchEntry
from search.other_readings import other_readings
from search.promotions import Promoted, promoted_for
from search.proposals import cyrillic_words, frequent_words
from search.registry import labels, source_of
from search.terms import term_of
from search.understanding import MOST_WORDS, Lexicon, Query, understand
from search.visibility import visible
from search.word_beginnings import all_known, completed
from zaedno.core.days import today

MOST_SUGGESTIONS = 8
SUGGESTIONS_KEPT_SECONDS = 60
MOST_LEAVING = 1_000
# So many are looked through for a feed, then all the others that can be reached.
LOOKED_THROUGH = 200
# In the texts of so many hits a passage is looked for to the end, in others in the beginning.
SCANNED_WHOLE = 10
# With no more results than these, another query is proposed.
FEW = 3

NOTHING = SafeString()

R = TypeVar("R")
logger = logging.getLogger(__name__)


def find(request: SearchRequest) -> SearchAnswer:
    """Find what a reader asks for, among what anyone may see.

    Elasticsearch answers where there is one; when it cannot in its time, the database does.
    """

    def ask(backend: SearchBackend) -> SearchAnswer:
        ranking, query = ranked(
            backend,
            request.text,
            request.scope,
            offset=min(request.offset, REACHABLE),
            limit=request.limit,
            exactly=request.exactly,
        )
        return SearchAnswer(
            hits=hits_of(ranking.ids, query),
            total=ranking.total(request.scope.filters),
            facets=ranking.facets,
            backend=backend.name,
            corrected=query.corrected,
            missing=query.missing,
            loosened=query.loosened,
            proposed=_proposed(backend, request, query, ranking),
        )

    answer, degraded = _ask_best(ask)
    return replace(answer, degraded=degraded, promoted=_promoted(request, answer.corrected))


def suggest(text: str, *, language: str, limit: int = MOST_SUGGESTIONS) -> list[SearchEntry]:
    """Public things in a language whose title has the words typed so far.

    Where none has, what else the words may mean is looked for. Only ids are kept in the cache:
    whether a thing is still public is asked each time.
    """
    if not words(text):
        return []
    key = f"search:suggest:{sha256(f'{language} {limit} {text}'.encode()).hexdigest()}"
    kept = caches["suggestions"]
    ids = kept.get(key)
    if ids is None:
        ids, _ = _ask_best(lambda backend: _suggested(backend, text, language, limit))
        kept.set(key, ids, SUGGESTIONS_KEPT_SECONDS)
    return _visible_entries(ids)


def known_words(text: str) -> set[str]:
    """Those words of a text, in small letters, that are found somewhere."""
    typed = words(text)[:MOST_WORDS]
    return set(_ask_best(lambda backend: backend.known(typed))[0])


def is_found(text: str, *, exactly: bool = False) -> bool:
    """Whether a text as typed finds anything at all, without filters."""

    def ask(backend: SearchBackend) -> bool:
        found, _ = ranked(backend, text, Scope(), offset=0, limit=1, exactly=exactly)
        return bool(found.ids)

    return _ask_best(ask)[0]


def newest(text: str, scope: Scope, *, limit: int, exactly: bool = False) -> list[SearchEntry]:
    """What fits a text as typed, the newest first, each thing once; for feeds."""
    by_date = replace(scope, order=Order.DATE, counted=False)

    def ask(backend: SearchBackend) -> list[SearchEntry]:
        first, query = ranked(
            backend, text, by_date, offset=0, limit=LOOKED_THROUGH, exactly=exactly
        )
        found = _fitting_things(first.ids, query)
        if len(found) < limit and len(first.ids) == LOOKED_THROUGH:
            left = REACHABLE - LOOKED_THROUGH
            others = backend.rank(query, by_date, offset=LOOKED_THROUGH, limit=left)
            found = _fitting_things([*first.ids, *others.ids], query)
        return _visible_entries(found[:limit])

    return _ask_best(ask)[0]


def ranked(
    backend: SearchBackend,
    text: str,
    scope: Scope,
    *,
    offset: int,
    limit: int,
    lexicon: Lexicon | None = None,
    exactly: bool = False,
) -> tuple[Ranking, Query]:
    """What a backend finds for a text as typed, and how the text was understood.

    A phrase in quotes that stands nowhere is looked for as words; ``Query.loosened`` says so.
    """
    query = understand(
        text,
        known=backend.known,
        # An evaluation brings its own documents: the words of this site say nothing of them.
        similar=backend.similar if lexicon else partial(_similar_or_longer, backend),
        size=backend.size(),
        lexicon=lexicon or SiteLexicon(),
        exactly=exactly,
    )
    if query.phrases:
        # The counts say whether a phrase stands anywhere, also where the filters hide it.
        scope = replace(scope, counted=True)
    found = backend.rank(query, scope, offset=offset, limit=limit)
    if query.phrases and not any(found.facets.values()):
        query = replace(query, phrases=(), loosened=True)
        found = backend.rank(query, scope, offset=offset, limit=limit)
    return found, query


def _similar_or_longer(backend: SearchBackend, found: Iterable[str]) -> dict[str, str]:
    """The most similar words that there are, or else what an unfinished word begins.

    Elasticsearch knows no word a mistake and a long ending apart; the rows do.
    """
    ways: list[Similar] = [backend.similar, partial(completed, known=backend.known)]
    if not isinstance(backend, DatabaseBackend):
        ways.insert(1, DatabaseBackend().similar)
    asked, similar = list(found), dict[str, str]()
    for way in ways:
        similar |= way([word for word in asked if word not in similar])
    return similar


def hits_of(ids: Sequence[int], query: Query) -> list[Hit]:
    """What was found as it is shown, without what is not public at this moment."""
    highlighter, names = Highlighter(query), labels()
    return [
        _hit(entry, highlighter, names.get(entry.kind, ""), whole=place < SCANNED_WHOLE)
        for place, entry in enumerate(_visible_entries(ids))
    ]


def _hit(entry: SearchEntry, highlighter: Highlighter, label: str, *, whole: bool) -> Hit:
    title = highlighter.whole(entry.full_title)
    scanned = LONGEST_SCANNED if whole else BEGINNING
    passage = highlighter.passage(entry.lead, entry.body, scanned=scanned)
    says_why = MARK in title or MARK in passage
    return Hit(
        title_html=title,
        passage_html=passage,
        beside_html=NOTHING if says_why else _beside(entry, highlighter, label),
        url=entry.url,
        kind=entry.kind,
        kind_label=label,
        part_label=_part_label(entry),
        language=entry.language,
        date=entry.date,
        term=term_of(entry, today()),
        entry=entry,
    )


def _beside(entry: SearchEntry, highlighter: Highlighter, label: str) -> SafeString:
    """The first found line beside a text that readers do not see anyhow: an area, a heading."""
    lines = (line for line in entry.about.splitlines() if line not in (label, entry.unit))
    return next((found for found in map(highlighter.whole, lines) if MARK in found), NOTHING)


def _suggested(backend: SearchBackend, text: str, language: str, limit: int) -> list[int]:
    """What the first reading gives that gives anything; the typed words are the first."""
    readings = filter(all_known, chain([words(text)], other_readings(text)))
    found = (backend.suggest(each, language=language, limit=limit) for each in readings)
    return next(filter(None, found), [])


def _fitting_things(ids: Sequence[int], query: Query) -> list[int]:
    """Of some entries those that fit, of each thing the first."""
    things: dict[tuple[int, int], int] = {}
    for entry in _visible_entries(fitting(ids, query), "body"):
        things.setdefault((entry.content_type_id, entry.object_id), entry.pk)
    return list(things.values())


def _part_label(entry: SearchEntry) -> str:
    source = source_of(entry.content_type.model_class())
    return source.part_label(entry.part) if source and entry.part else ""


def _proposed(
    backend: SearchBackend, request: SearchRequest, query: Query, ranking: Ranking
) -> str:
    """Another query, where what was typed is known, but found little or only other languages."""
    text, scope = request.text, request.scope
    if query.corrected:
        return ""
    in_bulgarian = ranking.facets.get(LANGUAGE, {}).get(settings.LANGUAGE_CODE)
    if scope.language == settings.LANGUAGE_CODE and not in_bulgarian:
        cyrillic = cyrillic_words(text, query, known=backend.known)
        if cyrillic:
            return cyrillic
    if ranking.total(scope.filters) > FEW:
        return ""
    return frequent_words(text, query, known=backend.known, similar=backend.similar)


def _ask_best(ask: Callable[[SearchBackend], R]) -> tuple[R, bool]:
    """The answer of Elasticsearch or, where that gives none, of the database instead (True)."""
    preferred = elasticsearch_backend()
    if preferred is None:
        return ask(DatabaseBackend()), False
    leaving = list(SearchEntry.objects.leaving().values_list("pk", flat=True)[: MOST_LEAVING + 1])
    # With so many the index is behind: the rows alone know what is public.
    if len(leaving) <= MOST_LEAVING and breaker.may_ask():
        try:
            answer = ask(preferred.within(settings.SEARCH_TIMEOUT_SECONDS, without=leaving))
        except SearchUnavailable as error:
            logger.warning("Elasticsearch gave no answer, the database answers: %s", error)
            breaker.note_failure()
        else:
            breaker.note_success()
            return answer, False
    return ask(DatabaseBackend()), True


def _promoted(request: SearchRequest, corrected: str) -> Sequence[Promoted]:
    """What stands before the first results; who narrows them has passed it by.

    It is for what was typed, or else for what was looked for instead.
    """
    if request.offset or request.scope.filters:
        return ()
    language = request.scope.language or settings.LANGUAGE_CODE
    texts = filter(None, (request.text, corrected))
    return next(filter(None, (promoted_for(text, language=language) for text in texts)), ())


def _visible_entries(ids: Sequence[int], *unread: str) -> list[SearchEntry]:
    """The entries in the order of their ids, without those whose thing is not public now.

    Args:
        ids: of which entries.
        unread: fields that nobody needs.
    """
    found = visible(SearchEntry.objects.current().filter(pk__in=ids).defer("words", *unread))
    by_id = {entry.pk: entry for entry in found}
    return [by_id[pk] for pk in ids if pk in by_id]
