"""Photographs that citizens send: made smaller, and without what the camera wrote into them."""

from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from zaedno.core.media_forms import UNREADABLE

LONGEST_SIDE = 1600
QUALITY = 82


def without_traces(photo: UploadedFile) -> ContentFile[bytes]:
    """The picture alone, as JPEG: no place, time, device or name that its file may carry.

    Args:
        photo: an image that has been read to its end before.
    """
    photo.seek(0)
    with Image.open(BytesIO(photo.read())) as image:
        upright = _upright(image).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Only its points go on: an image remembers comments and would write them again.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    drawn = BytesIO()
    bare.save(drawn, "JPEG", quality=QUALITY)
    return ContentFile(drawn.getvalue(), name=f"{uuid4().hex}.jpg")


def _upright(image: Image.Image) -> Image.Image:
    """As the camera was held; as it stands where the note about that is damaged."""
    try:
        return ImageOps.exif_transpose(image)
    except UNREADABLE:
        return image
