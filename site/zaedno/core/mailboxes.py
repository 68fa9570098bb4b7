"""Addresses that lead to one mailbox: what somebody adds after a plus sign changes nothing."""

from django.db.models import Q


def mailbox_of(email: str) -> str:
    """The address in small letters, without what was added after a plus sign."""
    name, at, domain = email.strip().lower().rpartition("@")
    return f"{name.split('+')[0] or name}{at}{domain}"


def same_mailbox(email: str, *, field: str = "email") -> Q:
    """What was sent to a mailbox, under whichever of its addresses.

    For counting only: some providers do not fold, so what is shown or erased asks for the address.
    """
    name, _at, domain = mailbox_of(email).rpartition("@")
    tagged = {f"{field}__istartswith": f"{name}+", f"{field}__iendswith": f"@{domain}"}
    return Q(**{f"{field}__iexact": f"{name}@{domain}"}) | Q(**tagged)
