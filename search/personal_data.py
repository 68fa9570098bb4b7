"""What search keeps: texts without their readers, in case one says more than it should."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy

from search.usage.models import ClickCount, QueryCount
from zaedno.core.personal_data import Holding, delete_rows, register_holding

KEPT_FOR = timedelta(days=365)
RARE_KEPT_FOR = timedelta(days=30)
# What fewer readers searched for on one day is shown to nobody. A reader is known again for a day
# only, so the same one may stand behind the counts of several days.
FEWEST_TO_SHOW = 3


def register() -> None:
    """Say what is held."""
    for holding in (QUERIES, RARE_QUERIES, CLICKS):
        register_holding(holding)


def _old_queries(at: datetime) -> "QuerySet[QueryCount]":
    return QueryCount.objects.filter(day__lt=timezone.localdate(at) - KEPT_FOR)


def _rare_queries(at: datetime) -> "QuerySet[QueryCount]":
    same = QueryCount.objects.filter(text=OuterRef("text"), language=OuterRef("language"))
    readers = same.order_by().values("text").annotate(readers=Max("times")).values("readers")
    old = QueryCount.objects.filter(day__lt=timezone.localdate(at) - RARE_KEPT_FOR)
    return old.annotate(readers=Subquery(readers)).filter(readers__lt=FEWEST_TO_SHOW)


def _old_clicks(at: datetime) -> "QuerySet[ClickCount]":
    """Old ones, and those of texts that are forgotten already."""
    searches = QueryCount.objects.filter(text=OuterRef("text"), language=OuterRef("language"))
    old = ClickCount.objects.filter(day__lt=timezone.localdate(at) - KEPT_FOR)
    forgotten = ClickCount.objects.filter(~Exists(searches), day__lt=timezone.localdate(at))
    return old | forgotten


_COMMON: dict[str, Any] = {
    "legal_basis": gettext_lazy("Task in the public interest: GDPR, Article 6(1)(e)."),
    "people": gettext_lazy("Readers who search, without knowing who they are."),
    "forget": delete_rows,
}
QUERIES = Holding(
    name="search.queries",
    label=gettext_lazy("What is searched for"),
    purpose=gettext_lazy("To see what readers look for and do not find."),
    data=gettext_lazy(
        "The words, the day, how many readers searched for them and how many results there were; "
        "nothing about the reader. What looks like an e-mail address, a telephone, a personal "
        "number or a bank account is not kept."
    ),
    recipients=gettext_lazy(
        "Editors and analysts of the municipality, when three readers or more searched for it "
        "on one day."
    ),
    kept_for=gettext_lazy("One year."),
    due=_old_queries,
    **_COMMON,
)
RARE_QUERIES = Holding(
    name="search.rare_queries",
    label=gettext_lazy("What hardly anybody searches for"),
    purpose=gettext_lazy("To see whether others search for the same."),
    data=gettext_lazy("The same as of other searches."),
    recipients=gettext_lazy("Nobody."),
    kept_for=gettext_lazy("One month, when on no day three readers or more searched for it."),
    due=_rare_queries,
    **_COMMON,
)
CLICKS = Holding(
    name="search.results",
    label=gettext_lazy("Which results are followed"),
    purpose=gettext_lazy("To put the right results first."),
    data=gettext_lazy(
        "The words, the day, the result, its place, and how many readers followed it; nothing "
        "about the reader."
    ),
    recipients=gettext_lazy("Editors and analysts of the municipality."),
    kept_for=gettext_lazy("As long as the words of the search."),
    due=_old_clicks,
    **_COMMON,
)
