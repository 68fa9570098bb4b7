"""Finds programs on this machine and, as root on Debian, installs those that are missing."""

import os
import shutil
import subprocess
import threading

from tests.services.errors import ServiceError
from tests.services.progress import say

APT_OPTIONS = ("--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")
_one_install_at_a_time = threading.Lock()


def find_program(*names: str) -> str | None:
    """Give the path of the first of these programs that is on PATH."""
    return next((path for name in names if (path := shutil.which(name))), None)


def is_root() -> bool:
    """Tell whether this process may install packages and must give up its rights to run servers."""
    return os.geteuid() == 0


def available_packages(pattern: str) -> list[str]:
    """List the names of Debian packages that match a regular expression."""
    if not find_program("apt-cache"):
        return []
    command = ["apt-cache", "search", "--names-only", pattern]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line.split()[0] for line in found.stdout.splitlines() if line]


def refresh_package_lists() -> None:
    """Read the lists of packages anew, when apt may be used at all."""
    if is_root() and find_program("apt-get"):
        _apt_get("update")


def install(package: str, *, needed_for: str) -> None:
    """Install a Debian package, reading the package lists anew when it is not found at first.

    Raises:
        ServiceError: apt is not there, we are not root, or the installation failed.
    """
    if not (is_root() and find_program("apt-get")):
        raise ServiceError(f"{needed_for}: {package} is missing; install it and try again")
    with _one_install_at_a_time:
        say(needed_for, f"installing {package}")
        if _apt_get("install", package) != 0:
            refresh_package_lists()
            if _apt_get("install", package) != 0:
                raise ServiceError(
                    f"{needed_for}: apt-get install {package} failed; run it by hand"
                )


def _apt_get(action: str, *packages: str) -> int:
    # RUNLEVEL=1 keeps Debian's scripts from starting a system-wide server of their own.
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["apt-get", action, *APT_OPTIONS, *packages]
    return subprocess.run(command, env=surroundings, capture_output=True, check=False).returncode
