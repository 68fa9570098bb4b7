"""Words for asking about news and campaigns."""

from wagtail.query import PageQuerySet

from zaedno.core.image_uses import ImageUse
from zaedno.core.renditions import prefetch_copies
from zaedno.core.visibility import public_pages


class NewsPageQuerySet(PageQuerySet):
    """News by what readers ask of them."""

    def for_lists(self) -> "NewsPageQuerySet":
        """Public news, the newest first, with what a list shows."""
        found = public_pages(self).select_related("area", "image")
        copies = prefetch_copies("image", ImageUse.CARD)
        return found.prefetch_related(copies).order_by("-date", "-pk")


class CampaignPageQuerySet(PageQuerySet):
    """Campaigns by what readers ask of them."""

    def for_lists(self) -> "CampaignPageQuerySet":
        """Public campaigns, the newest first."""
        return public_pages(self).select_related("area").order_by("-start", "title")
