"""What the queue does for search. Each task may run twice: it computes, it does not count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from wagtail.models import Collection, Page, Site

from search import alerts
from search.indexing import refresh
from search.models import SearchEntry
from search.paging import batches
from search.registry import sources
from search.sending import send
from zaedno.core.models import CustomDocument


@task()
def refresh_entries(content_type_id: int, object_id: int) -> None:
    """Make the entries of one thing what they should be; with a page, of what belongs to it.

    What stands below a page names it: under a new title all of it is made again.
    """
    titles = SearchEntry.objects.of(content_type_id, object_id).values_list("title", flat=True)
    before = set(titles)
    send(refresh(content_type_id, [object_id], at=timezone.now()))
    page = Page.objects.filter(pk=object_id, content_type=content_type_id).first()
    if page is None:
        return
    if before != set(titles.all()) and page.numchild:
        refresh_subtree.enqueue(object_id)
    else:
        _refresh_all(_belonging_to(Page.objects.filter(pk=object_id)))


@task()
def refresh_subtree(page_id: int) -> None:
    """Make the entries of a page and all below it what they should be."""
    # The process that changed a site has forgotten the old addresses; this one may be another.
    Site.clear_site_root_paths_cache()
    top = Page.objects.filter(pk=page_id).first()
    if top is not None:
        pages = top.get_descendants(inclusive=True)
        _refresh_all(pages.values_list("content_type_id", "pk"))
        _refresh_all(_belonging_to(pages))


@task()
def refresh_collection(collection_id: int) -> None:
    """Make the entries of the documents of a collection and all below it what they should be."""
    top = Collection.objects.filter(pk=collection_id).first()
    if top is not None:
        documents = CustomDocument.objects.filter(
            collection__in=top.get_descendants(inclusive=True)
        )
        content_type = ContentType.objects.get_for_model(CustomDocument)
        _refresh_all((content_type.pk, pk) for pk in documents.values_list("pk", flat=True))


@task()
def refresh_having(value: str) -> None:
    """Make the entries of what has a unit, an area or a settlement what they should be.

    Numbers of different kinds of these may be the same: then more is made again than has to be.
    """
    having = SearchEntry.objects.filter(facet_values__value=value)
    _refresh_all(having.values_list("content_type_id", "object_id").distinct())


@task()
def send_alerts() -> None:
    """Tell the owners of saved searches what is new; those who have to wait, in another round."""
    due = alerts.due_searches()
    done = alerts.tell_owners(due)
    if done and len(due) == alerts.MOST_IN_A_ROUND:
        send_alerts.enqueue()


def ask_for_alerts() -> int:
    """Have the owners of saved searches told (a job of the scheduler); returns how many wait."""
    due = alerts.due_searches()
    if due:
        send_alerts.enqueue()
    return len(due)


def _belonging_to(pages: "QuerySet[Page]") -> Iterator[tuple[int, int]]:
    """What appears and disappears with some pages, such as their comments.

    A page in the other language may show what belongs to one of these, while that one is public;
    and what belongs to it is called after this one, while anyone may read this one.
    """
    keys = pages.values("translation_key")
    others = Page.objects.filter(translation_key__in=keys)
    yield from others.exclude(pk__in=pages.values("pk")).values_list("content_type_id", "pk")
    for source in sources():
        if source.of_page:
            content_type = ContentType.objects.get_for_model(source.model)
            of_page = f"{source.of_page}__translation_key__in"
            found = source.model._default_manager.filter(**{of_page: keys})
            yield from ((content_type.pk, pk) for pk in found.values_list("pk", flat=True))


def _refresh_all(things: Iterable[tuple[int, int]]) -> None:
    for content_type_id, ids in _by_type(things):
        send(refresh(content_type_id, ids, at=timezone.now()))


def _by_type(things: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """The ids of things by their type, in pieces."""
    by_type: dict[int, list[int]] = defaultdict(list)
    for content_type_id, pk in things:
        by_type[content_type_id].append(pk)
    for content_type_id, ids in by_type.items():
        for batch in batches(ids):
            yield content_type_id, list(batch)
