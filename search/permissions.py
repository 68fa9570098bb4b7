"""Who of the staff may do what with search."""

from typing import Any

PROMOTE = tuple(
    f"wagtailsearchpromotions.{right}_searchpromotion" for right in ("add", "change", "delete")
)


def user_can_promote_results(user: Any) -> bool:
    """Whether the user may put results above others."""
    return any(user.has_perm(right) for right in PROMOTE)
