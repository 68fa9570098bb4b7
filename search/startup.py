"""What search does when the program starts."""

from datetime import timedelta

from search import signal_handlers
from search.drift import repair
from search.sending import send_waiting
from search.sources import register_sources
from zaedno.core.schedule import register_job

BETWEEN_RETRIES = timedelta(seconds=30)
BETWEEN_REPAIRS = timedelta(hours=6)


def start() -> None:
    """Register what can be found, and keep it right from now on."""
    register_sources()
    signal_handlers.connect()
    register_job("search.send_waiting", BETWEEN_RETRIES, send_waiting)
    register_job("search.repair", BETWEEN_REPAIRS, repair)
