"""Where the services keep their files."""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from tests.services.accounts import Account

REPOSITORY = Path(__file__).resolve().parents[2]
_one_search_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Places:
    """The folders of one set of services, all under `DATA_DIR`."""

    data_dir: Path

    @classmethod
    def from_environment(cls) -> "Places":
        """Read `DATA_DIR`, by default `var/` in the repository."""
        given = Path(os.environ.get("DATA_DIR") or "var")
        return cls((REPOSITORY / given).resolve())

    @property
    def services(self) -> Path:
        """The folder of records and logs; it belongs to whoever starts the services."""
        return self.data_dir / "services"

    @property
    def env_file(self) -> Path:
        """The file of addresses, to be sourced by a shell."""
        return self.data_dir / "services.env"

    def create(self) -> None:
        """Make the folders that everything else is put into."""
        self.services.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold off other starts and stops of the same services."""
        self.create()
        with (self.services / "lock").open("w") as lock:
            flock(lock, LOCK_EX)
            yield

    def home(self, account: Account) -> Path:
        """Give a folder in which the servers' account can keep data.

        A clone under a closed home directory cannot be entered by that account: then a folder for
        temporary files takes its place, and `DATA_DIR/services/location` says which.
        """
        with _one_search_at_a_time:
            if account.can_reach(self.services):
                return self.services
            return self._home_elsewhere(account)

    def _home_elsewhere(self, account: Account) -> Path:
        pointer = self.services / "location"
        if pointer.exists():
            known = Path(pointer.read_text().strip())
            if account.can_reach(known):
                return known
        folder = Path(tempfile.mkdtemp(prefix="zaedno-services-"))
        folder.chmod(0o755)
        pointer.write_text(f"{folder}\n")
        return folder
