"""Words for asking about policies."""

from wagtail.query import PageQuerySet
from zaedno.core.visibility import public_pages


class PolicyPageQuerySet(PageQuerySet):
    """Policies by what readers ask of them."""

    def for_lists(self) -> "PolicyPageQuerySet":
        """Public policies with what a list shows, in a fixed number of queries."""
        found = public_pages(self).select_related("area", "unit")
        return found.prefetch_related("objectives__measures").order_by("-period_end", "title")
