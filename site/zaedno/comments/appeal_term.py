"""Until when the author of a refused comment may appeal."""

from datetime import date, timedelta

from zaedno.comments.enums import STATES_TO_APPEAL
from zaedno.comments.models import CitizenComment, ModerationSettings
from zaedno.core.days import today


def last_day_to_appeal(comment: CitizenComment) -> date | None:
    """Until the end of which day the author may appeal; None where nothing was decided."""
    if comment.moderated_at is None or comment.state not in STATES_TO_APPEAL:
        return None
    return today(comment.moderated_at) + timedelta(days=ModerationSettings.load().appeal_days)
