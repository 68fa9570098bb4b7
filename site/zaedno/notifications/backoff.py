"""When a mail that could not be sent is tried again."""

from datetime import datetime, timedelta

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
GIVE_UP_AFTER = timedelta(days=3)


def next_attempt(*, attempts: int, created: datetime, at: datetime) -> datetime | None:
    """The moment of the next attempt; nothing when the mail is given up.

    Args:
        attempts: how many were made.
        created: when the mail was written.
        at: moment of the failure.
    """
    moment = at + PAUSES[min(attempts, len(PAUSES)) - 1]
    return moment if moment <= created + GIVE_UP_AFTER else None
