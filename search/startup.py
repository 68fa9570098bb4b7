"""What search does when the program starts."""

from datetime import timedelta

from search import signal_handlers
from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.drift import repair
from search.sending import send_waiting
from search.sources import register_sources
from search.stemming import load_dictionary
from zaedno.core.readiness import DependencyCheck, register_dependency
from zaedno.core.schedule import register_job
from zaedno.core.warming import register_warming

BETWEEN_RETRIES = timedelta(seconds=30)
BETWEEN_REPAIRS = timedelta(hours=6)


def start() -> None:
    """Register what can be found, and keep it right from now on."""
    register_sources()
    signal_handlers.connect()
    register_dependency(DependencyCheck("elasticsearch", check_elasticsearch, needed=False))
    register_warming("search.dictionary", load_dictionary)
    register_job("search.send_waiting", BETWEEN_RETRIES, send_waiting)
    register_job("search.repair", BETWEEN_REPAIRS, repair)


def check_elasticsearch() -> str:
    """Whether the node answers and has our index; the database searches where it does not."""
    backend = elasticsearch_backend()
    if backend is None:
        return "not used"
    try:
        return "ok" if backend.exists() else "the index is missing: manage.py search_rebuild"
    except SearchUnavailable as error:
        return type(error).__name__
