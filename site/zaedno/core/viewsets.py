"""Snippets in the CMS, together under one entry of the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from zaedno.core.models import PolicyArea, Settlement, Unit


class PolicyAreaViewSet(SnippetViewSet):
    """Areas of policy."""

    model = PolicyArea
    icon = "tag"
    menu_label = _("Policy areas")


class UnitViewSet(SnippetViewSet):
    """Units of the administration."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    list_display = ["name", "phone", "email"]


class SettlementViewSet(SnippetViewSet):
    """The town and the villages."""

    model = Settlement
    icon = "site"
    menu_label = _("Settlements")
    list_display = ["name", "kind"]


class ListsGroup(SnippetViewSetGroup):
    """What pages are sorted by."""

    items = (PolicyAreaViewSet, UnitViewSet, SettlementViewSet)
    menu_label = _("Areas and units")
    menu_icon = "list-ul"
    menu_order = 250
