"""The web server, with the same limits wherever it runs: `python -m zaedno.web 127.0.0.1:8000`."""

import sys

from waitress import serve

from zaedno.wsgi import application

THREADS = 8
# waitress takes no more connections than this, however idle they are: its own hundred is used up
# by sixteen browsers. Below the 1,024 files that a process may usually open.
MOST_CONNECTIONS = 800
SILENT_SECONDS = 30


def main(address: str) -> None:
    """Serve the site at an address, ``host:port``, until told to stop."""
    serve(
        application,
        listen=address,
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=SILENT_SECONDS,
        cleanup_interval=SILENT_SECONDS // 3,
        asyncore_use_poll=True,
    )


if __name__ == "__main__":
    main(sys.argv[1])
