"""For whoever works on the code: debug pages, reloading, unhashed static files."""

from zaedno.settings.base import *  # noqa: F403  the settings of an environment are the base and its difference
from zaedno.settings.base import STORAGES

DEBUG = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
