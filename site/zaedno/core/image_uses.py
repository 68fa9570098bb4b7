"""Where images are shown, and the copies that each place needs.

The one list of them: templates name the place, and the same copies are made in the background.
"""

from enum import StrEnum

from wagtail.images.models import Filter


class ImageUse(StrEnum):
    """A place where an image is shown."""

    FIGURE = "figure"
    CARD = "card"
    SHARE = "share"
    EMBLEM = "emblem"

    @property
    def specs(self) -> tuple[str, ...]:
        """What is done to the image for each copy, as Wagtail writes it."""
        return _SPECS[self]

    @property
    def filters(self) -> list[Filter]:
        """The same for Wagtail to apply."""
        return [Filter(spec) for spec in self.specs]


_SPECS: dict[ImageUse, tuple[str, ...]] = {
    ImageUse.FIGURE: tuple(Filter.expand_spec("format-{webp,jpeg} width-{1440,960,480}")),
    ImageUse.CARD: ("fill-640x360|format-webp",),
    # Social networks take no WebP.
    ImageUse.SHARE: ("fill-1200x630|format-jpeg",),
    ImageUse.EMBLEM: ("max-144x144",),
}
