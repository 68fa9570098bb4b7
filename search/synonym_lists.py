"""Lists of synonyms that come into the editors' list."""

from collections.abc import Iterable

from django.db import transaction

from search.models import SynonymGroup
from search.synonyms import Group
from zaedno.core.content_version import renew


@transaction.atomic
def add_missing(groups: Iterable[Group]) -> int:
    """Add groups whose expression has none yet; what editors wrote is not touched.

    Returns:
        How many were added.
    """
    present = set(SynonymGroup.objects.values_list("expression", "one_way"))
    missing = {(g.expression, g.one_way): g for g in groups}
    rows = [
        SynonymGroup(expression=g.expression, others="\n".join(g.others), one_way=g.one_way)
        for key, g in missing.items()
        if key not in present
    ]
    SynonymGroup.objects.bulk_create(rows)
    renew()
    return len(rows)
