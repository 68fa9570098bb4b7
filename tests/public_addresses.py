"""Every public address of a small site, for tests that look at all of them."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.urls import LocalePrefixPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from tests import factories
from tests.comments.making import make_comment
from zaedno.comments.followers import page_topic
from zaedno.comments.models import CitizenComment
from zaedno.comments.services.answers import Answer, answer_comment, change_answer
from zaedno.comments.services.authors import author_token
from zaedno.comments.services.deciding import remove_comment
from zaedno.notifications.links import followed_url, unsubscribe_url
from zaedno.notifications.models import OutgoingMail
from zaedno.notifications.subscriptions import follow
from zaedno.users.models import User
from zaedno.users.privacy.services import ask_for_link

READER = "maria@example.org"
# What answers with a file or to a program, what only takes posts and leads elsewhere.
NO_PAGE = {
    *("comments:figures_csv", "policies:indicator_csv", "search:suggest"),
    *("search:feed", "search:followed"),
    *("policies:observation_photo", "policies:observation_document"),
    *("comments:post", "comments:edit", "comments:withdraw", "comments:comment"),
}


def make_small_site(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree with forms, comments, a measure and an indicator."""
    tree = site_tree
    tree.form = factories.ConsultationFormPageFactory(parent=tree.consultation)
    factories.ConsultationFormFieldFactory(page=tree.form, label="Къде живеете?")
    tree.standing_form = factories.ConsultationFormPageFactory(parent=tree.consultations)
    objective = factories.ObjectiveFactory(policy=tree.policy)
    tree.measure = factories.MeasureFactory(objective=objective)
    tree.indicator = factories.PolicyIndicatorFactory(measure=tree.measure)
    tree.observation = factories.ObservationFactory(measure=tree.measure)
    tree.comment = make_comment(tree.policy)
    tree.removed = make_comment(tree.policy, comment="Да.")
    moderator = factories.UserFactory(is_superuser=True)
    remove_comment(tree.removed, by=moderator, at=timezone.now(), reason="Обида.")
    tree.answer = _changed_answer(tree.comment, by=moderator)
    for source in (tree.home, tree.contact):
        translation = source.copy_for_translation(Locale.objects.get(language_code="en"))
        translation.save_revision().publish()
    return tree


def _changed_answer(comment: CitizenComment, *, by: User) -> CitizenComment:
    """An official answer with a past."""
    unit = factories.UnitFactory()
    said = answer_comment(comment, Answer("През март.", unit), by=by, at=timezone.now())
    return change_answer(said, Answer("През април.", unit), by=by, at=timezone.now())


def public_addresses(site: SimpleNamespace) -> dict[str, list[str]]:
    """Addresses that answer with a page, by the name of the view."""
    comment, token = site.comment.pk, author_token(site.comment)
    following = follow(
        READER, topic=page_topic(site.policy), title="План", url="/bg/", language="bg",
        confirmed=False, at=timezone.now(),
    )  # fmt: skip
    ask_for_link(READER, language="bg", at=timezone.now())
    topic = f"{reverse('notifications:follow')}?topic={page_topic(site.policy)}"
    return {
        "wagtail_serve": [*_pages(), *(f"{address}?sent=1" for address in form_pages(site))],
        "search:save": ["/bg/search/save/?q=план&year=2026", "/en/search/save/?q=plan"],
        "search:search": ["/bg/search/", "/bg/search/?q=план", "/en/search/?q=nothing"],
        **_of("policies", [site.measure.pk], "measure", "observe", "observation_sent"),
        **_of("policies", [site.indicator.pk], "indicator"),
        **_of("policies", ["x"], "confirm_observation"),
        **_of("comments", [], "sent", "figures"),
        **_of("comments", [comment], "reply", "thread", "useful", "report", "reported"),
        **_of("comments", [site.answer.pk], "earlier"),
        **_of("comments", [token], "author"),
        **_of("comments", [author_token(site.removed)], "appeal"),
        **_of("comments", ["x"], "confirm"),
        **_of("notifications", [], "sent"),
        "notifications:follow": [topic],
        "notifications:confirm": [_link("/follow/confirm/")],
        "notifications:stop": [_path(unsubscribe_url(following))],
        "notifications:mine": [_path(followed_url(following))],
        **_of("privacy", [], "my_data", "sent", "erased", "register"),
        "privacy:mine": [_link("/my-data/")],
        "": ["/bg/nyama/", "/en/nothing/", "/bg/follow/?topic=x"],
    }


def form_pages(site: SimpleNamespace) -> list[str]:
    """The addresses of pages that ask the reader something."""
    return [page.get_url() for page in (site.contact, site.form, site.standing_form)]


def names_of_views() -> set[str]:
    """The names of all views under the prefix of a language that belong to an app of ours."""
    found: set[str] = set()
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and isinstance(resolver.pattern, LocalePrefixPattern):
            found.update(*(_names(each) for each in resolver.url_patterns))
    return found


def _names(resolver: Any) -> Iterator[str]:
    if getattr(resolver, "namespace", None) is None:
        return
    for each in resolver.url_patterns:
        yield f"{resolver.namespace}:{each.name}"


def _pages() -> list[str]:
    pages = Page.objects.live().filter(depth__gt=1).order_by("path")
    return [str(page.get_url()) for page in pages.specific()]


def _of(space: str, args: list[Any], *names: str) -> dict[str, list[str]]:
    views = (f"{space}:{name}" for name in names)
    return {view: [reverse(view, args=args)] for view in views}


def _link(containing: str) -> str:
    """The path of the newest link in a mail that has a word in it."""
    for text in OutgoingMail.objects.order_by("-pk").values_list("text", flat=True):
        found = re.search(rf"https?://[^/\s]+(/\S*{containing}\S+)", text)
        if found:
            return found[1]
    raise AssertionError(f"no link to {containing}")


def _path(url: str) -> str:
    return urlsplit(url).path
