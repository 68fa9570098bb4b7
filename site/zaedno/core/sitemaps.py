"""The sitemap: every public page in each language, with its translations named beside it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from zaedno.core.visibility import public_pages


class Sitemap(WagtailSitemap):
    """Wagtail's sitemap over the trees of all languages, without untranslated copies."""

    limit = 5_000

    def items(self) -> PageQuerySet:
        """Public pages under the home pages of all languages."""
        root = self.get_wagtail_site().root_page
        found = Page.objects.none()
        for home in root.get_translations(inclusive=True):
            found = found | Page.objects.descendant_of(home, inclusive=True)
        translated = public_pages(found).filter(alias_of__isnull=True)
        return translated.select_related("locale").order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        listed = list(self.paginator.page(page).object_list)
        by_language = self._addresses_by_language(listed)
        return [
            {
                "location": item.get_full_url(self.request),
                "lastmod": self.lastmod(item),
                "alternates": _alternates(by_language[item.translation_key]),
            }
            for item in listed
        ]

    def _addresses_by_language(self, listed: Iterable[Page]) -> dict[UUID, dict[str, str]]:
        keys = {item.translation_key for item in listed}
        addresses: dict[UUID, dict[str, str]] = defaultdict(dict)
        for item in self.items().filter(translation_key__in=keys):
            address = item.get_full_url(self.request)
            addresses[item.translation_key][item.locale.language_code] = address
        return addresses


def _alternates(addresses: dict[str, str]) -> list[dict[str, str]]:
    if len(addresses) < 2:
        return []
    return [{"lang_code": code, "location": url} for code, url in sorted(addresses.items())]
