"""What changes on a page or an image asks for the copies that it needs, through the queue.

The queue is a table of the same database: a task is committed together with the change it is
about, or not at all.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from zaedno.core.models import CustomImage, SiteSettings
from zaedno.core.renditions import wanted
from zaedno.core.tasks import ask_for


def connect() -> None:
    """Listen from now on; connecting twice is as good as once."""
    page_published.connect(on_shown)
    post_save.connect(on_page_made)
    post_save.connect(on_shown, sender=SiteSettings)
    post_save.connect(on_image_changed, sender=CustomImage)


def on_shown(instance: Model, **kwargs: Any) -> None:
    """A page was published, or the settings were saved."""
    ask_for(wanted(instance))


def on_page_made(instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A page was made that is public from the start, without a publication of its own."""
    if created and not raw and isinstance(instance, Page) and instance.live:
        ask_for(wanted(instance))


def on_image_changed(
    instance: CustomImage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """An image has another file or another centre, so its old copies no longer serve."""
    if created or raw:
        return
    specs: set[str] = set()
    for thing in _showing(instance):
        specs |= wanted(thing).get(instance.pk, set())
    if specs:
        ask_for({instance.pk: specs})


def _showing(image: CustomImage) -> Iterator[Model]:
    """The published pages and the settings that show an image."""
    places = ReferenceIndex.get_references_to(image).values_list("content_type", "object_id")
    for content_type_id, pk in set(places):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        thing = model._default_manager.filter(pk=pk).first() if model else None
        if thing is not None and getattr(thing, "live", True):
            yield thing
