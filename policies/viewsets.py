"""Objectives, measures and indicators in the CMS, together under one entry of the menu."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList, Panel
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from policies.cms import parts
from policies.cms.part_forms import IndicatorForm, MeasureForm, ObjectiveForm, PartForm
from policies.models import Indicator, Measure, Objective, Observation, PolicyPage
from policies.permissions import (
    user_can_answer_observations,
    user_can_enter_progress,
    user_can_moderate_observations,
    user_can_publish_progress,
    user_can_see_boards,
)
from zaedno.core.menu import StaffMenuItem
from zaedno.core.models import Unit


def _policies(request: HttpRequest) -> QuerySet[PolicyPage]:
    return PolicyPage.objects.originals().order_by("title")


def _policy_filter() -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(label=_("policy"), queryset=_policies)


def _policy_column() -> Column:
    return Column("policy", label=_("Policy"), sort_key="policy__title")


def _state_of(part: Any) -> Any:
    """What readers see of a part; Wagtail's own column asks the database for each row."""
    if not part.live:
        return _("draft")
    return _("changed, not published") if part.has_unpublished_changes else _("on the site")


def _state_column() -> Column:
    return Column("live", label=_("State"), accessor=_state_of, sort_key="live")


class ObjectiveFilters(WagtailFilterSet):
    """By policy."""

    policy = _policy_filter()

    class Meta:
        model = Objective
        fields = ("policy",)


class MeasureFilters(WagtailFilterSet):
    """By policy and unit."""

    policy = _policy_filter()
    unit = django_filters.ModelChoiceFilter(
        label=_("responsible unit"), queryset=lambda request: Unit.objects.all()
    )

    class Meta:
        model = Measure
        fields = ("policy", "unit")


class IndicatorFilters(WagtailFilterSet):
    """By policy."""

    policy = _policy_filter()

    class Meta:
        model = Indicator
        fields = ("policy",)


class PartViewSet(SnippetViewSet):
    """What parts of policies have in common."""

    form_class_of_part: type[PartForm]
    related: tuple[str, ...] = ("policy", "latest_revision")
    index_view_class = parts.PartIndexView
    add_view_class = parts.PartCreateView
    edit_view_class = parts.PartEditView
    workflow_action_view_class = parts.PartWorkflowActionView
    copy_view_enabled = False
    search_fields = ["code", "title"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["policy__title", "sort_key"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The parts with what the list shows of them."""
        found: QuerySet[Any] = self.model._default_manager.select_related(*self.related)
        return found

    def get_edit_handler(self) -> Panel:
        """The panels of the model, over our form."""
        panels = ObjectList(self.model.panels, base_form_class=self.form_class_of_part)
        return panels.bind_to_model(self.model)


class ObjectiveViewSet(PartViewSet):
    """Objectives."""

    model = Objective
    form_class_of_part = ObjectiveForm
    filterset_class = ObjectiveFilters
    icon = "crosshairs"
    menu_label = _("Objectives")
    list_display = ["__str__", _policy_column(), _state_column()]


class MeasureViewSet(PartViewSet):
    """Measures."""

    model = Measure
    form_class_of_part = MeasureForm
    filterset_class = MeasureFilters
    related = (*PartViewSet.related, "unit")
    icon = "tasks"
    menu_label = _("Measures")
    list_display = [
        "__str__",
        _policy_column(),
        "unit",
        "deadline",
        _state_column(),
    ]


class IndicatorViewSet(PartViewSet):
    """Indicators."""

    model = Indicator
    form_class_of_part = IndicatorForm
    filterset_class = IndicatorFilters
    related = (*PartViewSet.related, "measure")
    icon = "order-up"
    menu_label = _("Indicators")
    list_display = [
        "__str__",
        _policy_column(),
        "measure",
        _state_column(),
    ]


def _reads_observations(user: Any) -> bool:
    return user_can_moderate_observations(user) or user_can_answer_observations(user)


class ObservationsMenuItem(StaffMenuItem):
    """Observations of citizens, with the number of those that wait for this user."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Name the number only where something waits."""
        count = self._count(request.user)
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)

    def _count(self, user: Any) -> int:
        count = 0
        if user_can_moderate_observations(user):
            count += Observation.objects.waiting().count()
        if user_can_answer_observations(user):
            count += Observation.objects.unanswered().count()
        return count


# Entry, label, name of the address, icon, and who may open it; before and after the lists of parts.
_BEFORE = (
    (StaffMenuItem, _("All policies"), "policies", "clipboard-list", user_can_see_boards),
    (StaffMenuItem, _("Progress to approve"), "waiting", "check", user_can_publish_progress),
)
_AFTER = (
    (StaffMenuItem, _("Import and export"), "imports", "upload", user_can_enter_progress),
    (
        ObservationsMenuItem,
        _("Citizens’ observations"),
        "observations",
        "comment",
        _reads_observations,
    ),
)


def _menu_items(entries: Iterable[Any], *, order: int) -> list[MenuItem]:
    return [
        kind(
            label,
            reverse(f"policies_cms:{name}"),
            name=f"policies-{name}",
            icon_name=icon,
            order=order,
            allowed=allowed,
        )
        for kind, label, name, icon, allowed in entries
    ]


class PoliciesGroup(SnippetViewSetGroup):
    """All work on policies."""

    items = (ObjectiveViewSet, MeasureViewSet, IndicatorViewSet)
    menu_label = _("Policies")
    menu_name = "policies"
    menu_icon = "clipboard-list"
    menu_order = 130

    def get_submenu_items(self) -> list[MenuItem]:
        """The boards and what waits first, then the lists of parts, then the rest."""
        return [
            *_menu_items(_BEFORE, order=0),
            *super().get_submenu_items(),
            *_menu_items(_AFTER, order=100),
        ]
