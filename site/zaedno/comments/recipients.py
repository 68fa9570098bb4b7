"""Who is told that a comment waits."""

from django.db.models import QuerySet

from zaedno.users.models import User

MODERATORS_GROUP = "moderator"


def moderators() -> QuerySet[User]:
    """The people of the moderators' group who can be reached by mail."""
    people = User.objects.filter(groups__name=MODERATORS_GROUP, is_active=True)
    return people.exclude(email="").distinct()
