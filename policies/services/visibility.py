"""Which measures and indicators may be seen by whom: pages, files and programs all ask here.

A measure is public when it and its objective are published and everybody may read the page of its
policy; an indicator, when its measure is public too.
"""

from typing import cast

from django.http import Http404, HttpRequest

from policies.models.indicators import Indicator
from policies.models.measures import Measure
from policies.models.observations import Observation
from policies.models.policies import PolicyPage
from policies.querysets import MeasureQuerySet, ObservationQuerySet, PartQuerySet
from zaedno.core.content_version import kept
from zaedno.core.visibility import public_pages, visitor_can_view


def public_measures() -> MeasureQuerySet:
    """The measures that everybody may see."""
    return _live_measures().filter(policy__in=public_pages(PolicyPage.objects.all()))


def public_indicators() -> PartQuerySet:
    """The indicators that everybody may see."""
    found = cast(PartQuerySet, Indicator.objects.all())
    return found.live().filter(measure__in=public_measures())


def public_observations() -> ObservationQuerySet:
    """The published observations of measures that everybody may see."""
    return Observation.objects.published().filter(measure__in=public_measures())


def public_measure(pk: int) -> Measure:
    """The measure of a number, where everybody may see it.

    Raises:
        Measure.DoesNotExist: there is none, or it is not for everyone.
    """
    return public_measures().get(pk=pk)


def public_indicator(pk: int) -> Indicator:
    """The indicator of a number, where everybody may see it.

    Raises:
        Indicator.DoesNotExist: there is none, or it is not for everyone.
    """
    return public_indicators().get(pk=pk)


def measure_for(request: HttpRequest, pk: int) -> Measure:
    """The published measure of a number, where this visitor may read the page of its policy.

    Raises:
        Http404: there is none, or it is not for this visitor.
    """
    found = kept(("measure", pk), lambda: _published_measure(pk))
    if found is None or not visitor_can_view(request, found.policy):
        raise Http404
    return found


def indicator_for(request: HttpRequest, pk: int) -> Indicator:
    """The published indicator of a number, where this visitor may read the page of its policy.

    Raises:
        Http404: there is none, or it is not for this visitor.
    """
    found = kept(("indicator", pk), lambda: _published_indicator(pk))
    if found is None or not visitor_can_view(request, found.measure.policy):
        raise Http404
    return found


def _live_measures() -> MeasureQuerySet:
    return cast(MeasureQuerySet, Measure.objects.all()).live()


def _published_measure(pk: int) -> Measure | None:
    return _live_measures().filter(pk=pk).select_related("policy__locale", "objective").first()


def _published_indicator(pk: int) -> Indicator | None:
    live = Indicator.objects.filter(live=True, measure__in=_live_measures())
    shown = ("measure__policy__locale", "measure__objective", "measure__unit", "owner")
    return live.filter(pk=pk).select_related(*shown).first()
