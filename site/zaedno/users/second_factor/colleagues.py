"""How an administrator helps a colleague who lost both the phone and the recovery codes."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import Button

from zaedno.users.identity.citizens import citizens
from zaedno.users.models import User
from zaedno.users.second_factor import services
from zaedno.users.second_factor.views import FOLDER, SecondStepView


def user_can_reset_second_factor(user: User | AnonymousUser, person: User) -> bool:
    """Who manages people may; of superusers only a superuser, and nobody their own."""
    if user.pk == person.pk or (person.is_superuser and not user.is_superuser):
        return False
    return user.has_perm("users.change_user")


def listing_button(user: User, request_user: User) -> Iterator[Button]:
    """The way from the list of people."""
    if settings.STAFF_SECOND_FACTOR and user_can_reset_second_factor(request_user, user):
        yield Button(
            _("Reset the second step"),
            url=reverse("second_factor_reset", args=[user.pk]),
            icon_name="lock-open",
            priority=40,
        )


class ResetColleague(SecondStepView):
    """Asks once more, then takes the second factor of a colleague away."""

    form_class = Form
    template_name = f"{FOLDER}/confirm.html"
    title = gettext_lazy("Reset the second step")

    @cached_property
    def person(self) -> User:
        """Whose it is; citizens have none."""
        staff = User.objects.exclude(pk__in=citizens().values("pk"))
        return get_object_or_404(staff, pk=self.kwargs["pk"])

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the right, of this person over that.

        Raises:
            PermissionDenied: somebody else has to do it.
        """
        if not user_can_reset_second_factor(self.user, self.person):
            raise PermissionDenied
        return super().answer(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is going to happen to whom."""
        explanation = _(
            "Do this only when you are sure that %(name)s asks for it: call, or meet in person."
            " All their sessions end, the phone and the recovery codes stop working,"
            " and at the next login they set up a phone again."
        ) % {"name": self.person.get_full_name() or self.person.get_username()}
        back = self.get_default_redirect_url()
        return super().get_context_data(
            explanation=explanation, button=_("Reset"), back=back, **kwargs
        )

    def get_default_redirect_url(self) -> str:
        """Back to the list of people."""
        return reverse("wagtailusers_users:index")

    def form_valid(self, form: Form) -> HttpResponse:
        """Do it, in the name of the administrator."""
        administrator = User.objects.get(pk=self.user.pk)
        if services.reset(self.person, by=administrator):
            messages.success(self.request, _("The second step was removed; the person is told."))
        else:
            messages.warning(self.request, _("The person has not set up a second step yet."))
        return super().form_valid(form)
