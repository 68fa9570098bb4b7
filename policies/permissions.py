"""Who may do what with progress and civic observations."""

from typing import Any

from policies.models.imports import ImportKind
from policies.models.progress import Entry

CHANGE_MEASURE = "policies.change_measure"
ENTER_PROGRESS = "policies.enter_progress"
PUBLISH_PROGRESS = "policies.publish_progress"
MODERATE_OBSERVATION = "policies.moderate_observation"
ANSWER_OBSERVATION = "policies.answer_observation"
# Whoever has one of these works on policies and sees their boards.
WORK_ON_POLICIES = (
    "policies.view_measure",
    CHANGE_MEASURE,
    ENTER_PROGRESS,
    PUBLISH_PROGRESS,
)


def user_can_see_boards(user: Any) -> bool:
    """Whether the user may see drafts of policies and the progress that waits."""
    return any(user.has_perm(permission) for permission in WORK_ON_POLICIES)


def user_can_enter_progress(user: Any) -> bool:
    """Whether the user may enter how far measures are, for approval."""
    return bool(user.has_perm(ENTER_PROGRESS))


def user_can_change_promise(user: Any) -> bool:
    """Whether the user may draft measures, their indicators and their planned money."""
    return bool(user.has_perm(CHANGE_MEASURE))


def user_can_import(user: Any, kind: str) -> bool:
    """Whether the user may bring in a file of a kind.

    In a file of money only the planned amounts are a promise; they are checked row by row.
    """
    is_promise = kind in (ImportKind.MEASURES, ImportKind.INDICATORS)
    return user_can_enter_progress(user) and (not is_promise or user_can_change_promise(user))


def user_can_publish_progress(user: Any) -> bool:
    """Whether the user may approve what units entered."""
    return bool(user.has_perm(PUBLISH_PROGRESS))


def user_can_publish_entry(user: Any, entry: Entry) -> bool:
    """Whether the user may approve this entry: nobody approves what they typed themselves.

    What came in a file was written by the unit that made the file; whoever brings it in is its
    second pair of eyes.
    """
    is_own = entry.entered_by_id == user.pk and entry.from_file_id is None
    return user_can_publish_progress(user) and not is_own


def user_can_moderate_observations(user: Any) -> bool:
    """Whether the user may decide what is published of what citizens observed."""
    return bool(user.has_perm(MODERATE_OBSERVATION))


def user_can_answer_observations(user: Any) -> bool:
    """Whether the user may answer an observation for a unit."""
    return bool(user.has_perm(ANSWER_OBSERVATION))
