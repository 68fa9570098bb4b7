"""Every address of the product, in the order in which they are tried."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from zaedno.core.gallery import GalleryView
from zaedno.core.sitemaps import Sitemap
from zaedno.core.views import files, front, operations, pages

urlpatterns = [
    path("", front.choose_language),
    path("healthz", operations.healthz),
    path("readyz", operations.readyz),
    path("robots.txt", operations.robots),
    path(".well-known/security.txt", operations.security_txt),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": Sitemap}}),
    path("feeds/", include("zaedno.feed_urls")),
    path("cms/gallery/", require_admin_access(GalleryView.as_view()), name="gallery"),
    path("cms/", include("zaedno.users.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v3/", include("zaedno.api.urls")),
    re_path(r"^media/(?P<path>(?:images|original_images)/.+)$", files.image_file),
]

urlpatterns += i18n_patterns(
    path("search/", include("search.urls")),
    path("follow/", include("zaedno.notifications.urls")),
    path("", include("zaedno.users.privacy.urls")),
    path("comments/", include("zaedno.comments.urls")),
    path("account/", include("zaedno.users.identity.urls")),
    path("", include("policies.urls")),
    re_path(wagtail_urls.serve_pattern, pages.serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)

handler403 = "zaedno.core.views.errors.permission_denied"
handler404 = "zaedno.core.views.errors.page_not_found"
handler500 = "zaedno.core.views.errors.server_error"
