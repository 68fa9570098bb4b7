"""What goes wrong with a service, said in one line."""


class ServiceError(Exception):
    """A service cannot be had; the message says what is missing and what to do."""

    def __init__(self, message: str, *, log_tail: str = "") -> None:
        """Keep the message and the last lines of the log of a server that started and failed."""
        super().__init__(message)
        self.log_tail = log_tail
