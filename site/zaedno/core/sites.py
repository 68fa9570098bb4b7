"""Where the site lives: Wagtail's and Django's records of it follow ``SITE_URL``."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as ContribSite
from wagtail.models import Site


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
        Site.clear_site_root_paths_cache()
    ContribSite.objects.update_or_create(
        pk=settings.SITE_ID, defaults={"domain": address.netloc, "name": settings.WAGTAIL_SITE_NAME}
    )
    ContribSite.objects.clear_cache()
    return changed
