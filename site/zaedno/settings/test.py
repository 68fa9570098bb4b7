"""For the tests: quick password hashes, files in a folder that is thrown away, tasks in the queue."""

import tempfile
from pathlib import Path

from zaedno.settings.base import *  # noqa: F403  the settings of an environment are the base and its difference
from zaedno.settings.base import STORAGES

_scratch = Path(tempfile.mkdtemp(prefix="zaedno-tests-"))

MEDIA_ROOT = _scratch / "media"
STATIC_ROOT = _scratch / "static"
EMAIL_FILE_PATH = str(_scratch / "mail")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
