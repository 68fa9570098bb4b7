"""The web server, with the same limits wherever it runs: `python -m zaedno.web 127.0.0.1:8000`."""

import sys
from typing import Any

from django.conf import settings
from waitress import serve

from zaedno.core.warming import warm_up
from zaedno.wsgi import application

THREADS = 8
# waitress takes no more connections than this, however idle they are: its own hundred is used up
# by sixteen browsers. Below the 1,024 files that a process may usually open.
MOST_CONNECTIONS = 800
SILENT_SECONDS = 30
# What a proxy in front says of the reader; from anybody else it is dropped.
PROXY_HEADERS = "x-forwarded-for x-forwarded-proto"


def main(address: str) -> None:
    """Serve the site at an address, ``host:port``, until told to stop."""
    warm_up()
    serve(application, **options(address))


def options(address: str) -> dict[str, Any]:
    """What waitress is told for a server at an address, ``host:port``."""
    return {
        "listen": address,
        "threads": THREADS,
        "connection_limit": MOST_CONNECTIONS,
        "channel_timeout": SILENT_SECONDS,
        "cleanup_interval": SILENT_SECONDS // 3,
        "asyncore_use_poll": True,
        **_behind(settings.TRUSTED_PROXY),
    }


def _behind(proxy: str) -> dict[str, Any]:
    """Whose word counts for where a request comes from: an address, ``*`` for any, or nobody's.

    Without it everybody behind the proxy would be one person to limits, votes and the lock-out.
    """
    return {"trusted_proxy": proxy, "trusted_proxy_headers": PROXY_HEADERS} if proxy else {}


if __name__ == "__main__":
    main(sys.argv[1])
