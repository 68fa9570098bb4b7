"""Static files are collected once for each state of their sources."""

import hashlib
from importlib.metadata import version

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Collect, hash and compress the static files where their sources changed; True if done."""
    stamp = settings.STATIC_ROOT / ".collected"
    state = sources_state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, clear=stamp.exists(), verbosity=0)
    stamp.write_text(state)
    return True


def sources_state() -> str:
    """A digest of all source files by name, size and time, and of the framework's version."""
    digest = hashlib.sha256(version("wagtail").encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            modified = storage.get_modified_time(path).timestamp()
            digest.update(f"{path}|{storage.size(path)}|{modified}\n".encode())
    return digest.hexdigest()
