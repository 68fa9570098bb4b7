"""What the scheduler does to keep Elasticsearch in step with the entries."""

import logging

from search import rebuilding
from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend
from search.drift import repair_index
from search.models import SearchEntry
from search.sending import send_all_waiting

# Other jobs wait so long at most.
SLICE_SECONDS = 20.0

logger = logging.getLogger(__name__)


def send_waiting() -> int:
    """Tell Elasticsearch all that it has not confirmed; make the index where there is none.

    Returns:
        How many entries were waiting.
    """
    backend = elasticsearch_backend()
    try:
        if backend is None:
            _forget_graves()
            return 0
        return _bring_in_step(backend)
    except SearchUnavailable as error:
        logger.warning("Elasticsearch is away, changes wait: %s", error)
    except rebuilding.TakenOver:
        logger.info("Another process rebuilds the index")
    return 0


def _bring_in_step(backend: ElasticsearchBackend) -> int:
    there = backend.exists()
    nobody_rebuilds = rebuilding.unfinished() is None
    if rebuilding.abandoned() or (nobody_rebuilds and not there):
        there = rebuilding.rebuild_for_a_while(backend, seconds=SLICE_SECONDS)
    if not there:
        return 0
    waiting = send_all_waiting(backend)
    if _has_lost_some(backend):
        repair_index(backend)
    return waiting


def _has_lost_some(backend: ElasticsearchBackend) -> bool:
    backend.refresh()
    return backend.count() < SearchEntry.objects.number_confirmed()


def _forget_graves() -> None:
    """Without Elasticsearch nobody has to be told what is gone."""
    SearchEntry.objects.leaving().filter(url="").delete()
    if rebuilding.abandoned():
        rebuilding.rebuild_for_a_while(None, seconds=SLICE_SECONDS)
