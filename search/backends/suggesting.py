"""In which order titles are suggested while typing: one rule for both backends."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from search.backends.ordering import first_where, one_of_each_thing
from search.models import SearchEntry, open_on
from search.registry import kinds_of_pages


def in_order(
    entries: "QuerySet[SearchEntry]", words: Sequence[str], *, today: date
) -> "QuerySet[SearchEntry]":
    """Of each thing one, in the order in which they are suggested.

    What is open now comes first, then titles that begin with the words, then pages before what
    stands on one or beside it (parts, documents, measures, comments), then shorter titles.

    Args:
        entries: those whose title has the words.
        words: normalised, the last perhaps unfinished.
        today: the day on which things are open.
    """
    # The whole of a thing has no name of a part, and so comes before its parts.
    return one_of_each_thing(entries, ["part"]).order_by(
        first_where(open_on(today)),
        first_where(Q(title_words__startswith=f" {' '.join(words)}")),
        first_where(Q(part="", kind__in=kinds_of_pages())),
        Length("title_words"),
        "title",
        "pk",
    )
