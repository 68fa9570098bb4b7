"""By what results can be narrowed: facets, their values, and the names of these on screen.

A kind of thing offers values with each entry (``EntryData.facets``); an app may add a facet of its
own (``register_facet``).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Value
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.registry import labels
from zaedno.core.content_version import kept
from zaedno.core.models import PolicyArea, Settlement, Unit
from zaedno.core.models.snippets import Named

KIND = "kind"
LANGUAGE = "language"
YEAR = "year"
SNIPPETS: Mapping[str, type[Named]] = {"area": PolicyArea, "unit": Unit, "settlement": Settlement}
_YEAR = re.compile(r"[0-9]{4}")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")

# Chosen values by the name of their facet; a facet without a choice is not there.
Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Facet:
    """Something by which results can be narrowed.

    Attributes:
        name: in addresses and in the index.
        label: on screen.
        names: of some values, the names on screen of those that exist.
        newest_first: values are shown from the last to the first, not by how often they occur.
    """

    name: str
    label: "Promise | str"
    names: Callable[[Iterable[str]], dict[str, str]]
    newest_first: bool = False


_facets: dict[str, Facet] = {}


def register_facet(facet: Facet) -> None:
    """Add a facet, or replace the one of this name; called from ``AppConfig.ready()``."""
    _facets[facet.name] = facet


def facets() -> dict[str, Facet]:
    """All facets by name, in the order in which they are shown."""
    return dict(_facets)


def canonical_number(thing: Named) -> str:
    """The value of a snippet: its number in the default language, the same for all languages."""
    if thing.locale.language_code == settings.LANGUAGE_CODE:
        return str(thing.pk)
    first = thing.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    return str(first.values_list("pk", flat=True).first() or thing.pk)


def _names_of_snippets(facet: str) -> Callable[[Iterable[str]], dict[str, str]]:
    def names(values: Iterable[str]) -> dict[str, str]:
        language = translation.get_language() or settings.LANGUAGE_CODE
        known = kept(("search facets", language), lambda: _read_names(language))[facet]
        return {value: known[value] for value in values if value in known}

    return names


def _read_names(language: str) -> Mapping[str, Mapping[str, str]]:
    """Names of all areas, units and settlements, in a language where they have one: one query."""
    first, *others = (
        model._default_manager.order_by()
        .annotate(facet=Value(facet))
        .values_list("facet", "translation_key", "pk", "name", "locale__language_code")
        for facet, model in SNIPPETS.items()
    )
    numbers: dict[tuple[str, UUID], str] = {}
    names: dict[tuple[str, UUID], str] = {}
    for facet, key, pk, name, spoken in first.union(*others, all=True):
        if spoken == settings.LANGUAGE_CODE:
            numbers[facet, key] = str(pk)
        if spoken == language or (facet, key) not in names:
            names[facet, key] = name
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for named, number in numbers.items():
        found[named[0]][number] = names[named]
    return found


def _names_of_kinds(values: Iterable[str]) -> dict[str, str]:
    known = labels()
    return {value: known[value] for value in values if value in known}


def _names_of_languages(values: Iterable[str]) -> dict[str, str]:
    known = {code: str(name) for code, name in settings.LANGUAGES}
    return {value: known[value] for value in values if value in known}


def _years(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values if _YEAR.fullmatch(value)}


def _extensions(values: Iterable[str]) -> dict[str, str]:
    return {value: value.upper() for value in values if _EXTENSION.fullmatch(value)}


for _facet in (
    Facet(KIND, _("Kind"), _names_of_kinds),
    Facet("area", pgettext_lazy("of policy", "Area"), _names_of_snippets("area")),
    Facet("unit", _("Responsible unit"), _names_of_snippets("unit")),
    Facet("settlement", _("Settlement"), _names_of_snippets("settlement")),
    Facet(YEAR, _("Year"), _years, newest_first=True),
    Facet("file_type", _("Type of file"), _extensions),
    Facet(LANGUAGE, _("Language"), _names_of_languages),
):
    register_facet(_facet)
