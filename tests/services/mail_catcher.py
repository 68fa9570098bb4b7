"""A mail server that writes each mail to a file.

`python -m tests.services.mail_catcher PORT FOLDER`
"""

import asyncio
import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services.ports import LOOPBACK

LARGEST_MAIL_BYTES = 50 * 1024 * 1024


class Mailbox:
    """Files of mails, named by the moment of their arrival so that they sort by it."""

    def __init__(self, folder: Path) -> None:
        """Write into a folder that exists."""
        self.folder = folder
        self.numbers = itertools.count(1)

    # The name is aiosmtpd's.
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Write the mail, with its envelope on top, whole or not at all."""
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        name = f"{moment}-{next(self.numbers):04}.eml"
        draft = self.folder / f".{name}"
        draft.write_bytes(self._headers(envelope) + (envelope.original_content or b""))
        draft.rename(self.folder / name)
        return "250 Message accepted for delivery"

    def _headers(self, envelope: Envelope) -> bytes:
        recipients = ", ".join(envelope.rcpt_tos)
        return f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {recipients}\r\n".encode()


async def serve(port: int, mailbox: Mailbox) -> None:
    """Take mails until the process is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(mailbox, data_size_limit=LARGEST_MAIL_BYTES, enable_SMTPUTF8=True),
        host=LOOPBACK,
        port=port,
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Mailbox(Path(sys.argv[2]))))
