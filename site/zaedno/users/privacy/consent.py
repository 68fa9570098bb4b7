"""The text of consent in force: what people agree to when they send something."""

from datetime import datetime

from django.utils import timezone

from zaedno.core.content_version import kept
from zaedno.users.privacy.models import ConsentText


def current_consent(at: datetime | None = None) -> ConsentText | None:
    """The text in force; none where nobody has written one."""
    moment = at or timezone.now()
    newest_first = kept("consent texts", _newest_first)
    return next((text for text in newest_first if text.valid_from <= moment), None)


def current_version() -> str:
    """The version that is kept with what is sent now."""
    found = current_consent()
    return found.version if found else ""


def consent_text(language: str) -> str:
    """The words in force, in a language."""
    found = current_consent()
    if found is None:
        return ""
    return found.text_en if language == "en" and found.text_en else found.text_bg


def _newest_first() -> list[ConsentText]:
    return list(ConsentText.objects.order_by("-valid_from", "-pk"))
