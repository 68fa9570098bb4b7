"""Areas, units and settlements, in both languages."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from wagtail.models import Locale

from home.demo.content.places import AREAS, TOWN, UNITS, VILLAGES
from home.demo.english import load_english
from home.demo.outcomes import Loading, Outcome, Step
from home.demo.words import key_of
from zaedno.core.models import PolicyArea, Settlement, Unit
from zaedno.core.transliteration import transliterate


def place_steps(dictionary: Mapping[str, str]) -> list[Step]:
    """A step for each area, unit and settlement."""
    rows: list[tuple[str, type[Any], str, dict[str, str]]] = [
        *(
            ("area", PolicyArea, key, {"name": str(name), "description": str(text)})
            for key, name, text in AREAS
        ),
        *(
            ("unit", Unit, key, {"name": str(name), "phone": phone, "email": email})
            for key, name, phone, email in UNITS
        ),
        ("settlement", Settlement, TOWN, {"name": TOWN, "kind": Settlement.Kind.TOWN}),
        *(
            ("settlement", Settlement, name, {"name": name, "kind": Settlement.Kind.VILLAGE})
            for name in VILLAGES
        ),
    ]
    words = {**dictionary, **{name: transliterate(name) for name in (TOWN, *VILLAGES)}}
    return [Step(row[3]["name"], partial(_load, row=row, dictionary=words)) for row in rows]


def _load(
    loading: Loading,
    *,
    row: tuple[str, type[Any], str, dict[str, str]],
    dictionary: Mapping[str, str],
) -> Outcome:
    kind, model, name, values = row
    found = {"translation_key": key_of(kind, name), "locale": Locale.get_default()}
    if loading.refresh:
        snippet, created = model.objects.update_or_create(**found, defaults=values)
    else:
        snippet, created = model.objects.get_or_create(**found, defaults=values)
    english = load_english(snippet, dictionary, loading)
    return Outcome.CREATED if created else english
