"""What becomes of a proposal is said once: a second answer would contradict the first."""

from zaedno.comments.after_errors import AlreadyAnswered
from zaedno.comments.models import CitizenComment


def asks_disposition(comment: CitizenComment) -> bool:
    """Whether an answer on this page must say what becomes of the proposal."""
    return bool(getattr(comment.page.specific_class, "asks_disposition", False))


def disposing_answer(comment: CitizenComment) -> CitizenComment | None:
    """The public answer that says what becomes of the proposal; None where there is none."""
    answers = comment.official_answers.published().exclude(disposition="")
    return answers.order_by("submit_date", "pk").first()


def check_one_disposition(said: CitizenComment) -> None:
    """Whether an answer may become public again beside those that are.

    The answered comment stays locked until the end of the transaction, as it is while an answer
    is written: of two that come at once the second sees the first.

    Raises:
        AlreadyAnswered: another public answer says what becomes of the proposal.
    """
    if not said.disposition or said.answers_comment_id is None:
        return
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    if disposing_answer(rows.get(pk=said.answers_comment_id)):
        raise AlreadyAnswered
