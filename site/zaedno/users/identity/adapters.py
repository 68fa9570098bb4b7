"""Where allauth asks the product: names, mails, and who may pass."""

import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.identity.citizens import (
    citizen_of,
    confirm_address,
    is_citizen,
    is_staff_address,
    new_username,
)
from zaedno.users.models import User

logger = logging.getLogger(__name__)

MAILS = {"account/email/login_code": "account_code"}


class AccountAdapter(DefaultAccountAdapter):
    """Citizens only, mail through the outbox, our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code that we sent. Please look at it again."),
        "too_many_login_attempts": _("That was tried too often. Please try again later."),
    }

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Give an account a name; no person is asked for one."""
        user.username = user.username or new_username()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After the code: what the person contributed."""
        return reverse("account")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """The same at the first visit."""
        return reverse("account")

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """The last door before a session begins: staff and closed accounts do not pass."""
        return None if user.is_active and is_citizen(user) else refused(request)

    def add_message(  # noqa: PLR0917  the signature is allauth's
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what has no page of its own; what our pages say themselves is not said twice."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a mail into the outbox."""
        code = context["code"]
        link = absolute_url(reverse("account_confirm_login_code", query={"code": code}))
        send_later(
            to=email,
            template=MAILS[template_prefix],
            context={"code": code, "link": link},
            language=get_language() or "bg",
            valid_for=timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
        )


class ServiceAdapter(DefaultSocialAccountAdapter):
    """An OpenID Connect service says who somebody is; it neither reaches nor makes staff."""

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Keep the confirmed address only: names and numbers of persons are not needed."""
        sociallogin.account.extra_data = {}
        confirmed = [address for address in sociallogin.email_addresses if address.verified is True]
        sociallogin.email_addresses = confirmed
        user: User = sociallogin.user
        user.username = new_username()
        user.email = confirmed[0].email if confirmed else ""
        return user

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The citizen to whom the service's confirmed address belongs already."""
        for address in sociallogin.email_addresses:
            if citizen := citizen_of(address.email):
                return citizen, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse staff, before anything is linked; note the addresses of others.

        Raises:
            ImmediateHttpResponse: the account or an address is one of the staff's.
        """
        addresses = [address.email for address in sociallogin.email_addresses]
        if any(map(is_staff_address, addresses)):
            raise ImmediateHttpResponse(refused(request))
        if not sociallogin.is_existing:
            return
        known: User = sociallogin.user
        if not is_citizen(known):
            raise ImmediateHttpResponse(refused(request))
        for email in addresses:
            confirm_address(known, email)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: object = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say that it did not work, and what else there is.

        Raises:
            ImmediateHttpResponse: always; it carries the page.
        """
        logger.info("Signing in by the service failed: %s", error, exc_info=exception)
        raise ImmediateHttpResponse(not_signed_in(request, service_failed=exception is not None))


def refused(request: HttpRequest) -> HttpResponse:
    """The page for whoever has no account of a citizen."""
    return render(request, "account/refused.html", {"no_index": True}, status=HTTPStatus.FORBIDDEN)


def not_signed_in(request: HttpRequest, *, service_failed: bool) -> HttpResponse:
    """The page for a way through the service that ended somewhere."""
    status = HTTPStatus.BAD_GATEWAY if service_failed else HTTPStatus.BAD_REQUEST
    return render(request, "account/not_signed_in.html", {"no_index": True}, status=status)
