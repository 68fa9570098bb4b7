"""What the lists of measures, indicators and their progress do alike.

A part of a policy is one row in both languages: lists tell each once, with names in the language
that was asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import translation
from ninja import Schema
from pydantic import Field
from wagtail.models import Page

from policies.models.parts import PolicyPart
from zaedno.api.listing import Links
from zaedno.api.queries import DEFAULT_LOCALE, ListQuery, LocaleCode
from zaedno.api.schemas import PageLink
from zaedno.core.models.snippets import Named
from zaedno.core.named import name_here
from zaedno.core.serializers import absolute
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages


class Numbered(Schema):
    """A part of a policy in a few words."""

    id: int
    code: str
    title: str


class PartItem(Schema):
    """What every list about policies says: in which language, where readers see it, of what."""

    locale: str
    url: str
    policy: PageLink


class NamesQuery(ListQuery):
    """Lists in which the language is that of the names; all items are in both."""

    locale: LocaleCode = Field(
        DEFAULT_LOCALE, description="The language of names; Bulgarian where there is no other."
    )

    def conditions(self) -> dict[str, Any]:
        """None by the language."""
        return {}


class PartQuery(NamesQuery):
    """Lists of what belongs to policies."""

    policy: int | None = Field(
        None,
        ge=1,
        le=LARGEST_ID,
        description="Id of the policy’s page, in either language: both have the same measures.",
    )

    def of_policy(self, path: str) -> dict[str, Any]:
        """The policy as a condition, where ``path`` leads from an item to it."""
        if self.policy is None:
            return {}
        return {f"{path}__translation_key__in": key_of(Page, self.policy)}


Tell = Callable[[Any], Mapping[str, Any]]


def key_of(model: type[Any], pk: int) -> "QuerySet[Any]":
    """What a thing and its translations share, as a part of another query."""
    return model.objects.filter(pk=pk).values("translation_key")[:1]


def with_policy_key(found: Any, path: str) -> Any:
    """Each with ``policy_key``, which the pages of its policy share."""
    return found.annotate(policy_key=F(f"{path}__translation_key"))


def part_items(rows: Sequence[Any], links: Links, tell: Tell) -> list[dict[str, Any]]:
    """Rows with their ``policy_key`` as items, in the language that was asked for.

    Args:
        rows: what is told.
        links: addresses, and the language.
        tell: gives the item without its language and its policy; ``url`` without the host.
    """
    policies = policy_links({row.policy_key for row in rows}, links)
    with translation.override(links.locale):
        return [_item(tell(row), policies[row.policy_key], links) for row in rows]


def _item(told: Mapping[str, Any], policy: dict[str, Any], links: Links) -> dict[str, Any]:
    return {**told, "locale": links.locale, "url": absolute(told["url"]), "policy": policy}


def policy_links(keys: Iterable[UUID], links: Links) -> dict[UUID, dict[str, Any]]:
    """Public policies by the key of their pages, in the language that was asked for if it is there.

    One query for any number.
    """
    pages = Page.objects.filter(translation_key__in=set(keys)).select_related("locale")
    chosen: dict[UUID, Page] = {}
    for page in public_pages(pages, closed=links.closed).defer_streamfields().order_by("pk"):
        is_asked = page.locale.language_code == links.locale
        if is_asked or page.translation_key not in chosen:
            chosen[page.translation_key] = page
    return {key: links.page_link(page) for key, page in chosen.items()}


def numbered(part: PolicyPart) -> dict[str, Any]:
    """A part as `Numbered`, in the language of the moment."""
    return {"id": part.pk, "code": part.code, "title": part.title_here}


def named_here(thing: Named | None) -> dict[str, Any] | None:
    """A snippet as `zaedno.api.schemas.Named`, in the language of the moment."""
    return {"id": thing.pk, "name": name_here(thing)} if thing else None
