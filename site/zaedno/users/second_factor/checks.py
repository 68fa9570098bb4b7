"""A deployment without the second factor is pointed out."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_second_factor(**kwargs: Any) -> list[CheckMessage]:
    """Staff sign in with a second factor."""
    if settings.STAFF_SECOND_FACTOR:
        return []
    return [
        Warning(
            "The staff sign in with a password only.",
            hint="Remove STAFF_SECOND_FACTOR from the environment: it is for demonstrations.",
            id="zaedno.W001",
        )
    ]
