"""Words for asking about acts."""

from wagtail.query import PageQuerySet
from zaedno.core.visibility import public_pages


class RulesPageQuerySet(PageQuerySet):
    """Acts by what readers ask of them."""

    def for_lists(self) -> "RulesPageQuerySet":
        """Public acts with what a list shows, without their long texts."""
        return public_pages(self).select_related("area", "unit").defer("text").order_by("title")
