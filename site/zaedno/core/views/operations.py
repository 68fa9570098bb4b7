"""What operators and machines ask: is it alive, is it ready, who may crawl, whom to warn."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zaedno.core.readiness import dependency_checks


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each dependency with ``ok`` or what is wrong; 503 where one that is needed fails."""
    results = {check.name: check.run() for check in dependency_checks()}
    needed = [check.name for check in dependency_checks() if check.needed]
    ready = all(results[name] == "ok" for name in needed)
    return JsonResponse({"ready": ready, "checks": results}, status=200 if ready else 503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be crawled; the CMS and search results need not be."""
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /bg/search/",
        "Disallow: /en/search/",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116)."""
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: bg, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def check_database() -> str:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"{type(error).__name__}"
    return "ok"


def check_cache() -> str:
    """Whether the cache keeps what it is given."""
    cache.set("readyz", "ok", timeout=5)
    return "ok" if cache.get("readyz") == "ok" else "the cache does not keep values"
