"""Redis without persistence."""

from subprocess import Popen
from typing import ClassVar

from tests.services import ports
from tests.services.errors import ServiceError
from tests.services.packages import find_program, install
from tests.services.processes import spawn
from tests.services.service import Service

SERVER = "redis-server"


class Redis(Service):
    """The cache that production uses."""

    name: ClassVar[str] = "redis"
    variable: ClassVar[str] = "REDIS_URL"
    given_schemes: ClassVar[tuple[str, ...]] = ("redis", "rediss")
    default_port: ClassVar[int] = 6379

    def prepare(self) -> None:
        """Install the server if it is missing."""
        if find_program(SERVER) is None:
            install(SERVER, needed_for=self.name)

    def launch(self, port: int) -> "Popen[bytes]":
        """Start the server in the foreground of its own session."""
        server = find_program(SERVER)
        if server is None:
            raise ServiceError(f"{self.name}: {SERVER} is missing; put it on PATH")
        place = [
            "--bind",
            ports.LOOPBACK,
            "--port",
            str(port),
            "--dir",
            str(self.folder),
        ]
        memory_only = ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        return spawn(
            [server, *place, *memory_only],
            account=self.account,
            folder=self.folder,
            log=self.log,
        )

    def answers(self, port: int) -> bool:
        """Ping the server."""
        return ports.says(port, b"+PONG", request=b"PING\r\n")

    def url(self, port: int) -> str:
        """Give the address of its first database."""
        return f"redis://{ports.LOOPBACK}:{port}/0"
