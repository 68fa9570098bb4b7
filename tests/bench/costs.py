"""The limits, and what a page cost against them."""

from dataclasses import dataclass

PAGE_INSTRUCTIONS = 48
API_INSTRUCTIONS = 25


@dataclass(frozen=True)
class Limits:
    """The most that a page may cost; ``None`` where nothing is said of it.

    Attributes:
        warm: queries of a second visit.
        cold: queries of the first visit of a process.
        instructions: millions of machine instructions of a warm visit.
    """

    warm: int
    cold: int | None
    instructions: int | None


PAGE = Limits(warm=8, cold=14, instructions=PAGE_INSTRUCTIONS)
LIST = Limits(warm=12, cold=None, instructions=None)
API = Limits(warm=5, cold=None, instructions=API_INSTRUCTIONS)


@dataclass(frozen=True)
class Cost:
    """What a page cost; ``instructions`` is ``None`` where nothing on the machine counts them."""

    warm: int
    cold: int
    instructions: float | None = None

    def broken(self, limits: Limits) -> list[str]:
        """A sentence for each limit that is passed."""
        pairs = [
            ("queries warm", self.warm, limits.warm),
            ("queries cold", self.cold, limits.cold),
            ("million instructions", self.instructions, limits.instructions),
        ]
        return [
            f"{what}: {value:g}, at most {most}"
            for what, value, most in pairs
            if value is not None and most is not None and value > most
        ]
