"""What the citizen who was answered hears of the answer."""

from django.utils import translation

from zaedno.comments.models import CitizenComment
from zaedno.comments.wording import comment_context, mail_to_author
from zaedno.core.named import name_here
from zaedno.notifications.rendering import absolute_url


def tell_answered(said: CitizenComment, *, template: str) -> None:
    """Write to the author of the comment that an official answer answers, in their language."""
    comment = said.answers_comment
    if comment is None:
        return
    with translation.override(comment.language):
        context = {
            **comment_context(comment),
            "link": absolute_url(said.get_absolute_url()),
            "answer": said.comment,
            "unit": str(name_here(said.unit)),
            "disposition": said.get_disposition_display(),
            "reason": said.reason,
        }
        mail_to_author(comment, template=template, context=context)
