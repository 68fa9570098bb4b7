"""What happens to pages and documents is told to search through the queue.

The queue is a table of the same database: a task is committed together with the change it is
about, or not at all. What stops being public leaves search in that same transaction.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from search.facets import canonical_number
from search.hiding import hide, hide_below, hide_if_not_public, hide_in_collection
from search.registry import source_of, thing_changed
from search.tasks import refresh_collection, refresh_entries, refresh_having, refresh_subtree
from zaedno.comments.models import CitizenComment
from zaedno.core.models import CustomDocument, PolicyArea, Settlement, Unit
from zaedno.core.models.snippets import Named
from zaedno.core.signals import words_taken_back
from zaedno.documents.models import DocumentText


def connect() -> None:
    """Listen from now on; connecting twice is as good as once."""
    thing_changed.connect(on_thing_changed)
    page_published.connect(on_thing_changed)
    page_unpublished.connect(on_thing_changed)
    post_page_move.connect(on_address_changed)
    page_slug_changed.connect(on_address_changed)
    post_save.connect(on_page_saved)
    post_delete.connect(on_page_deleted, sender=Page)
    post_save.connect(on_collection_saved, sender=Collection)
    post_save.connect(on_text_changed, sender=DocumentText)
    words_taken_back.connect(on_words_taken_back)
    for changed in (post_save, post_delete):
        changed.connect(on_thing_changed, sender=CustomDocument)
        changed.connect(on_thing_changed, sender=CitizenComment)
        for named in (PolicyArea, Settlement, Unit):
            changed.connect(on_name_changed, sender=named)
        changed.connect(on_page_restricted, sender=PageViewRestriction)
        changed.connect(on_site_changed, sender=Site)
        changed.connect(on_collection_restricted, sender=CollectionViewRestriction)


def on_thing_changed(instance: Model, **kwargs: Any) -> None:
    """A page was published or taken back, a document saved or deleted."""
    hide_if_not_public(instance)
    content_type = ContentType.objects.get_for_model(instance)
    refresh_entries.enqueue(content_type.pk, instance.pk)


def on_text_changed(instance: DocumentText, created: bool, **kwargs: Any) -> None:
    """The text of a document was read, or what was read is no longer its text."""
    if not created:
        on_thing_changed(instance.document)


def on_words_taken_back(instance: Model, **kwargs: Any) -> None:
    """What a document or comment said must not be found any more; what it says now, the queue does.

    So it is not found at all for a moment, though it is public.
    """
    hide(instance)
    on_thing_changed(instance)


def on_page_saved(
    sender: type[Model], instance: Model, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A page was made that is public from the start, without a publication of its own."""
    if created and not raw and isinstance(instance, Page) and instance.live and source_of(sender):
        on_thing_changed(instance)


def on_page_deleted(instance: Page, **kwargs: Any) -> None:
    """A page of any type was deleted, alone or with its parent."""
    hide_if_not_public(instance)
    refresh_entries.enqueue(instance.content_type_id, instance.pk)
    # What belongs to its translations may be called after it.
    other = Page.objects.filter(translation_key=instance.translation_key).first()
    if other is not None:
        refresh_entries.enqueue(other.content_type_id, other.pk)


def on_name_changed(instance: Named, created: bool = False, **kwargs: Any) -> None:
    """A unit, an area or a settlement has another name or is gone: it is found with what is its."""
    if not created:
        refresh_having.enqueue(canonical_number(instance))


def on_address_changed(instance: Page, **kwargs: Any) -> None:
    """A page was moved or renamed, and so all below it."""
    hide_below(instance.pk)
    refresh_subtree.enqueue(instance.pk)


def on_page_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page was made private or public again, and so all below it."""
    hide_below(instance.page_id)
    refresh_subtree.enqueue(instance.page_id)


def on_site_changed(**kwargs: Any) -> None:
    """Pages have other addresses, got the first or lost theirs: under the old root and the new one.

    The home pages of other languages stand beside the root, and have theirs by it.
    """
    root = Page.get_first_root_node()
    if root is not None:
        hide_below(root.pk)
        refresh_subtree.enqueue(root.pk)


def on_collection_restricted(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """A collection was made private or public again, and so all below it."""
    hide_in_collection(instance.collection_id)
    refresh_collection.enqueue(instance.collection_id)


def on_collection_saved(instance: Collection, created: bool, **kwargs: Any) -> None:
    """A collection may have been moved under a private one.

    The CMS saves it at its old place and moves it then, of which no signal tells: so it is looked
    at once more where it is in the end.
    """
    if not created:
        hide_in_collection(instance.pk)
        transaction.on_commit(lambda: hide_in_collection(instance.pk))
        refresh_collection.enqueue(instance.pk)
