"""What the CMS gets from this app."""

from wagtail import hooks

from zaedno.comments.viewsets import CommentsViewSet


@hooks.register("register_admin_viewset")
def register_comments() -> CommentsViewSet:
    """The moderators' list."""
    return CommentsViewSet()
