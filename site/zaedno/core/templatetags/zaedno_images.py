"""Images in templates: in the copies that were made for the place, never scaled in a visit."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.images.models import Picture

from zaedno.core.image_uses import ImageUse
from zaedno.core.models import CustomImage, CustomRendition
from zaedno.core.renditions import copies_of, original

register = template.Library()


@register.simple_tag
def picture_in(image: CustomImage, use: str, **attributes: Any) -> SafeString:
    """The image in all formats and widths of a place, for the browser to choose from.

    Usage: ``{% picture_in image "figure" sizes="92vw" class="figure__image" %}``.
    """
    copies = copies_of(image, ImageUse(use))
    if copies is None:
        attributes.pop("sizes", None)
        return original(image).img_tag(attributes)
    if len(copies) == 1:
        return next(iter(copies.values())).img_tag(attributes)
    return Picture(copies, attributes).__html__()


@register.simple_tag
def copy_in(image: CustomImage | None, use: str) -> CustomRendition | None:
    """The one copy of an image for a place; the image itself until it is made.

    Usage: ``{% copy_in item.image "card" as rendition %}``.
    """
    if image is None:
        return None
    copies = copies_of(image, ImageUse(use))
    return original(image) if copies is None else next(iter(copies.values()))
