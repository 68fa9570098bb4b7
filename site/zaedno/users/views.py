"""Views of the staff's accounts, and of what only some of the staff may do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from wagtail.admin.views.account import LogoutView
from wagtail.contrib.forms.views import DeleteSubmissionsView

from zaedno.users.roles import DELETE_ANSWERS


class StaffLogout(LogoutView):
    """Ends the session on POST only.

    Wagtail drops the cookie of whoever merely opens the address, while the session lives on.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everything but POST before anything is touched."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return super().dispatch(request, *args, **kwargs)


class DeleteAnswers(DeleteSubmissionsView):
    """Deletes answers of citizens; Wagtail lets everyone do it who may read them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the right of its own."""
        if not request.user.has_perm(DELETE_ANSWERS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
