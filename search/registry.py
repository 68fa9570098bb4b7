"""What search finds: each kind of thing registers a source, search asks no app by name."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.dispatch import Signal
from django.utils.functional import Promise
from wagtail.models import Page


@dataclass(frozen=True)
class EntryData:
    """One thing to find, in plain text.

    Attributes:
        part: names a part of the thing (an article, a page of a file); empty for the whole. Of a
            thing that is told in two languages, the second is a whole by the name of its language.
        part_of: title of the thing, or of the page to which it belongs, shown behind that of the
            part, which may have none. It counts as text: who asks for the thing by its title shall
            find the whole first.
        headings: those within the body; its words count more there.
        fades: its worth fades with time (news): newer ones come first.
        open_from, open_until: the days on which readers can act there; then it comes first.
        place: what it stands under, from the top, in the words of a reader.
        facets: by what it can be narrowed (``search.facets``), besides kind, language and year:
            areas, units and settlements themselves, or values as text.
    """

    title: str
    url: str
    language: str
    lead: str = ""
    body: str = ""
    date: datetime.date | None = None
    area: str = ""
    unit: str = ""
    part: str = ""
    part_of: str = ""
    fades: bool = False
    open_from: datetime.date | None = None
    open_until: datetime.date | None = None
    place: str = ""
    headings: Sequence[str] = ()
    facets: Mapping[str, Iterable[Any]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it is the thing itself, not a piece of it."""
        return self.part in ("", self.language)


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing that can be found.

    Attributes:
        key: name of the kind in addresses and in the index; several models may share one.
        label: name of the kind on screen.
        model: the model whose objects it offers.
        entries: what is found of one object.
        public: of some objects, those that anyone may see; the only rule of visibility.
        of_page: the field that names the page to which an object belongs and with which it
            appears and disappears; empty for what stands by itself.
        part_label: a part of an object in words, in the language of the moment (“page 12”); empty
            where the title says it.
    """

    key: str
    label: "Promise | str"
    model: type[Model]
    entries: Callable[[Any], Iterable[EntryData]]
    public: Callable[[Any], "QuerySet[Any]"]
    of_page: str = ""
    part_label: Callable[[str], str] = lambda _part: ""

    def public_objects(self) -> "QuerySet[Any]":
        """All objects of the kind that anyone may see."""
        return self.public(self.model._default_manager.all())


# Sent by an app, in the transaction of the change, where what is found of a thing may have changed.
# `instance`: the thing. Pages, documents and comments need not say so.
thing_changed = Signal()

_sources: dict[type[Model], SearchSource] = {}


def register(source: SearchSource) -> None:
    """Add a kind of thing; called from ``AppConfig.ready()``."""
    _sources[source.model] = source


def sources() -> list[SearchSource]:
    """All kinds of things that can be found."""
    return list(_sources.values())


def source_of(model: "type[Model] | None") -> SearchSource | None:
    """The source that offers the objects of a model."""
    return _sources.get(model) if model else None


def kinds_of_pages() -> list[str]:
    """The kinds that are pages of their own, not things on a page."""
    pages = (source.key for source in _sources.values() if issubclass(source.model, Page))
    return list(dict.fromkeys(pages))


def labels() -> dict[str, str]:
    """Names of the kinds on screen, by key, in the language of the moment."""
    return {source.key: str(source.label) for source in _sources.values()}
