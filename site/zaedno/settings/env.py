"""The one reader of environment variables: each is typed here and has a default that works.

Everything that changes while the product runs (database, media, mail, logs, generated secrets)
stands under ``DATA_DIR``; the table in the README explains each variable.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, ValidationError

from zaedno import REPOSITORY

env = Env()


def _data_dir() -> Path:
    folder = env.path("DATA_DIR", REPOSITORY / "var")
    folder = folder if folder.is_absolute() else REPOSITORY / folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _generated_secret(name: str) -> str:
    """A secret made once and kept under ``DATA_DIR``, readable by its owner only."""
    path = DATA_DIR / name
    try:
        with open(path, "x", opener=_owner_only) as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text().strip()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _addresses_of_nodes(value: str) -> None:
    for address in filter(None, (each.strip() for each in value.split(","))):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            # It may hold a password: it is not repeated.
            raise ValidationError("each address begins with http:// or https:// and a host")


DATA_DIR = _data_dir()
DEBUG = env.bool("DEBUG", False)
PORT = env.int("PORT", 8000)
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "127.0.0.1"
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", SITE_HOST])
TRUSTED_PROXY = env.str("TRUSTED_PROXY", "")
TIME_ZONE = env.str("TIME_ZONE", "Europe/Sofia")
SECRET_KEY = env.str("SECRET_KEY", "") or _generated_secret("secret-key")
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", True)
COMMENTS_SALT = _generated_secret("comments-salt")

DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "", validate=_addresses_of_nodes)
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA_CERTS = env.str("ELASTICSEARCH_CA_CERTS", "")
ELASTICSEARCH_CA_FINGERPRINT = env.str("ELASTICSEARCH_CA_FINGERPRINT", "")
SEARCH_TIMEOUT_SECONDS = env.float("SEARCH_TIMEOUT_SECONDS", 0.7)
SEARCH_INDEX_PREFIX = env.str("SEARCH_INDEX_PREFIX", "zaedno-")
REDIS_URL = env.str("REDIS_URL", "")
EMAIL_URL = env.str("EMAIL_URL", "")

OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.str("OIDC_NAME", "") or "OpenID Connect"
