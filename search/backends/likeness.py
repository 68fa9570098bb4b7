"""Which entries are about the same, by the stems that they share."""

from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When

from search.backends.base import Likeness, Thing
from search.backends.database_rows import ABOUT_WEIGHT
from search.models import SearchEntry, SearchTerm

# Stems of an entry that are looked at, those that are asked for, and those that must be shared.
CONSIDERED = 30
ASKED = 12
SHARED = 3


def entries_like(thing: Thing, others: "QuerySet[SearchEntry]") -> Likeness | None:
    """Of other entries, those that share the weightiest stems of a thing. One query."""
    stems = _weightiest(thing, using=others.db)
    if not stems:
        return None
    worth = [When(terms__term=term, then=Value(weight)) for term, weight in stems.items()]
    sharing = others.filter(terms__term__in=stems).alias(shared=Count("terms"))
    degree = Sum(F("terms__weight") * Case(*worth, default=Value(0.0)))
    return Likeness(sharing.filter(shared__gte=SHARED), degree)


def _weightiest(thing: Thing, *, using: str) -> dict[str, float]:
    """Stems that tell a thing from others: weighty there, rare elsewhere."""
    rows = SearchTerm.objects.using(using)
    own = rows.filter(entry__in=SearchEntry.objects.current().filter(thing.entry).values("pk"))
    # Not what is only said beside the text: things of one day and unit are not about the same.
    own = own.exclude(weight=ABOUT_WEIGHT)
    first = own.order_by("-weight", "term").values("term")[:CONSIDERED]
    counted = rows.filter(term__in=first).values("term").order_by()
    counted = counted.annotate(
        entries=Count("pk"), own=Max("weight", filter=Q(entry__in=own.values("entry")))
    )
    worth = {row["term"]: row["own"] / row["entries"] ** 0.5 for row in counted}
    return dict(sorted(worth.items(), key=lambda found: -found[1])[:ASKED])
