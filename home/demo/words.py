"""The words in which demo content is written.

Sentences in two languages, parts of a page, and names for what is known only when it is loaded.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Self

# All demo content is found again by keys made from its names in this space.
NAMESPACE = uuid.UUID("5b7a2f0e-6a55-4c0e-9b6c-1f7f0d5f9c11")


def key_of(*names: object) -> uuid.UUID:
    """The key by which a thing of the demo content is found again, whatever editors call it."""
    return uuid.uuid5(NAMESPACE, "/".join(str(name) for name in names))


class Said(str):
    """A text in Bulgarian that knows its English."""

    english: str

    def __new__(cls, bulgarian: str, english: str) -> Self:
        """Keep both."""
        text = super().__new__(cls, bulgarian)
        text.english = english
        return text


def say(bulgarian: str, english: str) -> Said:
    """A text in both languages."""
    return Said(bulgarian, english)


@dataclass(frozen=True)
class InDays:
    """A day counted from the day of loading; negative in the past."""

    days: int


@dataclass(frozen=True)
class Area:
    """An area of policy by its key."""

    name: str


@dataclass(frozen=True)
class Unit:
    """A unit of the administration by its key."""

    name: str


@dataclass(frozen=True)
class Picture:
    """An image by its file name."""

    name: str


@dataclass(frozen=True)
class Link:
    """A button to another page of the demo content."""

    text: Said
    page: str


@dataclass(frozen=True)
class Heading:
    """A heading within a page."""

    text: Said


@dataclass(frozen=True)
class Text:
    """Paragraphs."""

    paragraphs: tuple[Said, ...]

    def html(self) -> str:
        """As rich text keeps them."""
        return "".join(f"<p>{text}</p>" for text in self.paragraphs)


@dataclass(frozen=True)
class Points:
    """A list, with bullets or, where the order matters, with numbers."""

    items: tuple[Said, ...]
    numbered: bool = False

    def html(self) -> str:
        """As rich text keeps it."""
        tag = "ol" if self.numbered else "ul"
        return f"<{tag}>{''.join(f'<li>{text}</li>' for text in self.items)}</{tag}>"


@dataclass(frozen=True)
class Quote:
    """Somebody's words."""

    text: Said
    source: Said


@dataclass(frozen=True)
class Files:
    """Documents to download, by their file names."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """An image with its caption."""

    picture: str
    alternative: Said
    caption: Said


@dataclass(frozen=True)
class Division:
    """The heading of a chapter of an act."""

    text: Said


@dataclass(frozen=True)
class Article:
    """A numbered article of an act."""

    number: int
    heading: Said
    paragraphs: tuple[Said, ...]

    def html(self) -> str:
        """As rich text keeps it."""
        return "".join(f"<p>{text}</p>" for text in self.paragraphs)


@dataclass(frozen=True)
class PageOf:
    """Another page of the demo content, by its slug."""

    slug: str


@dataclass(frozen=True)
class MeasureOf:
    """A measure of a policy, by the policy's slug and the measure's number."""

    slug: str
    code: str


Part = Heading | Text | Points | Quote | Files | Figure | Link | Division | Article | PageOf


@dataclass(frozen=True)
class DemoChild:
    """A row that belongs to a page or to another row: an objective, a measure, a question."""

    values: Mapping[str, Any]
    children: Mapping[str, tuple["DemoChild", ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoPage:
    """A page of the demo content.

    Attributes:
        model: page type, as ``app.Model``.
        slug: last part of its address, also the name by which other content refers to it.
        english_slug: the same in the English tree.
        parent: slug of the page under which it stands; empty for the home page.
        values: fields of the page type.
        streams: fields built of parts.
        children: rows that belong to the page.
        invented: a sentence on the page says that its figures are made up.
    """

    model: str
    slug: str
    english_slug: str
    title: Said
    lead: Said
    parent: str = "nachalo"
    in_menu: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    streams: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    children: Mapping[str, tuple[DemoChild, ...]] = field(default_factory=dict)
    invented: bool = False

    @property
    def key(self) -> uuid.UUID:
        """The page's key of translation."""
        return key_of("page", self.slug)


def texts(*said: Said) -> Text:
    """Paragraphs one after the other."""
    return Text(said)


def points(*said: Said) -> Points:
    """A list with bullets."""
    return Points(said)


def steps(*said: Said) -> Points:
    """A list whose order matters."""
    return Points(said, numbered=True)


def article(number: int, heading: Said, *paragraphs: Said) -> Article:
    """An article with its paragraphs."""
    return Article(number, heading, paragraphs)


def said_in(content: object) -> Iterator[Said]:
    """Every text in both languages somewhere in some content."""
    if isinstance(content, Said):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from said_in(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from said_in(value)
    elif is_dataclass(content):
        for part in fields(content):
            yield from said_in(getattr(content, part.name))
