"""What the app of the staff holds on people: links to one's data, staff, their sign-ins."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core.personal_data import Holding, delete_rows, register_holding
from zaedno.users.identity.citizens import citizens, close_account
from zaedno.users.models import User
from zaedno.users.privacy.models import DataLink

SIGN_INS_KEPT_FOR = timedelta(days=90)
PUBLIC_TASK = gettext_lazy("Task in the public interest: GDPR, Article 6(1)(e).")


def register() -> None:
    """Say what is held."""
    for holding in (LINKS, ACCOUNTS, STAFF, SIGN_INS):
        register_holding(holding)


def _links_of(email: str) -> Iterable[dict[str, Any]]:
    for link in DataLink.objects.filter(email__iexact=email).iterator():
        yield {_("to"): link.email, _("asked for"): link.created, _("valid until"): link.expires}


def _erase_links(email: str, *, at: datetime, words: bool) -> int:
    return DataLink.objects.filter(email__iexact=email).delete()[0]


def _old_links(at: datetime) -> "QuerySet[DataLink]":
    return DataLink.objects.filter(expires__lte=at)


def _account_of(email: str) -> Iterable[dict[str, Any]]:
    addresses = EmailAddress.objects.order_by("pk")
    for person in citizens().filter(emailaddress__email=email.lower()).distinct():
        yield {
            _("e-mail"): list(addresses.filter(user=person).values_list("email", flat=True)),
            _("name"): person.get_full_name(),
            _("joined"): person.date_joined,
            _("last sign-in"): person.last_login,
        }


def _close_account(email: str, *, at: datetime, words: bool) -> int:
    return close_account(email)


def _staff_with(email: str) -> Iterable[dict[str, Any]]:
    staff = User.objects.exclude(pk__in=citizens().values("pk"))
    for person in staff.filter(email__iexact=email):
        yield _person(person)


def _person(person: User) -> dict[str, Any]:
    return {
        _("username"): person.get_username(),
        _("name"): person.get_full_name(),
        _("e-mail"): person.email,
        _("roles"): [group.name for group in person.groups.all()],
        _("joined"): person.date_joined,
        _("last sign-in"): person.last_login,
    }


def _old_sign_ins(at: datetime) -> "QuerySet[AccessAttempt]":
    return AccessAttempt.objects.filter(attempt_time__lte=at - SIGN_INS_KEPT_FOR)


LINKS = Holding(
    name="users.data_links",
    label=gettext_lazy("Links to one’s own data"),
    purpose=gettext_lazy("To let people see and erase what is held on their address."),
    legal_basis=gettext_lazy("Legal obligation: GDPR, Article 6(1)(c), Articles 15 and 17."),
    people=gettext_lazy("Everyone who asks what is held on them."),
    data=gettext_lazy("E-mail address, moment of asking."),
    recipients=gettext_lazy("Nobody outside the platform."),
    kept_for=gettext_lazy("Two days."),
    collect=_links_of,
    erase=_erase_links,
    due=_old_links,
    forget=delete_rows,
)
ACCOUNTS = Holding(
    name="users.accounts",
    label=gettext_lazy("Accounts of citizens"),
    purpose=gettext_lazy("To show people who come often all their contributions in one place."),
    legal_basis=gettext_lazy("Consent: GDPR, Article 6(1)(a)."),
    people=gettext_lazy("Citizens who opened an account."),
    data=gettext_lazy("E-mail address, name if it was given, moments of joining and signing in."),
    recipients=gettext_lazy("Nobody outside the platform."),
    kept_for=gettext_lazy("Until the account is closed; one day if it was never confirmed."),
    collect=_account_of,
    erase=_close_account,
)
STAFF = Holding(
    name="users.staff",
    label=gettext_lazy("Accounts of the staff"),
    purpose=gettext_lazy("To let the staff work, each with the rights of their role."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Staff of the municipality."),
    data=gettext_lazy("Name, work e-mail address, role, last sign-in, decisions that they made."),
    recipients=gettext_lazy("Administrators of the platform."),
    kept_for=gettext_lazy(
        "As long as the person works with the platform; it is erased by an administrator."
    ),
    collect=_staff_with,
)
SIGN_INS = Holding(
    name="users.sign_ins",
    label=gettext_lazy("Failed sign-ins of the staff"),
    purpose=gettext_lazy("To keep strangers from guessing passwords."),
    legal_basis=gettext_lazy("Legal obligation: GDPR, Article 6(1)(c), Article 32."),
    people=gettext_lazy("Everyone who tries to sign in to the staff’s part."),
    data=gettext_lazy("Typed username, network address, browser, moment."),
    recipients=gettext_lazy("Administrators of the platform."),
    kept_for=gettext_lazy("90 days."),
    due=_old_sign_ins,
    forget=delete_rows,
)
