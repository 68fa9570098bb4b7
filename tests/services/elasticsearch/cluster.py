"""Nodes that a test may kill: a cluster of its own beside the node that all tests share."""

import json
import os
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from tests.services import ports
from tests.services.elasticsearch.node import Elasticsearch
from tests.services.processes import record_of, spawn, stop, wait_until

STOP_SECONDS = 30.0


@dataclass
class Node:
    """One node of a cluster, on the loopback address."""

    name: str
    folder: Path
    service: Elasticsearch
    port: int = field(default_factory=ports.free_port)
    transport: int = field(default_factory=ports.free_port)
    process: "Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """The address of the node."""
        return self.service.url(self.port)

    @property
    def log(self) -> Path:
        """What the node prints."""
        return self.folder / "log"

    def launch(self, cluster: "list[Node]") -> None:
        """Start the process; it is not awaited."""
        self._configure(cluster)
        self.process = spawn(
            [str(self.service.server / "bin" / "elasticsearch")],
            account=self.service.account,
            folder=self.folder,
            log=self.log,
            environment=self.service.environment(self.folder / "config", self.folder / "tmp"),
        )

    def wait(self) -> None:
        """Wait until it answers."""
        assert self.process is not None
        wait_until(
            lambda: self.service.answers(self.port),
            process=self.process,
            name=self.name,
            log=self.log,
            seconds=self.service.start_seconds,
        )

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.process is not None:
            record = record_of(self.process, port=self.port)
            stop(record, by=signal.SIGKILL, seconds=STOP_SECONDS)
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """Let it stand still: it takes connections and answers none."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        for pid in record_of(self.process, port=self.port).members():
            os.kill(pid, number)

    def _configure(self, cluster: "list[Node]") -> None:
        for name in ("config", "data", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.service.server / "config", self.folder / "config", dirs_exist_ok=True)
        settings = {
            "cluster.name": self.folder.parent.name,
            "node.name": self.name,
            "network.host": ports.LOOPBACK,
            "http.port": self.port,
            "transport.port": self.transport,
            "discovery.seed_hosts": [f"{ports.LOOPBACK}:{node.transport}" for node in cluster],
            "cluster.initial_master_nodes": [cluster[0].name],
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "xpack.security.enabled": False,
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        lines = [f"{name}: {json.dumps(value)}\n" for name, value in settings.items()]
        (self.folder / "config" / "elasticsearch.yml").write_text("".join(lines))
        self.service.account.own_tree(self.folder)


def nodes(folder: Path, service: Elasticsearch, *, number: int) -> list[Node]:
    """Nodes of one cluster that are not started yet."""
    folder.mkdir(parents=True, exist_ok=True)
    service.account.own(folder)
    return [Node(f"node-{n}", folder / f"node-{n}", service) for n in range(1, number + 1)]
