"""What is held on a person, as a page and as a file."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zaedno.users.privacy.services import Held


def as_sections(found: Sequence[Held]) -> list[dict[str, Any]]:
    """For the page: under each holding its things, as facts with readable values."""
    return [
        {"holding": held.holding, "things": [_facts(thing) for thing in held.things]}
        for held in found
    ]


def as_json(email: str, found: Sequence[Held], *, at: datetime) -> str:
    """For the file: everything as it is kept, with the terms under which it is."""
    content = {
        "address": email,
        "made": at,
        "platform": settings.SITE_URL,
        "held": [
            {
                "name": held.holding.name,
                "label": held.holding.label,
                "purpose": held.holding.purpose,
                "legal_basis": held.holding.legal_basis,
                "recipients": held.holding.recipients,
                "kept_for": held.holding.kept_for,
                "things": held.things,
            }
            for held in found
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain)


def _facts(thing: dict[str, Any]) -> list[dict[str, str]]:
    shown = {str(term): _readable(value) for term, value in thing.items()}
    return [{"term": term, "value": value} for term, value in shown.items() if value]


def _readable(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list | tuple):
        return ", ".join(_readable(each) for each in value)
    return "" if value is None else str(value)


def _plain(value: Any) -> str:
    """What JSON has no form for."""
    if isinstance(value, date):  # a moment is a date too
        return value.isoformat()
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a file of personal data.")
