"""Who is told that something waits."""

from django.db.models import Q, QuerySet

from zaedno.comments.models import Appeal
from zaedno.users.enums import RoleName
from zaedno.users.models import User


def moderators() -> QuerySet[User]:
    """The moderators who can be reached by mail; where there is none, the administrators."""
    found = _people(RoleName.MODERATOR)
    return found if found.exists() else _people(RoleName.ADMINISTRATOR)


def reviewers_of(appeal: Appeal) -> QuerySet[User]:
    """Who may decide on an appeal: all but the one who decided before.

    Where nobody else moderates, the administrators must find somebody.
    """
    decided = Q(pk=appeal.against.by_id) | Q(pk=appeal.comment.moderated_by_id)
    others = _people(RoleName.MODERATOR).exclude(decided)
    return others if others.exists() else _people(RoleName.ADMINISTRATOR)


def _people(role: RoleName) -> QuerySet[User]:
    people = User.objects.filter(groups__name=role.value, is_active=True)
    return people.exclude(email="").distinct()
