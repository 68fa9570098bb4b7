"""The Elasticsearch node's process."""

import json
from functools import cached_property
from http.client import HTTPException
from pathlib import Path
from subprocess import Popen
from typing import ClassVar
from urllib.request import urlopen

from tests.services import ports
from tests.services.elasticsearch.distribution import ensure_server
from tests.services.elasticsearch.java import JDK, find_jdk
from tests.services.elasticsearch.plugin import ensure_plugin
from tests.services.processes import spawn
from tests.services.service import Service

HEAP = "512m"
READY_STATES = ("green", "yellow")
ANSWER_SECONDS = 5


class Elasticsearch(Service):
    """The search engine that production uses: one node, on the loopback address, no passwords."""

    name: ClassVar[str] = "elasticsearch"
    variable: ClassVar[str] = "ELASTICSEARCH_URL"
    given_schemes: ClassVar[tuple[str, ...]] = ("http", "https")
    default_port: ClassVar[int] = 9200
    start_seconds: ClassVar[float] = 240

    @cached_property
    def jdk(self) -> JDK:
        """The Java that runs the node."""
        return find_jdk(self.account)

    @cached_property
    def server(self) -> Path:
        """The folder of the server, fetched if need be."""
        return ensure_server(self.folder)

    def prepare(self) -> None:
        """Install the server and the plugin; a node that runs with an older plugin is stopped."""
        if ensure_plugin(self.server, self.jdk):
            self.stop()

    def launch(self, port: int) -> "Popen[bytes]":
        """Start the node in the foreground of its own session."""
        self._write_settings(port)
        temporary = self.folder / "tmp"
        temporary.mkdir(exist_ok=True)
        self.account.own_tree(self.server)
        self.account.own(temporary)
        return spawn(
            [str(self.server / "bin" / "elasticsearch")],
            account=self.account,
            folder=self.folder,
            log=self.log,
            environment=self.environment(self.server / "config", temporary),
        )

    def environment(self, config: Path, temporary: Path) -> dict[str, str]:
        """What a node's process is told beside its settings."""
        return {
            "ES_JAVA_HOME": str(self.jdk.home),
            "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
            "ES_PATH_CONF": str(config),
            "ES_TMPDIR": str(temporary),
        }

    def answers(self, port: int) -> bool:
        """Ask for the cluster's health: the address `/` is not there in this distribution."""
        try:
            with urlopen(f"{self.url(port)}/_cluster/health", timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)["status"] in READY_STATES
        except (OSError, HTTPException, ValueError):
            return False

    def url(self, port: int) -> str:
        """Give the address of the node."""
        return f"http://{ports.LOOPBACK}:{port}"

    def _write_settings(self, port: int) -> None:
        settings = {
            "cluster.name": "zaedno-services",
            "discovery.type": "single-node",
            "network.host": ports.LOOPBACK,
            "http.port": port,
            "transport.port": ports.free_port(),
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "xpack.security.enabled": False,
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        # A line of JSON is YAML too, so no path needs quoting of its own.
        lines = [f"{name}: {json.dumps(value)}\n" for name, value in settings.items()]
        (self.server / "config" / "elasticsearch.yml").write_text("".join(lines))
