"""Search narrows to consultations by where they stand, which changes with the day."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.enums import Stage
from forms.models import ConsultationPage
from search.facets import Facet, register_facet
from search.registry import thing_changed
from zaedno.core.days import today
from zaedno.core.schedule import register_job

BETWEEN_LOOKS = timedelta(minutes=10)
# A scheduler that stood still for a while catches up.
DAYS_LOOKED_BACK = 7


def register() -> None:
    """Called when the app is ready."""
    register_facet(Facet("state", _("State of the consultation"), _names_of_stages))
    register_job("consultations.tell_search", BETWEEN_LOOKS, tell_search_of_new_stages)


def tell_search_of_new_stages() -> int:
    """Let search know the consultations that opened or closed in the last days.

    Returns:
        How many there were; telling twice changes nothing.
    """
    day = today()
    since = day - timedelta(days=DAYS_LOOKED_BACK)
    opened = Q(opens__range=(since, day))
    closed = Q(closes__range=(since - timedelta(days=1), day - timedelta(days=1)))
    changed = list(ConsultationPage.objects.live().filter(opened | closed))
    for page in changed:
        thing_changed.send(ConsultationPage, instance=page)
    return len(changed)


def _names_of_stages(values: Iterable[str]) -> dict[str, str]:
    known = {stage.value: str(stage.label) for stage in Stage}
    return {value: known[value] for value in values if value in known}
