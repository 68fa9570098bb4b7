"""A policy with one of each part, and the staff who work on it."""

from types import SimpleNamespace

import pytest

from tests.factories import (
    BudgetLineFactory,
    MeasureFactory,
    MilestoneFactory,
    ObjectiveFactory,
    PolicyIndicatorFactory,
)
from tests.users.conftest import cms, staff, tree

__all__ = ["cms", "staff", "tree"]


@pytest.fixture
def plan(tree: SimpleNamespace) -> SimpleNamespace:
    """A policy with an objective, a measure with a milestone and money, and an indicator."""
    objective = ObjectiveFactory(policy=tree.policy, code="1", title="Повече занимания")
    measure = MeasureFactory(objective=objective, code="1.1", title="Младежки клуб")
    return SimpleNamespace(
        policy=tree.policy,
        objective=objective,
        measure=measure,
        milestone=MilestoneFactory(measure=measure, title="Клубът е отворен"),
        budget=BudgetLineFactory(measure=measure, year=2026, amount=1000),
        indicator=PolicyIndicatorFactory(measure=measure, code="1.1.1", title="Посетители"),
    )
