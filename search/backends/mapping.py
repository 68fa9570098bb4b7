"""How Elasticsearch keeps entries: each text as it is written and by its stems.

Texts come through ``normalise`` already. The names of analysers and filters are those of the
official analysis module.
"""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from search.analysis import ANALYSIS_VERSION

ANALYSIS: dict[str, Any] = {
    "filter": {
        "bulgarian_stop": {"type": "stop", "stopwords": "_bulgarian_"},
        "bulgarian_stemmer": {"type": "stemmer", "language": "bulgarian"},
        "english_stop": {"type": "stop", "stopwords": "_english_"},
        "english_stemmer": {"type": "stemmer", "language": "english"},
        "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": 20},
    },
    "analyzer": {
        "exact": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase"]},
        # The scripts of the two languages do not meet, so one analyser serves both.
        "forms": {
            "type": "custom",
            "tokenizer": "standard",
            "filter": [
                *("lowercase", "bulgarian_stop", "bulgarian_stemmer"),
                *("english_stop", "english_stemmer"),
            ],
        },
        "spaced": {"type": "custom", "tokenizer": "whitespace", "filter": []},
        "beginnings": {
            "type": "custom",
            "tokenizer": "standard",
            "filter": ["lowercase", "beginnings"],
        },
    },
}


def _text(**fields: Any) -> dict[str, Any]:
    forms = {"type": "text", "analyzer": "forms"}
    return {
        "type": "text",
        "analyzer": "exact",
        "copy_to": "everything",
        "fields": {"forms": forms, **fields},
    }


MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        # The same for all parts of a thing, which are shown once and counted once.
        "thing": {"type": "keyword"},
        "is_whole": {"type": "boolean"},
        # The number of the entry, to read the index in their order.
        "entry": {"type": "long"},
        "language": {"type": "keyword"},
        "date": {"type": "date"},
        "fades": {"type": "boolean"},
        "open_from": {"type": "date"},
        "open_until": {"type": "date"},
        # ``name=value`` of every facet: a later one needs no other mapping.
        "facets": {"type": "keyword"},
        "title": _text(
            beginnings={"type": "text", "analyzer": "beginnings", "search_analyzer": "exact"}
        ),
        "lead": _text(),
        "body": _text(),
        # Kind, unit, area, date, headings: what is shown beside and above a text.
        "about": {"type": "text", "analyzer": "exact", "copy_to": "everything"},
        "about_stems": {"type": "text", "analyzer": "spaced"},
        # Stems of our own stemmer, which conflates what Lucene's keeps apart (комисия – комисии).
        "title_stems": {"type": "text", "analyzer": "spaced"},
        "stems": {"type": "text", "analyzer": "spaced"},
        # The forms under which a dictionary has the words: «улица», not «уличен».
        "title_bases": {"type": "text", "analyzer": "spaced"},
        "bases": {"type": "text", "analyzer": "spaced"},
        # Words as they are written, for the correction of typing mistakes.
        "everything": {"type": "text", "analyzer": "exact", "norms": False},
    },
}

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # How long a deletion wins over an older state that arrives late.
    "gc_deletes": "10m",
    "analysis": ANALYSIS,
}


@cache
def fingerprint() -> str:
    """What tells an index made by this version of the mapping and analysis from those of others."""
    text = json.dumps([SETTINGS, MAPPINGS, ANALYSIS_VERSION], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:12]
