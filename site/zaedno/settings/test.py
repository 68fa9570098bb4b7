"""For the tests: quick password hashes, files in a folder that is thrown away."""

import tempfile
from pathlib import Path

from zaedno.settings.base import *  # noqa: F403  the settings of an environment are the base and its difference
from zaedno.settings.base import DATA_DIR, DATABASES, STORAGES

_scratch = Path(tempfile.mkdtemp(prefix="zaedno-tests-"))

MEDIA_ROOT = _scratch / "media"
STATIC_ROOT = _scratch / "static"
STATIC_ROOT.mkdir()
EMAIL_FILE_PATH = str(_scratch / "mail")
STORAGES["private"]["OPTIONS"]["location"] = _scratch / "private"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A test of the second factor turns it on.
STAFF_SECOND_FACTOR = False
# A test that wants Elasticsearch asks for it by a fixture.
ELASTICSEARCH_URL = ""
# A database that is kept between runs costs one migration instead of one a run (`--reuse-db`).
DATABASES["default"].setdefault("TEST", {})
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"]["NAME"] = str(DATA_DIR / "test.sqlite3")
    # Nobody misses what a power cut takes from a test, so the disk need not confirm each write.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
