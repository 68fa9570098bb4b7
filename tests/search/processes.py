"""Commands of the product in processes of their own, on the database of the tests."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from zaedno import REPOSITORY
from zaedno.settings import env


def start(*arguments: str, elasticsearch: str = "") -> "subprocess.Popen[str]":
    """Start a command of ``manage.py``."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zaedno.settings.production",
            "DATABASE_URL": _database_url(),
            "ELASTICSEARCH_URL": elasticsearch,
            "SEARCH_INDEX_PREFIX": settings.ELASTICSEARCH_INDEX_PREFIX,
            "REDIS_URL": "",
            "EMAIL_URL": "",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(env.DATABASE_URL)._replace(path=f"/{name}").geturl()
