"""Civic observations in the CMS: the list, one in its context, the decision, the unit's answer."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from policies.enums import ObservationState, Verdict
from policies.models import Observation
from policies.observation_errors import ObservationRefused
from policies.permissions import (
    user_can_answer_observations,
    user_can_moderate_observations,
)
from policies.services.observations import (
    answer_observation,
    publish_observation,
    reject_observation,
)
from zaedno.core.models import Unit
from zaedno.core.validation import LARGEST_ID
from zaedno.users.models import User


def user_can_see_observations(user: Any) -> bool:
    """Whether the user decides on observations or answers them."""
    return user_can_moderate_observations(user) or user_can_answer_observations(user)


class ObservationPolicy(ModelPermissionPolicy):
    """For the list: who decides or answers sees it, nobody writes in it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Reading only."""
        return action == "view" and user_can_see_observations(user)

    def user_has_any_permission(self, user: Any, actions: set[str]) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class ObservationFilters(WagtailFilterSet):
    """By state, verdict and whether it is answered."""

    state = django_filters.MultipleChoiceFilter(label=_("state"), choices=ObservationState.choices)
    verdict = django_filters.ChoiceFilter(label=_("verdict"), choices=Verdict.choices)
    answered = django_filters.BooleanFilter(
        label=_("answered"), field_name="answered_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Observation
        fields = ("state", "verdict", "answered")


class ObservationsView(IndexView):
    """All confirmed observations, what waits first."""

    model = Observation
    permission_policy = ObservationPolicy(Observation)
    any_permission_required = ["view"]
    page_title = _("Citizens’ observations")
    header_icon = "view"
    filterset_class = ObservationFilters
    is_searchable = False
    paginate_by = 50
    index_url_name = "policies_cms:observations"
    index_results_url_name = "policies_cms:observations_results"
    columns = [
        TitleColumn("author", label=_("Name"), url_name="policies_cms:observation"),
        Column("measure", label=_("Measure")),
        Column("verdict", label=_("Verdict"), accessor="get_verdict_display"),
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("sent_at", label=pgettext_lazy("observation", "Sent"), sort_key="sent_at"),
        DateColumn("answered_at", label=_("Answered")),
    ]

    def get_base_queryset(self) -> "QuerySet[Observation]":
        """Those whose address is confirmed, with what the list shows of them."""
        confirmed = Observation.objects.exclude(state=ObservationState.UNCONFIRMED)
        return confirmed.select_related("measure")

    def order_queryset(self, queryset: "QuerySet[Observation]") -> "QuerySet[Observation]":
        """What waits comes first, unless somebody asks for another order."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        waits = When(state=ObservationState.WAITING, then=0)
        place = Case(waits, default=1, output_field=IntegerField())
        return queryset.order_by(place, "-sent_at")


class ObservationView(View):
    """One observation with all that was sent; takes the decision and the answer."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it to those who decide or answer."""
        return self._show(request, _observation(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish, reject or answer; where that is refused, what was typed is still there."""
        observation = _observation(request, pk)
        try:
            self._act(request, observation)
        except ObservationRefused as refusal:
            messages.error(request, refusal.sentence)
            return self._show(request, observation, typed=request.POST)
        messages.success(request, _("Done. The author is told by e-mail."))
        return redirect("policies_cms:observation", observation.pk)

    def _act(self, request: HttpRequest, observation: Observation) -> None:
        by, at, data = request.user, timezone.now(), _without_nothing(request)
        if not isinstance(by, User):
            raise PermissionDenied
        verb = data.get("verb")
        if verb == "publish":
            publish_observation(observation, by=by, at=at)
        elif verb == "reject":
            reject_observation(observation, by=by, at=at, reason=data.get("reason", ""))
        else:
            unit = _unit(data.get("unit", ""))
            answer_observation(observation, by=by, at=at, text=data.get("answer", ""), unit=unit)

    def _show(
        self, request: HttpRequest, observation: Observation, typed: Any = None
    ) -> HttpResponse:
        given = typed or {"answer": observation.answer, "unit": _unit_id(observation)}
        context = {
            "observation": observation,
            "can_decide": user_can_moderate_observations(request.user),
            "can_answer": user_can_answer_observations(request.user),
            "units": Unit.objects.filter(locale__language_code="bg"),
            "typed": given,
            "chosen_unit": _number(given.get("unit") or ""),
            "page_title": _("Citizens’ observations"),
            "header_icon": "view",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("policies_cms:observations"), "label": _("Citizens’ observations")},
                {"url": "", "label": observation.author},
            ],
        }
        return render(request, "wagtailadmin/policies/observation.html", context)


def _observation(request: HttpRequest, pk: int) -> Observation:
    if not user_can_see_observations(request.user):
        raise PermissionDenied
    shown = Observation.objects.exclude(state=ObservationState.UNCONFIRMED)
    related = ("measure__unit", "settlement", "answering_unit", "decided_by", "answered_by")
    return get_object_or_404(shown.select_related(*related), pk=min(pk, LARGEST_ID))


def _without_nothing(request: HttpRequest) -> dict[str, str]:
    """What was sent, without characters that no database keeps."""
    return {name: str(value).replace("\x00", "") for name, value in request.POST.items()}


def _unit(number: str) -> Unit | None:
    pk = _number(number)
    return Unit.objects.filter(pk=pk).first() if pk is not None else None


def _unit_id(observation: Observation) -> str:
    return str(observation.answering_unit_id or observation.measure.unit_id or "")


def _number(text: Any) -> int | None:
    text = str(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


urlpatterns = [
    path("observations/", ObservationsView.as_view(), name="observations"),
    path(
        "observations/results/",
        ObservationsView.as_view(results_only=True),
        name="observations_results",
    ),
    path("observations/<int:pk>/", ObservationView.as_view(), name="observation"),
]
