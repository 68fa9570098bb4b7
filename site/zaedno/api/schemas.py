"""Shapes that the lists share."""

from datetime import datetime
from typing import Any

from ninja import Schema


class Named(Schema):
    """Something with a name: a policy area, a unit."""

    id: int
    name: str


class PageLink(Schema):
    """A page in a few words."""

    id: int
    title: str
    url: str | None
    api_url: str


class Translation(Schema):
    """The same page in another language."""

    locale: str
    id: int
    url: str | None
    api_url: str


class PageItem(Schema):
    """What every list says of a page."""

    id: int
    title: str
    lead: str
    locale: str
    url: str | None
    api_url: str
    first_published_at: datetime | None
    last_published_at: datetime | None
    translations: list[Translation]


class SubjectItem(PageItem):
    """A page about an area of policy, for which a unit answers."""

    area: Named | None
    unit: Named | None


def named(thing: Any) -> dict[str, Any] | None:
    """A snippet as `Named`."""
    return {"id": thing.pk, "name": thing.name} if thing else None


def subject(page: Any) -> dict[str, Any]:
    """Area and unit of a page, which must be there already."""
    return {"area": named(page.area), "unit": named(page.unit)}
