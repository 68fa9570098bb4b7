"""Words for asking about acts."""

from datetime import date

from django.db.models import Q
from wagtail.query import PageQuerySet

from zaedno.core.visibility import public_pages


class RulesPageQuerySet(PageQuerySet):
    """Acts by what readers ask of them."""

    def for_lists(self) -> "RulesPageQuerySet":
        """Public acts with what a list shows, without their long texts."""
        return public_pages(self).select_related("area", "unit").defer("text").order_by("title")

    def in_force(self, on: date) -> "RulesPageQuerySet":
        """Acts that bind on a day."""
        return self.filter(_binds(on))

    def not_in_force(self, on: date) -> "RulesPageQuerySet":
        """Acts that do not bind on a day: not yet, no longer, or without a date."""
        return self.exclude(_binds(on))


def _binds(on: date) -> Q:
    not_ended = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    return Q(in_force_from__isnull=False, in_force_from__lte=on) & not_ended
