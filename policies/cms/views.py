"""What the pages of policies in the CMS have in common."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from policies.models import PolicyPage
from zaedno.core.validation import LARGEST_ID
from zaedno.users.models import User

Crumb = dict[str, Any]


class StaffView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those whom a rule allows.

    Attributes:
        allowed: whether a user may open it.
    """

    allowed: ClassVar[Callable[[Any], bool]]
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse others before anything is read."""
        if not type(self).allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """The person at the screen."""
        person = self.request.user
        if not isinstance(person, User):
            raise PermissionDenied
        return person

    def above(self) -> list[Crumb]:
        """The pages above this one, after that of all policies."""
        return []

    def get_breadcrumbs_items(self) -> list[Crumb]:
        """Home, all policies, those above, this page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("policies_cms:policies"), "label": _("Policies")},
            *self.above(),
            {"url": "", "label": self.get_page_title()},
        ]


def original_or_404(pk: int) -> PolicyPage:
    """A policy in its first language by its number, however long the number is."""
    return get_object_or_404(PolicyPage.objects.originals(), pk=min(pk, LARGEST_ID))
