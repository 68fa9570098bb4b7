"""Comments by citizens."""

from django_comments_xtd.models import XtdComment


class CitizenComment(XtdComment):
    """What a citizen says on a page."""

    class Meta:
        verbose_name = "comment"
