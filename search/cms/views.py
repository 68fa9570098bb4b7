"""What the pages about search in the CMS have in common."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.permissions import user_can_read_search_reports


class SearchStaffView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those whom a rule allows.

    Attributes:
        allowed: whether a user may open it.
    """

    allowed: ClassVar[Callable[[Any], bool]] = user_can_read_search_reports
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse others before anything is read.

        Raises:
            PermissionDenied: the user may not open it.
        """
        if not type(self).allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
