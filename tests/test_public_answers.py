"""What every public address answers: no cookie, nothing that keeps a cache away, nothing inline."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse, translate_url
from wagtail.contrib.forms.models import FormSubmission

from tests.comments.making import form_data
from tests.public_addresses import (
    NO_PAGE,
    form_pages,
    make_small_site,
    names_of_views,
    public_addresses,
)
from zaedno.comments.models import CitizenComment, PendingComment
from zaedno.comments.services.authors import author_token
from zaedno.core.spam import issue_stamp

SAFE_SOURCES = {"'self'", "'none'", "data:"}
MUST_BE_SAID = {"object-src": ["'none'"], "base-uri": ["'self'"], "form-action": ["'self'"]}
FORGED = [
    pytest.param({"sec-fetch-site": "cross-site"}, id="another site"),
    pytest.param({"sec-fetch-site": "same-site"}, id="another name of our domain"),
    pytest.param({"origin": "https://example.org"}, id="origin of another site"),
    pytest.param({"origin": "null"}, id="origin that hides itself"),
]


@pytest.fixture
def site(site_tree: SimpleNamespace) -> SimpleNamespace:
    """A small site with something of everything that the public meets."""
    return make_small_site(site_tree)


def test_every_view_for_the_public_is_looked_at(site: SimpleNamespace) -> None:
    assert names_of_views() - NO_PAGE == {name for name in public_addresses(site) if ":" in name}


def test_no_public_address_sets_a_cookie_or_answers_by_one(site: SimpleNamespace) -> None:
    answers = {path: Client().get(path) for path in all_of(site)}
    assert {answer.status_code for answer in answers.values()} <= {200, 404}
    assert {path: dict(a.cookies) for path, a in answers.items() if a.cookies} == {}
    assert [path for path, a in answers.items() if "Cookie" in a.get("Vary", "")] == []


def test_no_public_address_lets_foreign_or_inline_code_run(site: SimpleNamespace) -> None:
    faults = {path: faults_of(Client().get(path)) for path in all_of(site)}
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_form_is_sent_without_a_cookie(site: SimpleNamespace) -> None:
    careful = Client(enforce_csrf_checks=True)
    for path in form_pages(site):
        mistaken = careful.post(path, {"website": "x"})
        assert (mistaken.status_code, dict(mistaken.cookies)) == (422, {})
        assert "Cookie" not in mistaken.get("Vary", "")
        answer = careful.post(path, answers_to(path), headers={"sec-fetch-site": "same-origin"})
        assert (answer.status_code, dict(answer.cookies)) == (302, {})
    assert FormSubmission.objects.count() == len(form_pages(site))


def test_the_title_of_a_form_with_mistakes_begins_by_saying_so(site: SimpleNamespace) -> None:
    addresses = [*form_pages(site), "/bg/my-data/", f"/bg/measures/{site.measure.pk}/observe/"]
    for path in addresses:
        html = BeautifulSoup(Client().post(path, {}).content, "html.parser")
        assert html.title.string.startswith("Грешка:"), path
        assert html.find(attrs={"data-error-summary": True}), path
        fresh = BeautifulSoup(Client().get(path).content, "html.parser")
        assert not fresh.title.string.startswith("Грешка:"), path


def test_every_address_that_a_form_sends_to_can_be_opened_in_both_languages(
    site: SimpleNamespace,
) -> None:
    addresses = {address for path in all_of(site) for address in sent_to_from(path)}
    named = {reverse(name, args=args) for name, args in posts_only(site.comment)}
    assert named <= {urlsplit(address).path for address in addresses} | {"/bg/account/logout/"}
    # A page of the content has its own address in each language, and leads there by itself.
    translated = {translate_url(each, "en") for each in addresses - {*form_pages(site)}}
    opened = {*addresses, *translated, *named}
    answers = {each: Client().get(each, follow=True).status_code for each in opened}
    assert {each: code for each, code in answers.items() if code != 200} == {}


@pytest.mark.parametrize("headers", FORGED)
def test_what_another_site_sends_in_a_readers_name_is_refused(
    site: SimpleNamespace, headers: dict[str, str]
) -> None:
    for path in form_pages(site):
        answer = Client().post(path, answers_to(path), headers=headers)
        assert (answer.status_code, dict(answer.cookies)) == (403, {})
    comment = Client().post("/bg/comments/post/", form_data(site.policy), headers=headers)
    assert comment.status_code == 403
    assert not FormSubmission.objects.exists()
    assert not PendingComment.objects.exists()


def all_of(site: SimpleNamespace) -> list[str]:
    """Each public address of a site."""
    return [path for paths in public_addresses(site).values() for path in paths]


def posts_only(comment: CitizenComment) -> list[tuple[str, list[str]]]:
    """Views that only take what is sent; whoever opens their address is led to its page."""
    token = author_token(comment)
    views = ("comments:edit", "comments:withdraw")
    return [("comments:post", []), ("account_logout", []), *((name, [token]) for name in views)]


def sent_to_from(path: str) -> set[str]:
    """Where the forms of a page send what is typed."""
    html = BeautifulSoup(Client().get(path).content, "html.parser")
    forms = html.find_all("form", method="post")
    return {urljoin(path, form.get("action", "")) for form in forms}


def answers_to(path: str) -> dict[str, str]:
    """What a browser sends from a form."""
    html = BeautifulSoup(Client().get(path).content, "html.parser")
    fields = html.main.find("form").find_all(["input", "textarea"])
    typed = {field["name"]: "На площада" for field in fields if field.has_attr("name")}
    return {**typed, "website": "", "stamp": issue_stamp()}


def faults_of(answer: Any) -> list[str]:
    """What of an answer could let code run that is not the site's own."""
    policy = directives(answer.get("Content-Security-Policy", ""))
    return [*faults_of_policy(policy), *inline_code(answer.content)]


def directives(policy: str) -> dict[str, list[str]]:
    """The directives of a content security policy."""
    words = [directive.split() for directive in policy.split(";") if directive.strip()]
    return {name: sources for name, *sources in words}


def faults_of_policy(policy: dict[str, list[str]]) -> list[str]:
    """What is missing in a policy, and what it should not say."""
    missing = [name for name, sources in MUST_BE_SAID.items() if policy.get(name) != sources]
    missing += [name for name in ("default-src", "frame-ancestors") if not policy.get(name)]
    said = {source for sources in policy.values() for source in sources}
    code = policy.get("script-src", policy.get("default-src", []))
    return [*missing, *sorted(said - SAFE_SOURCES), *(["data:"] if "data:" in code else [])]


def inline_code(content: bytes) -> list[str]:
    """Styles and scripts that stand in the page itself."""
    html = BeautifulSoup(content, "html.parser")
    found = [str(each)[:80] for each in html.find_all(["script", "style"]) if each.string]
    found += [str(each)[:80] for each in html.find_all(style=True)]
    for each in html.find_all(True):
        found += [f"{each.name} {name}" for name in each.attrs if name.startswith("on")]
        links = [str(each.get(name, "")) for name in ("href", "src", "action", "formaction")]
        found += [link[:80] for link in links if link.strip().lower().startswith("javascript:")]
    return found
