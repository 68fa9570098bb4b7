"""What citizens meet: debug off, hashed static files, secure cookies where the site has TLS."""

from zaedno.settings.base import *  # noqa: F403  the settings of an environment are the base and its difference
from zaedno.settings.env import SITE_URL

_served_over_tls = SITE_URL.startswith("https://")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _served_over_tls else None
SECURE_SSL_REDIRECT = _served_over_tls
SECURE_HSTS_SECONDS = 31_536_000 if _served_over_tls else 0
SESSION_COOKIE_SECURE = _served_over_tls
CSRF_COOKIE_SECURE = _served_over_tls
SECURE_HSTS_INCLUDE_SUBDOMAINS = _served_over_tls
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the CMS shows previews of pages of this site in a frame
    "security.W021",  # the browsers' preload list is for the owner of the domain to decide
]
