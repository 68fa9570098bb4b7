"""Where the site lives: Wagtail's and Django's records of it follow ``SITE_URL``."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as ContribSite
from django.http import HttpRequest
from wagtail.models import Site

from zaedno.core.content_version import kept, renew
from zaedno.core.image_uses import ImageUse
from zaedno.core.models import SiteSettings
from zaedno.core.renditions import prefetch_copies


def site_of(request: HttpRequest) -> Site | None:
    """The site that a request asks; left with the request, where Wagtail looks for it."""
    if not hasattr(request, "_wagtail_site"):
        address = (request._get_raw_host(), request.get_port())  # type: ignore[attr-defined]
        found = kept(("site", *address), lambda: Site.find_for_request(request))
        request._wagtail_site = found  # type: ignore[attr-defined]
    return request._wagtail_site  # type: ignore[attr-defined]


def settings_of(request: HttpRequest) -> SiteSettings:
    """What the municipality says of itself; left with the request, where Wagtail looks for it."""
    name = SiteSettings.get_cache_attr_name()
    if not hasattr(request, name):
        site = site_of(request)
        setattr(request, name, kept(("settings", site and site.pk), lambda: _read_settings(site)))
    return getattr(request, name)


def _read_settings(site: Site | None) -> SiteSettings:
    copies = prefetch_copies("coat_of_arms", ImageUse.EMBLEM)
    found = SiteSettings.base_queryset().filter(site=site).prefetch_related(copies).first()
    return found or SiteSettings(site=site)


def sync_sites() -> bool:
    """Bring the stored address of the default site in line with ``SITE_URL``; True if changed.

    Links in mails, feeds and the sitemap are built from these records.
    """
    address = urlsplit(settings.SITE_URL)
    hostname = address.hostname or "localhost"
    port = address.port or (443 if address.scheme == "https" else 80)
    moved = Site.objects.filter(is_default_site=True).exclude(hostname=hostname, port=port)
    changed = moved.update(hostname=hostname, port=port) > 0
    if changed:
        renew()
        Site.clear_site_root_paths_cache()
    ContribSite.objects.update_or_create(
        pk=settings.SITE_ID, defaults={"domain": address.netloc, "name": settings.WAGTAIL_SITE_NAME}
    )
    ContribSite.objects.clear_cache()
    return changed
