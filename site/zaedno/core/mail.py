"""Mail without a mail server: each message becomes a file that a person can read."""

import logging
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

logger = logging.getLogger(__name__)


class FolderBackend(BaseEmailBackend):
    """Writes each message to ``EMAIL_FILE_PATH`` as ``.eml`` and names the file in the log."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; returns how many."""
        for message in email_messages:
            path = self._write(message)
            logger.info("Mail to %s is in %s", ", ".join(message.recipients()), path)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> Path:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"
        unfinished = folder / f".{name}"
        unfinished.write_bytes(message.message().as_bytes())
        return unfinished.rename(folder / name)
