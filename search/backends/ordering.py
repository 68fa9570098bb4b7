"""In which order rows are given, and that of each thing there is one."""

from collections.abc import Sequence

from django.db.models import Case, F, OrderBy, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from search.models import SearchEntry


def first_where(condition: Q) -> Case:
    """To order by: what meets a condition before what does not."""
    return Case(When(condition, then=Value(0)), default=Value(1))


def one_of_each_thing(
    entries: "QuerySet[SearchEntry]", order: Sequence[str | OrderBy]
) -> "QuerySet[SearchEntry]":
    """Of the parts of each thing the first in this order."""
    of_thing = [F("content_type_id"), F("object_id")]
    nth = Window(RowNumber(), partition_by=of_thing, order_by=list(order))
    return entries.annotate(nth=nth).filter(nth=1)
