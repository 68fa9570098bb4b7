"""Free ports on the loopback address."""

import socket

LOOPBACK = "127.0.0.1"
FIRST_UNPRIVILEGED = 1024
CONNECT_SECONDS = 2.0


def is_free(port: int) -> bool:
    """Tell whether a server could listen on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None) -> int:
    """Give the preferred port if it is free, so that addresses stay, or else any free one."""
    if preferred and preferred >= FIRST_UNPRIVILEGED and is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


def says(port: int, answer: bytes, *, request: bytes = b"") -> bool:
    """Tell whether a server on a port begins its answer to a request as expected."""
    try:
        with socket.create_connection((LOOPBACK, port), CONNECT_SECONDS) as connection:
            connection.settimeout(CONNECT_SECONDS)
            connection.sendall(request)
            return connection.recv(len(answer)) == answer
    except OSError:
        return False


def accepts(host: str, port: int) -> bool:
    """Tell whether anything listens there."""
    try:
        socket.create_connection((host, port), CONNECT_SECONDS).close()
    except OSError:
        return False
    return True
