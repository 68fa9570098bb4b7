"""What the apps show on the home page: each registers its section, home draws them in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Locale, Page


@dataclass(frozen=True)
class HomeSection:
    """A part of the home page.

    Attributes:
        order: place on the page, small numbers first.
        title: heading.
        template: partial that draws ``items``.
        items: gives what is shown, for a locale at a moment; nothing hides the section.
        more: type of the page that lists all.
    """

    order: int
    title: Promise
    template: str
    items: Callable[[Locale, datetime], Sequence[Any]]
    more: type[Page]


_sections: list[HomeSection] = []


def register_home_section(section: HomeSection) -> None:
    """Add a section; called from ``AppConfig.ready()``."""
    _sections.append(section)


def home_sections() -> list[HomeSection]:
    """The sections in their order."""
    return sorted(_sections, key=lambda section: section.order)
