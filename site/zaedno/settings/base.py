"""Settings that every environment shares."""

from typing import Any

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from zaedno import REPOSITORY
from zaedno.settings import env
from zaedno.settings.accounts import *  # noqa: F403  a subject of its own, with a file of its own

PACKAGE = REPOSITORY / "site" / "zaedno"

SECRET_KEY = env.SECRET_KEY
DEBUG = False
ALLOWED_HOSTS = env.ALLOWED_HOSTS
SITE_URL = env.SITE_URL
DATA_DIR = env.DATA_DIR
CSRF_TRUSTED_ORIGINS = [env.SITE_URL]

INSTALLED_APPS = [
    "zaedno.core",
    "zaedno.users",
    "zaedno.comments",
    "zaedno.notifications",
    "zaedno.documents",
    "zaedno.api",
    "home",
    "policies",
    "legal_text",
    "recommendations",
    "evaluation",
    "forms.apps.FormsConfig",
    "news",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.api.v3",
    "ninja",
    "wagtail.embeds",
    "wagtail.sites",
    "zaedno.users.accounts.StaffAccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "zaedno.comments.xtd.QuietCommentsXtdConfig",
    "django_comments",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "zaedno.core.middleware.ContentSecurityPolicyForStaff",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zaedno.core.middleware.CompressPages",
    "zaedno.api.middleware.PublicAPI",
    "zaedno.core.middleware.RefuseMalformedQuery",
    "zaedno.core.middleware.RefuseTooLarge",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zaedno.api.middleware.LocaleOutsideAPI",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zaedno.core.same_site.RefuseForgedPosts",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zaedno.users.identity.middleware.PeopleInTheirPlaces",
    "django_otp.middleware.OTPMiddleware",
    "zaedno.users.second_factor.middleware.SecondFactor",
    "zaedno.users.middleware.StaffLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zaedno.core.middleware.AskOnce",
    "zaedno.core.routing.RoutesByPath",
]

CSRF_FAILURE_VIEW = "zaedno.core.views.errors.csrf_failure"
ROOT_URLCONF = "zaedno.urls"
WSGI_APPLICATION = "zaedno.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPOSITORY / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data stores

DATABASES = {"default": dj_database_url.parse(env.DATABASE_URL, conn_max_age=60)}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # Web server, worker and scheduler write to one file: readers never wait in WAL, and a writer
    # takes its lock at the start, so that two of them queue instead of failing half way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _cache(name: str, entries: int) -> dict[str, Any]:
    """A cache whose entries push out none of another's."""
    if env.REDIS_URL:
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": env.REDIS_URL, "KEY_PREFIX": name}
    backend = "django.core.cache.backends.locmem.LocMemCache"
    return {"BACKEND": backend, "LOCATION": name, "OPTIONS": {"MAX_ENTRIES": entries}}


CACHES: dict[str, dict[str, Any]] = {
    "default": _cache("", 50_000),
    # Anyone fills it by typing: limits and counts must not be lost for it.
    "suggestions": _cache("suggestions", 1_000),
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "zaedno.users.identity.backends.CitizenBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "zaedno.core.networks.network_of"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "wagtailadmin_login"
# A password alone opens nothing; only a demonstration turns this off.
STAFF_SECOND_FACTOR = env.STAFF_SECOND_FACTOR
TRUSTED_PROXY = env.TRUSTED_PROXY
# In Latin letters, which keep the QR code coarse enough for any phone.
OTP_TOTP_ISSUER = f"Zaedno {env.SITE_HOST}"

# Languages

LANGUAGE_CODE = "bg"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_cms"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("bg", "Български"), ("en", "English")]
TIME_ZONE = env.TIME_ZONE
USE_TZ = True
FORMAT_MODULE_PATH = ["zaedno.core.formats"]

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What no address leads to: views ask for permission and hand it out.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A million Cyrillic letters are six million bytes on their way; such a text comes back as a mistake
# at its field. What is more gets a page of its own, 413.html, which names this figure.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Mail: files under the data folder until a server is named

DEFAULT_FROM_EMAIL = f"Заедно <zaedno@{env.SITE_HOST}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
if env.EMAIL_URL:
    _mail = dj_email_url.parse(env.EMAIL_URL)
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST = _mail["EMAIL_HOST"]
    EMAIL_PORT = _mail["EMAIL_PORT"]
    EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
    EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
else:
    EMAIL_BACKEND = "zaedno.core.mail.FolderBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")

SECURITY_CONTACT = f"security@{env.SITE_HOST}"

# Content security: public pages load from this site only, without inline code

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"

# Wagtail

WAGTAIL_SITE_NAME = "Заедно"
# As the calendars of the CMS write them, in either language; both read it (core/formats).
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILADMIN_USER_LOGIN_FORM = "zaedno.users.forms.StaffLoginForm"
WAGTAILADMIN_BASE_URL = env.SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "zaedno.users.publishing.publish_approved"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "zaedno.core.media_forms.ImageForm"
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "zaedno.core.media_forms.DocumentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "doc", "docx", "json", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xls", "xlsx", "zip")
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Only what opens in the browser can open at the page that search found.
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "zaedno.core.cms_search", "SEARCH_CONFIG": "simple"},
}
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILAPI_BASE_URL = env.SITE_URL
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_DOCS_ENABLED = True
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
TAGGIT_CASE_INSENSITIVE = True

# API and open data: limits and conditions of use

API_REQUESTS_PER_MINUTE = 600
OPEN_DATA_LICENCE = {
    "name": "CC BY 4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}

# Search: one address turns Elasticsearch on

ELASTICSEARCH_URL = env.ELASTICSEARCH_URL
ELASTICSEARCH_API_KEY = env.ELASTICSEARCH_API_KEY
ELASTICSEARCH_CA_CERTS = env.ELASTICSEARCH_CA_CERTS
ELASTICSEARCH_CA_FINGERPRINT = env.ELASTICSEARCH_CA_FINGERPRINT
ELASTICSEARCH_INDEX_PREFIX = env.SEARCH_INDEX_PREFIX
# All that one search asks of Elasticsearch; then the database answers.
SEARCH_TIMEOUT_SECONDS = env.SEARCH_TIMEOUT_SECONDS

# Comments

SITE_ID = 1
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "zaedno.comments.models.CitizenComment"
COMMENTS_XTD_FORM_CLASS = "zaedno.comments.forms.CommentForm"
COMMENTS_XTD_CONFIRM_EMAIL = True
COMMENTS_XTD_MAX_THREAD_LEVEL = 3
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_SALT = env.COMMENTS_SALT.encode()

# Logs: one line an event on standard error, which the supervisor keeps

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"elastic_transport": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
