"""What may lie between the product and Elasticsearch: a line that is slow, or that cuts off."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CHUNK = 65_536

# Is told the beginning of each piece that the client sends; may hold it up or throw it away.
OnRequest = Callable[[bytes], bool]


@dataclass
class Line:
    """A line to a server on this machine.

    Attributes:
        certified: speaks TLS at this end, by such a certificate.
        delay: seconds that each answer is held up.
        on_request: asked before a request is handed on; False swallows it.
        on_answer: told when an answer came, before it is handed on.
    """

    server: tuple[str, int]
    certified: ssl.SSLContext | None = None
    delay: float = 0.0
    on_request: OnRequest = lambda piece: True
    on_answer: Callable[[bytes], None] = lambda request: None
    requests: list[bytes] = field(default_factory=list)
    cut: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def url(self) -> str:
        """The address at this end of the line."""
        return (
            f"https://localhost:{self.port}" if self.certified else f"http://127.0.0.1:{self.port}"
        )

    def serve(self, connection: socket.socket) -> None:
        """Carry requests and answers of one connection, one after the other."""
        with self._spoken_to(connection) as client, socket.create_connection(self.server) as server:
            asked = threading.Thread(target=self._carry_requests, args=(client, server))
            asked.start()
            self._carry_answers(client, server)
            _close(client)
            asked.join()

    def _spoken_to(self, client: socket.socket) -> socket.socket:
        return self.certified.wrap_socket(client, server_side=True) if self.certified else client

    def _carry_requests(self, client: socket.socket, server: socket.socket) -> None:
        for piece in _pieces(client):
            if piece.split(b" ", 1)[0] in (b"GET", b"POST", b"PUT", b"HEAD", b"DELETE"):
                self.requests.append(piece.split(b"\r\n", 1)[0])
            if not self.on_request(piece):
                continue
            _send(server, piece)
        _close(server)

    def _carry_answers(self, client: socket.socket, server: socket.socket) -> None:
        for piece in _pieces(server):
            self.on_answer(self.requests[-1] if self.requests else b"")
            self.cut.wait(self.delay)
            _send(client, piece)


@contextmanager
def line_to(url: str, **options: object) -> Iterator[Line]:
    """A line to the server at an address, as long as the block lasts."""
    address = urlsplit(url)
    line = Line((str(address.hostname), int(address.port or 9200)), **options)  # type: ignore[arg-type]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line.port = listener.getsockname()[1]
        threading.Thread(target=_accept, args=(listener, line), daemon=True).start()
        try:
            yield line
        finally:
            line.cut.set()


def _accept(listener: socket.socket, line: Line) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(line, client), daemon=True).start()


def _serve(line: Line, client: socket.socket) -> None:
    try:
        line.serve(client)
    except ssl.SSLError:
        # Who does not trust the certificate goes away in the middle of the greeting.
        client.close()


def _pieces(connection: socket.socket) -> Iterator[bytes]:
    while True:
        try:
            piece = connection.recv(CHUNK)
        except OSError:
            return
        if not piece:
            return
        yield piece


def _send(connection: socket.socket, piece: bytes) -> None:
    try:
        connection.sendall(piece)
    except OSError:
        return


def _close(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
