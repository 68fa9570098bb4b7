"""Photographs that citizens send: made smaller, and without what the camera wrote into them."""

from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

LONGEST_SIDE = 1600
QUALITY = 82


def without_traces(photo: UploadedFile) -> ContentFile[bytes]:
    """The picture alone, as JPEG: no place, time, device or name that its file may carry.

    Args:
        photo: an image that has been read to its end before.
    """
    photo.seek(0)
    with Image.open(BytesIO(photo.read())) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY)
    return ContentFile(drawn.getvalue(), name=f"{uuid4().hex}.jpg")
