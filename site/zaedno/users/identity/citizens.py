"""Who is a citizen: an account without password and rights, opened by a confirmed address."""

from datetime import datetime, timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from zaedno.users.models import User

UNCONFIRMED_FOR = timedelta(days=1)


def citizens() -> QuerySet[User]:
    """The accounts of citizens."""
    return User.objects.filter(
        is_superuser=False,
        is_staff=False,
        groups=None,
        user_permissions=None,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
    )


def is_citizen(user: User) -> bool:
    """Whether the account is a citizen's: whoever has a password or a right is staff."""
    if user.is_superuser or user.is_staff or user.has_usable_password():
        return False
    return not (user.groups.exists() or user.user_permissions.exists())


def is_staff_address(email: str) -> bool:
    """Whether somebody who works with the platform has this address."""
    owners = User.objects.filter(is_active=True, email__iexact=email)
    return owners.exclude(pk__in=citizens().values("pk")).exists()


def citizen_of(email: str) -> User | None:
    """The citizen with this address, confirmed or not yet."""
    owned = EmailAddress.objects.filter(email=email.lower(), user__in=citizens())
    address = owned.select_related("user").order_by("-verified", "pk").first()
    return address.user if address else None


@transaction.atomic
def open_account(email: str) -> User:
    """The citizen with this address, made where there is none; a code confirms the address later.

    Args:
        email: nobody has shown yet that it is theirs.
    """
    return citizen_of(email) or _new_citizen(email.lower())


def _new_citizen(email: str) -> User:
    # The name follows from the address, so that two requests at a time make one account.
    key = salted_hmac("zaedno.citizen", email, algorithm="sha256").hexdigest()
    values = {"email": email, "password": UNUSABLE_PASSWORD_PREFIX + uuid4().hex}
    user, _made = User.objects.get_or_create(username=f"citizen-{key[:32]}", defaults=values)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True})
    return user


def new_username() -> str:
    """A name that nobody is shown, for an account without an address."""
    return f"citizen-{uuid4().hex}"


def confirm_address(user: User, email: str) -> None:
    """Note that an address is the citizen's, unless it is somebody else's already."""
    email = email.lower()
    if EmailAddress.objects.filter(email=email, verified=True).exists():
        return
    address, _made = EmailAddress.objects.get_or_create(user=user, email=email)
    address.verified = True
    address.set_as_primary(conditional=True)
    address.save()


def confirmed_addresses(user: User) -> list[str]:
    """The addresses that the citizen has shown to be theirs."""
    own = EmailAddress.objects.filter(user=user, verified=True)
    return list(own.order_by("-primary", "email").values_list("email", flat=True))


def close_account(email: str) -> int:
    """Delete the account of the citizen with this address; returns how many there were.

    What was contributed stays: it never belonged to the account.
    """
    accounts = citizens().filter(emailaddress__email=email.lower())
    return _delete(accounts)


def forget_unconfirmed(*, at: datetime | None = None) -> int:
    """Delete accounts whose code nobody typed; returns how many."""
    before = (at or timezone.now()) - UNCONFIRMED_FOR
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    typed_by_nobody = citizens().filter(
        date_joined__lte=before, emailaddress__verified=False, socialaccount=None
    )
    return _delete(typed_by_nobody.exclude(pk__in=confirmed))


def _delete(accounts: QuerySet[User]) -> int:
    ids = set(accounts.values_list("pk", flat=True))
    User.objects.filter(pk__in=ids).delete()
    return len(ids)
