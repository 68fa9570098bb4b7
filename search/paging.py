"""Long tables read in pieces, in the order of their keys: memory stays the same at any length."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

BATCH = 100
PAGE = 2_000

T = TypeVar("T")


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in pieces that fit one request."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def rows_in_order(
    rows: "QuerySet[Any]", *fields: str, key: str = "pk"
) -> Iterator[tuple[Any, ...]]:
    """Some fields of all rows by their key, which comes first; read a page at a time."""
    after = 0
    ordered = rows.order_by(key).values_list(key, *fields)
    while page := list(ordered.filter(**{f"{key}__gt": after})[:PAGE]):
        yield from page
        after = page[-1][0]


def merged_keys(
    one: "QuerySet[Any, int]", other: "QuerySet[Any, int]", *, size: int = BATCH
) -> list[int]:
    """The first keys that either of two ordered questions gives, some of them at least."""
    first, second = list(one[:size]), list(other[:size])
    # Beyond the last key of a full piece there may be more that was not read.
    bound = min((keys[-1] for keys in (first, second) if len(keys) == size), default=None)
    return [key for key in sorted({*first, *second}) if bound is None or key <= bound]
