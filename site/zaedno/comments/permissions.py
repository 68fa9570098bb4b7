"""Who may decide on comments."""

from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from zaedno.comments.models import CitizenComment
from zaedno.users.models import User

Person = User | AnonymousUser

MODERATE = "comments.moderate_comment"
ANSWER = "comments.answer_comment"


def user_can_moderate_comments(user: Person) -> bool:
    """Whether the person may decide on comments at all."""
    return bool(user.is_active and user.has_perm(MODERATE))


def user_can_moderate_comment(user: Person, comment: CitizenComment) -> bool:
    """Whether the person may decide on this comment: today, on any or on none."""
    return user_can_moderate_comments(user)


def user_can_answer_comments(user: Person) -> bool:
    """Whether the person may answer comments in the name of a unit."""
    return bool(user.is_active and user.has_perm(ANSWER))


def user_can_decide_on_comment(user: Person, comment: CitizenComment) -> bool:
    """Whether the person may publish or remove it.

    What citizens say is decided on by moderators; what the municipality says, by those who answer
    for it.
    """
    if comment.unit_id:
        return user_can_answer_comments(user)
    return user_can_moderate_comment(user, comment)


def with_right_to_moderate() -> Q:
    """Picks the people who hold the right, themselves or by their role."""
    app, codename = MODERATE.split(".")
    held = {"content_type__app_label": app, "codename": codename}
    right = Permission.objects.filter(**held).values("pk")
    return Q(groups__permissions__in=right) | Q(user_permissions__in=right)


class ModerationPolicy(ModelPermissionPolicy):
    """For the lists of the CMS: who may moderate sees them, nobody writes in them."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        """Reading is for moderators; adding, changing and deleting for no one."""
        return action == "view" and user_can_moderate_comments(user)

    def user_has_any_permission(self, user: Person, actions: set[str]) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


moderation_policy = ModerationPolicy(CitizenComment)
