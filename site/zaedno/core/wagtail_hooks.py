"""How the CMS differs from stock Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from zaedno.core.accessibility import WcagChecker
from zaedno.core.panels import WaitingPanel
from zaedno.core.viewsets import ListsGroup

register_snippet(ListsGroup)

# Ours says the same at a cost that does not grow with the number of pages.
_REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
_FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_homepage_panels")
def front_page(request: HttpRequest, panels: list[Any]) -> None:
    """Put first what waits for the user."""
    panels[:] = [WaitingPanel(), *(p for p in panels if not isinstance(p, _REPLACED))]


@hooks.register("construct_help_menu")
def own_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the links to the makers of Wagtail: English, and about what is not ours."""
    items[:] = [item for item in items if not item.name.startswith(_FOREIGN_HELP)]


@hooks.register("construct_wagtail_userbar")
def stricter_checker(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """Check pages against the standard that binds the municipality."""
    items[:] = [
        WcagChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("insert_global_admin_css")
def staff_stylesheet() -> str:
    """The look of our panels and of the login."""
    return format_html('<link rel="stylesheet" href="{}">', static("zaedno/cms/cms.css"))
