"""Comments in any state and forms as a browser would send them, for the tests of this app."""

import re
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from zaedno.comments.enums import CommentState
from zaedno.comments.forms import CommentForm
from zaedno.comments.models import CitizenComment
from zaedno.core.readers import Reader
from zaedno.notifications.models import OutgoingMail

EMAIL = "maria@example.org"


def make_comment(page: Page, **fields: Any) -> CitizenComment:
    """A confirmed comment; ``parent=`` makes it an answer."""
    parent = fields.pop("parent", None)
    values = {
        "content_type": ContentType.objects.get_for_model(page),
        "object_pk": str(page.pk),
        "site_id": settings.SITE_ID,
        "page_id": page.pk,
        "parent_id": parent.pk if parent else 0,
        "user_name": "Мария",
        "user_email": EMAIL,
        "comment": "Добра идея.",
        "state": CommentState.PUBLISHED,
        "submit_date": timezone.now(),
        "confirmed_at": timezone.now(),
    }
    return CitizenComment.objects.create(**{**values, **fields})


def make_reader(digit: str, **changed: Any) -> Reader:
    """A reader of a network, a browser and a mark of its own; one hexadecimal digit names it."""
    values = {"network": digit * 16, "browser": digit * 16, "person": digit * 32}
    return Reader(**{**values, **changed})


def form_data(page: Page, **changed: Any) -> dict[str, Any]:
    """What a browser sends from the form on a page."""
    signed = CommentForm(page).generate_security_data()
    typed = {"name": "Мария", "email": EMAIL, "comment": "Добра идея.", "reply_to": "0"}
    return {**signed, **typed, "honeypot": "", **changed}


def link_in_last_mail() -> str:
    """The path of the link by which the comment is confirmed."""
    mail = OutgoingMail.objects.filter(to=EMAIL).first()
    assert mail is not None
    found = re.search(r"https?://[^/]+(/\S+/confirm/\S+)", mail.text)
    assert found is not None
    return found[1]


def token_in_last_mail() -> str:
    """The secret in that link."""
    return link_in_last_mail().rstrip("/").rpartition("/")[2]
