"""Mails about comments: what they all say, and to whom they go."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Page, Site

from zaedno.comments.models import CitizenComment
from zaedno.core.models import SiteSettings
from zaedno.core.visibility import is_public
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.models import User


def comment_context(comment: CitizenComment) -> dict[str, Any]:
    """What a mail about a comment names, in the language of its author."""
    with translation.override(comment.language):
        return {
            "author": comment.user_name,
            "text": comment.comment,
            "title": comment.page.localized.title,
            "reason": comment.reason,
            "link": absolute_url(comment.get_absolute_url()),
            "rules_url": rules_address(comment.language),
        }


def mail_to_author(comment: CitizenComment, *, template: str, context: Mapping[str, Any]) -> None:
    """Write to the author, unless the address was erased."""
    if comment.user_email:
        send_later(
            to=comment.user_email,
            template=template,
            context={"name": comment.user_name, **context},
            language=comment.language,
        )


def mail_to_staff(people: Iterable[User], *, template: str, context: Mapping[str, Any]) -> None:
    """Write to members of staff, each alone; ``link`` leads into the CMS."""
    values = {**context, "link": absolute_url(str(context["link"]))}
    for person in people:
        send_later(
            to=person.email, template=template, context=values, language=settings.LANGUAGE_CODE
        )


def rules_address(language: str) -> str:
    """The whole address of the published rules, in a language if they are translated; or empty."""
    site = Site.objects.filter(is_default_site=True).first()
    chosen = SiteSettings.for_site(site).rules_page if site else None
    if chosen is None or not is_public(chosen):
        return ""
    translated = Page.objects.filter(
        translation_key=chosen.translation_key, locale__language_code=language
    ).first()
    found = translated if translated and is_public(translated) else chosen
    return absolute_url(found.get_url() or "")
