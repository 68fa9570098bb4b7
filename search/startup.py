"""What search does when the program starts."""

from datetime import timedelta

from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion

from search import personal_data, saving_personal_data, signal_handlers
from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.backends.node import CredentialsRefused
from search.drift import repair
from search.keeping import send_waiting
from search.models import SynonymGroup
from search.rebuilding import unfinished
from search.related import pages_like
from search.retries import retry_lost_tasks
from search.sources import register_sources
from search.stemming import load_dictionary
from search.tasks import ask_for_alerts
from search.usage.popular import renew_popular_queries
from zaedno.core.content_version import watch
from zaedno.core.readiness import DependencyCheck, register_dependency
from zaedno.core.schedule import register_job
from zaedno.core.similar import register_similar
from zaedno.core.warming import register_warming

BETWEEN_RETRIES = timedelta(seconds=30)
BETWEEN_LOOKS_AT_TASKS = timedelta(minutes=1)
BETWEEN_REPAIRS = timedelta(hours=6)
BETWEEN_COUNTS = timedelta(hours=1)
BETWEEN_ALERTS = timedelta(minutes=10)


def start() -> None:
    """Register what can be found, and keep it right from now on."""
    register_sources()
    personal_data.register()
    saving_personal_data.register()
    signal_handlers.connect()
    watch(PromotedQuery, SearchPromotion, SynonymGroup)
    register_dependency(DependencyCheck("elasticsearch", check_elasticsearch, needed=False))
    register_warming("search.dictionary", load_dictionary)
    register_job("search.send_waiting", BETWEEN_RETRIES, send_waiting)
    register_job("search.retry_lost_tasks", BETWEEN_LOOKS_AT_TASKS, retry_lost_tasks)
    register_job("search.repair", BETWEEN_REPAIRS, repair)
    register_job("search.popular", BETWEEN_COUNTS, renew_popular_queries)
    register_job("search.alerts", BETWEEN_ALERTS, ask_for_alerts)
    register_similar(pages_like)


def check_elasticsearch() -> str:
    """Whether the node answers and has our index; the database searches where it does not."""
    backend = elasticsearch_backend()
    if backend is None:
        return "not used"
    try:
        if backend.exists():
            return "ok"
        made = "is being made" if unfinished() else "is missing: the scheduler makes it"
        return f"the index {made}, or manage.py update_index"
    except CredentialsRefused:
        return "refuses our credentials"
    except SearchUnavailable as error:
        return type(error).__name__
