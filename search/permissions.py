"""Who of the staff may do what with search."""

from typing import Any

PROMOTE = tuple(
    f"wagtailsearchpromotions.{right}_searchpromotion" for right in ("add", "change", "delete")
)

READ_REPORTS = "search.read_search_reports"
CHOOSE_SUGGESTIONS = "search.change_popularquery"
ADD_SYNONYMS = "search.add_synonymgroup"


def user_can_read_search_reports(user: Any) -> bool:
    """Whether the user may see what is searched for and why results stand as they do."""
    return bool(user.has_perm(READ_REPORTS))


def user_can_choose_suggestions(user: Any) -> bool:
    """Whether the user may take searches out of what is suggested."""
    return bool(user.has_perm(CHOOSE_SUGGESTIONS))


def user_can_promote_results(user: Any) -> bool:
    """Whether the user may put results above others."""
    return any(user.has_perm(right) for right in PROMOTE)


def user_can_add_synonyms(user: Any) -> bool:
    """Whether the user may say which words mean the same."""
    return bool(user.has_perm(ADD_SYNONYMS))
