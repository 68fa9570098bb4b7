"""Whoever is refused can read the rules by which it was done."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from wagtail.models import Page, Site

from tests.comments.making import EMAIL, make_comment
from tests.factories import StandardPageFactory
from zaedno.comments.enums import CommentState
from zaedno.comments.services.deciding import reject_comment, remove_comment
from zaedno.comments.wording import rules_address
from zaedno.core.models import SiteSettings
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

WHY = "Съдържа обида."


@pytest.fixture
def rules(home: Page) -> Page:
    """The published rules, chosen in the settings."""
    page: Page = StandardPageFactory(parent=home, title="Правила на платформата")
    found = SiteSettings.for_site(Site.objects.get())
    found.rules_page = page
    found.save()
    return page


@pytest.mark.parametrize("verb", ["reject", "remove"])
def test_the_mail_of_a_refusal_leads_to_the_rules(
    page: Page, rules: Page, moderator: User, now: datetime, verb: str
) -> None:
    if verb == "reject":
        comment = make_comment(page, state=CommentState.PENDING)
        reject_comment(comment, by=moderator, at=now, reason=WHY)
    else:
        remove_comment(make_comment(page), by=moderator, at=now, reason=WHY)
    mail = OutgoingMail.objects.get(to=EMAIL)
    for text in (mail.text, mail.html):
        assert f"http://127.0.0.1:8000{rules.get_url()}" in text
        assert "друг модератор" in text


def test_the_place_of_a_removed_comment_leads_to_the_rules(
    client: Client, page: Page, rules: Page, moderator: User, now: datetime
) -> None:
    remove_comment(make_comment(page), by=moderator, at=now, reason=WHY)
    html = client.get(page.get_url() or "").content.decode()
    place = html[html.index(WHY) :][:300]
    assert f'href="{rules.get_url()}"' in place


def test_without_published_rules_nothing_is_linked(page: Page, moderator: User) -> None:
    assert rules_address("bg") == ""


def test_rules_behind_a_password_are_not_linked(
    rules: Page, restrict: Callable[[Page], None]
) -> None:
    restrict(rules)
    assert rules_address("bg") == ""


def test_the_form_leads_to_the_figures(client: Client, page: Page) -> None:
    html = client.get(page.get_url() or "").content.decode()
    assert 'href="/bg/comments/figures/"' in html
