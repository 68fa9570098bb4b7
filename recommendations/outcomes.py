"""What became of the recommendations of an analysis: counted, never typed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from recommendations.enums import RecommendationStatus


class Recommended(Protocol):
    """What counting needs to know of a recommendation."""

    status: str


@dataclass(frozen=True)
class Outcomes:
    """Recommendations by what became of them.

    Attributes:
        total: all of them.
        answered: of these, the ones with an answer of the unit, whatever it is.
        fulfilled: of these, the ones that were carried out.
    """

    total: int
    answered: int
    fulfilled: int

    @property
    def percent(self) -> int | None:
        """Share of fulfilled ones, rounded down; None where nothing was recommended."""
        return self.fulfilled * 100 // self.total if self.total else None


def outcomes(recommendations: Iterable[Recommended]) -> Outcomes:
    """Count recommendations by what became of them."""
    states = [item.status for item in recommendations]
    waiting = states.count(RecommendationStatus.PROPOSED)
    return Outcomes(
        total=len(states),
        answered=len(states) - waiting,
        fulfilled=states.count(RecommendationStatus.FULFILLED),
    )
