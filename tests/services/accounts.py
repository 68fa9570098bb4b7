"""The account that servers run under: PostgreSQL and Elasticsearch refuse to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tests.services.errors import ServiceError
from tests.services.packages import find_program, is_root

ACCOUNT = "zaedno-services"


class ProcessOptions(TypedDict, total=False):
    """Arguments of `subprocess` that say whose process it is."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user that servers run under and that owns their files; `None` is whoever calls."""

    uid: int | None = None
    gid: int | None = None

    def can_reach(self, path: Path) -> bool:
        """Tell whether a process of this account can enter a folder, or run a program."""
        command = ["test", "-x", str(path)]
        done = subprocess.run(command, check=False, cwd="/", **self.process_options())
        return done.returncode == 0

    def own(self, path: Path) -> None:
        """Give one file or folder to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def own_tree(self, folder: Path) -> None:
        """Give a folder, with all that is in it, to this account."""
        self.own(folder)
        for path in folder.rglob("*"):
            self.own(path)

    def process_options(self) -> ProcessOptions:
        """Give the arguments of `subprocess` that start a process under this account."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def service_account() -> Account:
    """Give the caller's own account, or an unprivileged one when the caller is root.

    Raises:
        ServiceError: the account is not there and cannot be created.
    """
    if not is_root():
        return Account()
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _create_account()
        entry = pwd.getpwnam(ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid)


def _create_account() -> None:
    useradd = find_program("useradd", "/usr/sbin/useradd")
    if useradd is None:
        raise ServiceError(f"useradd is missing; create the user {ACCOUNT} and try again")
    command = [useradd, "--system", "--user-group", "--no-create-home", ACCOUNT]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise ServiceError(f"the user {ACCOUNT} cannot be created: {made.stderr.strip()}")
