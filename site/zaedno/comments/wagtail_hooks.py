"""What the CMS gets from this app."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from zaedno.comments.cms_after import AfterViewSet
from zaedno.comments.cms_answers import AnswersViewSet
from zaedno.comments.viewsets import (
    CommentRulesViewSet,
    CommentsViewSet,
    ReasonTemplateViewSet,
)


@hooks.register("register_admin_viewset")
def register_comments() -> list[ViewSet]:
    """The queue, templates of reasons, rules."""
    return [CommentsViewSet(), ReasonTemplateViewSet(), CommentRulesViewSet()]


@hooks.register("register_admin_viewset")
def register_appeals_and_reports() -> AfterViewSet:
    """What follows a decision."""
    return AfterViewSet()


@hooks.register("register_admin_viewset")
def register_answers() -> AnswersViewSet:
    """Where units answer."""
    return AnswersViewSet()
