"""Old policies keep what they promised when parts become rows of their own, and on the way back."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("policies", "0002_name_things")]
AFTER = [("policies", "0005_parts_in_one_row")]

# Tables are made anew, which no surrounding transaction allows.
pytestmark = pytest.mark.django_db(transaction=True)

Migrate = Callable[[Any], Any]


def _migrate(targets: Any) -> Any:
    """Go there, and give the models as they are there."""
    return MigrationExecutor(connection).migrate(targets).apps


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Goes to a migration; in the end everything is as the other tests expect it."""
    yield _migrate
    _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


@pytest.fixture
def pages(site_tree: SimpleNamespace, locales: SimpleNamespace) -> SimpleNamespace:
    """A policy in both languages, without any part."""
    for page in (site_tree.home, site_tree.policies):
        page.copy_for_translation(locales.en).save_revision().publish()
    english = site_tree.policy.copy_for_translation(locales.en)
    english.save_revision().publish()
    return SimpleNamespace(bg=site_tree.policy.pk, en=english.pk, locales=locales)


def _old_policy(old: Any, pages: SimpleNamespace) -> None:
    """Two objectives; the second and its measure are not translated."""
    bg, en = pages.locales.bg.pk, pages.locales.en.pk
    key, measure_key = uuid4(), uuid4()
    objectives = {
        "second": _objective(old, pages.bg, bg, title="Повече места", sort_order=1),
        "bg": _objective(old, pages.bg, bg, key=key, title="Повече занимания", sort_order=0),
        "en": _objective(old, pages.en, en, key=key, title="More activities", sort_order=0),
    }
    _measure(
        old,
        objectives["bg"],
        bg,
        key=measure_key,
        title="Клуб",
        text="В читалището.",
        status="done",
    )
    _measure(
        old,
        objectives["en"],
        en,
        key=measure_key,
        title="Club",
        text="In the library.",
        status="not_started",
    )
    _measure(old, objectives["bg"], bg, title="Лагер", status="dropped", sort_order=1)
    _measure(old, objectives["second"], bg, title="Площадка", status="in_progress")


def _objective(old: Any, page: int, locale: int, *, key: Any = None, **facts: Any) -> Any:
    return old.get_model("policies", "Objective").objects.create(
        page_id=page, locale_id=locale, translation_key=key or uuid4(), **facts
    )


def _measure(old: Any, objective: Any, locale: int, *, key: Any = None, **facts: Any) -> Any:
    return old.get_model("policies", "Measure").objects.create(
        **{"sort_order": 0, **facts},
        objective=objective,
        locale_id=locale,
        translation_key=key or uuid4(),
    )


def _rows(models: Any, name: str, *fields: str) -> list[tuple[Any, ...]]:
    return list(models.get_model("policies", name).objects.values_list(*fields))


@pytest.mark.slow
def test_two_languages_become_one_row_and_a_status_a_published_entry_and_back(
    migrate: Migrate, pages: SimpleNamespace
) -> None:
    _old_policy(migrate(BEFORE), pages)

    new = migrate(AFTER)
    facts = ("code", "sort_key", "title", "title_en", "policy_id", "live")
    assert sorted(_rows(new, "Objective", *facts)) == [
        ("1", "0001", "Повече занимания", "More activities", pages.bg, True),
        ("2", "0002", "Повече места", "", pages.bg, True),
    ]
    assert sorted(_rows(new, "Measure", *facts)) == [
        ("1.1", "0001.0001", "Клуб", "Club", pages.bg, True),
        ("1.2", "0001.0002", "Лагер", "", pages.bg, True),
        ("2.1", "0002.0001", "Площадка", "", pages.bg, True),
    ]
    club = new.get_model("policies", "Measure").objects.get(code="1.1")
    assert (club.text, club.text_en) == ("В читалището.", "In the library.")
    assert sorted(_rows(new, "StatusEntry", "measure__code", "status", "state")) == [
        ("1.1", "done", "published"),
        ("1.2", "dropped", "published"),
        ("2.1", "in_progress", "published"),
    ]
    assert sorted(_rows(new, "MeasureStanding", "measure__code", "status", "share")) == [
        ("1.1", "done", Decimal(1)),
        ("1.2", "dropped", None),
        ("2.1", "in_progress", Decimal("0.5")),
    ]

    unknown = new.get_model("policies", "Measure").objects.create(
        objective=club.objective, policy_id=pages.bg, code="1.3", sort_key="0001.0003", title="Нова"
    )
    new.get_model("policies", "StatusEntry").objects.create(
        measure=unknown, status="done", state="waiting"
    )

    old = migrate(BEFORE)
    bulgarian = pages.locales.bg.pk
    assert sorted(_rows(old, "Objective", "title", "page_id", "locale_id")) == [
        ("Повече занимания", pages.bg, bulgarian),
        ("Повече места", pages.bg, bulgarian),
    ]
    measures = _rows(old, "Measure", "title", "status", "objective__title", "locale_id")
    assert sorted(measures) == [
        ("Клуб", "done", "Повече занимания", bulgarian),
        ("Лагер", "dropped", "Повече занимания", bulgarian),
        ("Нова", "not_started", "Повече занимания", bulgarian),
        ("Площадка", "in_progress", "Повече места", bulgarian),
    ]
