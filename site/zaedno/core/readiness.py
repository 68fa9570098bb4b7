"""What the product depends on, and how each is asked; apps register theirs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class DependencyCheck:
    """One dependency.

    Attributes:
        name: as operators know it.
        run: gives ``"ok"``, or in a few words what is wrong; never raises.
        needed: whether the site cannot serve without it.
    """

    name: str
    run: Callable[[], str]
    needed: bool = True


_checks: list[DependencyCheck] = []


def register_dependency(check: DependencyCheck) -> None:
    """Add a dependency; called from ``AppConfig.ready()``."""
    _checks.append(check)


def dependency_checks() -> list[DependencyCheck]:
    """All dependencies in the order of registration."""
    return list(_checks)
