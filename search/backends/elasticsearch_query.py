"""A query in the words of Elasticsearch: the same that the database search looks for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from search.analysis import STOP_WORDS, terms
from search.backends import counting
from search.backends.scoring import APART, FADES_IN_DAYS, NEWEST, OPEN_NOW, OPEN_OF_KIND, SLOP
from search.facets import KIND
from search.kinds import kinds_named
from search.registry import kinds_of_pages
from search.stemming import base_form, stem
from search.understanding import Part, Query, Reading, Wording

OTHER_LANGUAGE_LAST = 1_000.0
STEMS = 2.0
TITLE_STEMS = 2.0
BASE_IN_TITLE = 0.8
BASE_IN_TEXT = 0.5
NEAR_IN_TITLE = 0.5
NEAR_IN_TEXT = 0.3
NUMBER_NEAR = 1.5
ABOUT = 1.0
# The index keeps the beginnings of words up to so many letters.
LONGEST_BEGINNING = 20
# More than the words of a title themselves are ever worth.
FIRST = 4_000.0

# Our stems decide; the exact word and Lucene's stem settle what they leave equal (measured with
# search_eval: more weight on these costs questions by subject and English ones).
AS_WRITTEN = [
    *("title^0.5", "title.forms^0.5", "lead^0.3", "lead.forms^0.4"),
    *("body^0.2", "body.forms^0.3"),
]

Clause = dict[str, Any]


def build(query: Query, language: str | None, *, today: date) -> Clause:
    """The whole query: the best reading, all phrases, the reader's language before others."""
    readings = [_reading(reading) for reading in query.readings]
    asked: Clause = {
        "must": [_timely({"dis_max": {"queries": readings}}, today)],
        "filter": [_any(map(_phrase, group)) for group in query.phrases],
        "must_not": [_excluded(text) for text in query.excluded],
    }
    first: list[Clause] = []
    if language:
        same = {"filter": {"term": {"language": language}}, "boost": OTHER_LANGUAGE_LAST}
        first.append({"constant_score": same})
    if kinds := kinds_named(query):
        first.append({"constant_score": {"filter": _open_of(kinds, today), "boost": OPEN_OF_KIND}})
    return {"bool": {**asked, "should": first}}


def suggestion(words: Sequence[str], language: str, *, today: date) -> Clause:
    """Titles with the words, the last perhaps unfinished; roughly in the order of suggestions."""
    begun = [word[:LONGEST_BEGINNING] for word in words]
    every = {"query": " ".join(begun), "operator": "and"}
    near = [{"span_term": {"title.beginnings": word}} for word in begun]
    at_start = {"span_near": {"clauses": near, "slop": 0, "in_order": True}}
    pages = {
        "bool": {
            "filter": [
                {"term": {"is_whole": True}},
                {"terms": {counting.FIELD: counting.keywords({KIND: kinds_of_pages()})}},
            ]
        }
    }
    first = [
        _is_open(today),
        {"span_first": {"match": at_start, "end": len(begun)}},
        pages,
    ]
    return {
        "bool": {
            "filter": [{"term": {"language": language}}],
            "must": [{"match": {"title.beginnings": every}}],
            "should": [
                {"constant_score": {"filter": clause, "boost": FIRST / 2**place}}
                for place, clause in enumerate(first)
            ],
        }
    }


def _reading(reading: Reading) -> Clause:
    # Small words are found nearly everywhere: they count where there are no others.
    content = [part for part in reading.parts if part.others or terms(part.words)]
    found = [_part(part) for part in content or reading.parts]
    phrase = {"query": " ".join(reading.words), "slop": 2, "boost": 0.5}
    whole = {"match_phrase": {"title": phrase}}
    return _any([*found, whole, *_nearness(reading.neighbours())], boost=reading.weight)


def _part(part: Part) -> Clause:
    own = _words(part.words, part.weight)
    if not part.others:
        return own
    return {"dis_max": {"queries": [own, *map(_wording, part.others)]}}


def _words(words: Sequence[str], boost: float) -> Clause:
    content = [word for word in words if word not in STOP_WORDS] or words
    text = " ".join(content)
    stems = " ".join(terms(words)) or text
    bases = " ".join(map(base_form, content))
    return _any(
        [
            {"match": {"title_stems": {"query": stems, "boost": TITLE_STEMS}}},
            {"match": {"stems": {"query": stems, "boost": STEMS}}},
            {"match": {"about_stems": {"query": stems, "boost": ABOUT}}},
            {"match": {"title_bases": {"query": bases, "boost": BASE_IN_TITLE}}},
            {"match": {"bases": {"query": bases, "boost": BASE_IN_TEXT}}},
            {"multi_match": {"query": text, "type": "most_fields", "fields": AS_WRITTEN}},
        ],
        boost=boost,
    )


def _wording(wording: Wording) -> Clause:
    """Other words count where they all are; fully only where they stand together."""
    found = wording.terms()
    if len(found) == 1:
        return _words(wording.words, wording.weight)
    stems = " ".join(found)
    together = [
        {"match_phrase": {"title_stems": {"query": stems, "slop": SLOP, "boost": TITLE_STEMS}}},
        {"match_phrase": {"stems": {"query": stems, "slop": SLOP, "boost": STEMS}}},
    ]
    apart = [
        {"match": {name: {"query": stems, "operator": "and", "boost": APART * boost}}}
        for name, boost in (("stems", STEMS), ("about_stems", ABOUT))
    ]
    return {"bool": {"must": [_any(apart)], "should": together, "boost": wording.weight}}


def _nearness(pairs: Iterable[tuple[str, str]]) -> list[Clause]:
    """Words that stand together in the query and in the text."""
    found: list[Clause] = []
    for one, other in pairs:
        number = NUMBER_NEAR if other[:1].isdigit() else 0.0
        for name, boost in (("title_stems", NEAR_IN_TITLE), ("stems", NEAR_IN_TEXT)):
            pair = {"query": f"{one} {other}", "boost": number or boost}
            found.append({"match_phrase": {name: pair}})
    return found


def _phrase(phrase: str) -> Clause:
    fields = ["title", "lead", "body", "about"]
    return {"multi_match": {"query": phrase, "type": "phrase", "fields": fields}}


def _excluded(text: str) -> Clause:
    """A word in any form, or a phrase as it is."""
    if " " in text or text in STOP_WORDS:
        return _phrase(text)
    return _any({"term": {name: stem(text)}} for name in ("stems", "about_stems"))


def _timely(query: Clause, today: date) -> Clause:
    """What is open now is worth more, what fades is worth less with each year."""
    day = today.isoformat()
    new = {"exp": {"date": {"origin": day, "scale": f"{FADES_IN_DAYS:.0f}d", "decay": 0.37}}}
    return {
        "function_score": {
            "query": query,
            "functions": [
                {"filter": _is_open(today), "weight": OPEN_NOW - 1},
                {"filter": {"term": {"fades": True}}, "weight": NEWEST, **new},
                {"weight": 1.0},
            ],
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }


def _open_of(kinds: Iterable[str], today: date) -> Clause:
    """What is of some kinds, and open."""
    of_kind = {"terms": {counting.FIELD: counting.keywords({KIND: sorted(kinds)})}}
    return {"bool": {"filter": [_is_open(today), of_kind]}}


def _is_open(today: date) -> Clause:
    day = today.isoformat()
    return {
        "bool": {
            "filter": [{"range": {"open_until": {"gte": day}}}],
            "must_not": [{"range": {"open_from": {"gt": day}}}],
        }
    }


def _any(clauses: Iterable[Clause], *, boost: float = 1.0) -> Clause:
    return {"bool": {"should": list(clauses), "boost": boost}}
