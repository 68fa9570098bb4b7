"""What the checks of all kinds of files have in common."""

from policies.models import PolicyPage
from policies.spreadsheets.desk import Desk
from policies.spreadsheets.plan import Line, Outcome


class Check:
    """Checks the lines of a file against what there is."""

    def __init__(self, desk: Desk) -> None:
        """Read what all lines need."""
        self.desk = desk

    def row(self, line: Line) -> Outcome:
        """Check a line, and plan what it changes."""
        policy = self.desk.policy_of(line)
        return Outcome.SAME if policy is None else self.of_policy(line, policy)

    def of_policy(self, line: Line, policy: PolicyPage) -> Outcome:
        """Check a line whose policy is known."""
        raise NotImplementedError

    def finish(self) -> None:
        """Check what shows only when all lines are known."""
