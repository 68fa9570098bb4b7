"""Copies of images: which are needed, which there are, and how missing ones are made.

Copies are made in the background when a page is published. A visit only looks for them; where one
is still missing, it shows the original.
"""

import copy
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Prefetch
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import Filter, SourceImageIOError

from zaedno.core.content_version import kept, renew
from zaedno.core.image_uses import ImageUse
from zaedno.core.models.media import CustomImage, CustomRendition
from zaedno.core.once import is_remembering, once

if TYPE_CHECKING:
    from zaedno.core.models import BasePage

logger = logging.getLogger(__name__)

# Copies of the images of the page that is shown, by the id of the image.
_AT_HAND = "copies at hand"


def wanted(thing: Model) -> dict[int, set[str]]:
    """The images that a page or the settings show, each with the copies that it needs there."""
    found: dict[int, set[str]] = defaultdict(set)
    for name, uses in getattr(thing, "image_uses", {}).items():
        image_id = getattr(thing, f"{name}_id")
        if image_id:
            found[image_id].update(spec for use in uses for spec in use.specs)
    for field in thing._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(thing, field.name)
            for image_id in _images_within(field.stream_block, stream.raw_data):
                found[image_id].update(ImageUse.FIGURE.specs)
    return found


def _images_within(block: Block, raw: Any) -> Iterator[int]:
    """Ids of the images in the stored form of a block; reading them so costs no query."""
    if isinstance(block, ImageChooserBlock):
        if raw:
            yield raw
    else:
        for child, value in _parts(block, raw):
            yield from _images_within(child, value)


def _parts(block: Block, raw: Any) -> Iterator[tuple[Block, Any]]:
    """What a block is made of, each part with its stored form."""
    if not raw:
        return
    if isinstance(block, BaseStreamBlock):
        known = block.child_blocks
        yield from ((known[item["type"]], item["value"]) for item in raw if item["type"] in known)
    elif isinstance(block, BaseStructBlock):
        # An image without words of its own was once stored as a bare number.
        parts = raw if isinstance(raw, dict) else {"image": raw}
        yield from ((child, parts.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, ListBlock):
        yield from ((block.child_block, item["value"]) for item in raw)


def make_copies(image_id: int, specs: Iterable[str]) -> int:
    """Make those of some copies of an image that are missing; doing it twice does no harm.

    Returns:
        How many were missing.
    """
    specs = list(specs)
    # Prefetched, so that the database is believed and not what a cache remembers of it.
    image = CustomImage.objects.prefetch_renditions(*specs).filter(pk=image_id).first()
    if image is None:
        return 0
    filters = [Filter(spec) for spec in specs]
    there = image.find_existing_renditions(*filters)
    missing = [each for each in filters if each not in there]
    try:
        image.create_renditions(*missing)
    except SourceImageIOError:
        logger.warning("Image %d has no copies: its file cannot be read", image_id)
        return 0
    if missing:
        # Copies made together are saved without a signal.
        renew()
    return len(missing)


def copies_of(image: CustomImage, use: ImageUse) -> dict[str, CustomRendition] | None:
    """The copies that an image needs in a place, by what was done to it; None until all are made.

    Costs no query where the copies were read with the page or with the list.
    """
    at_hand: dict[int, list[CustomRendition]] = once(_AT_HAND, dict)
    if image.pk in at_hand and not hasattr(image, "prefetched_renditions"):
        image.prefetched_renditions = [_copy_for(image, each) for each in at_hand[image.pk]]
    filters = use.filters
    found = image.find_existing_renditions(*filters)
    if any(each not in found for each in filters):
        return None
    return {each.spec: found[each] for each in filters}


def original(image: CustomImage) -> CustomRendition:
    """The image itself in the form of a copy; for the moments until its copies are made."""
    whole = CustomRendition(image=image, width=image.width, height=image.height)
    whole.file.name = image.file.name
    return whole


def bring_copies(page: "BasePage") -> None:
    """Have the copies of all images of a page at hand while it is drawn, in one query at most."""
    if is_remembering():
        once(_AT_HAND, lambda: kept(("copies", page.pk), lambda: _read_copies(wanted(page))))


def _read_copies(needed: dict[int, set[str]]) -> dict[int, list[CustomRendition]]:
    if not needed:
        return {}
    specs = set().union(*needed.values())
    found: dict[int, list[CustomRendition]] = {image_id: [] for image_id in needed}
    for each in CustomRendition.objects.filter(image__in=list(needed), filter_spec__in=specs):
        found[each.image_id].append(each)
    return found


def _copy_for(image: CustomImage, kept_copy: CustomRendition) -> CustomRendition:
    """A copy that belongs to this image, whose alternative text depends on where it is used."""
    own = copy.copy(kept_copy)
    own.image = image
    return own


def prefetch_copies(path: str, use: ImageUse) -> Prefetch:
    """For lists: reads the copies for a place together with the images at ``path``."""
    copies = CustomRendition.objects.filter(filter_spec__in=use.specs)
    return Prefetch(f"{path}__renditions", queryset=copies, to_attr="prefetched_renditions")
