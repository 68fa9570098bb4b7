"""Finds the Java that Elasticsearch runs on."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.services.accounts import Account
from tests.services.errors import ServiceError
from tests.services.packages import available_packages, install, refresh_package_lists

OLDEST = 21
JVM_FOLDERS = (
    Path("/usr/lib/jvm"),
    Path("/opt/java"),
    Path("/Library/Java/JavaVirtualMachines"),
)
PACKAGES = r"^(openjdk-[0-9]+-jdk-headless|temurin-[0-9]+-jdk)$"


@dataclass(frozen=True)
class JDK:
    """A Java development kit: it runs the node and compiles the analysis plugin."""

    home: Path

    @property
    def version(self) -> int:
        """The feature release, 0 when the folder holds no JDK."""
        release = self.home / "release"
        if not (release.is_file() and self.java.is_file() and self.javac.is_file()):
            return 0
        number = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
        return int(number.group(1)) if number else 0

    @property
    def java(self) -> Path:
        """The program that runs Java."""
        return self.home / "bin" / "java"

    @property
    def javac(self) -> Path:
        """The compiler."""
        return self.home / "bin" / "javac"


def find_jdk(account: Account) -> JDK:
    """Give a JDK that is new enough and that the account can run, installed if need be.

    Raises:
        ServiceError: there is none on this machine and apt has none.
    """
    jdk = _installed_jdk(account)
    if jdk is None:
        install(_newest_package(), needed_for="elasticsearch")
        jdk = _installed_jdk(account)
    if jdk is None:
        raise ServiceError(f"elasticsearch: no JDK {OLDEST} or newer; install one, set JAVA_HOME")
    return jdk


def _installed_jdk(account: Account) -> JDK | None:
    for home in _candidates():
        jdk = JDK(home)
        if jdk.version >= OLDEST and account.can_reach(jdk.java):
            return jdk
    return None


def _candidates() -> Iterator[Path]:
    """List folders to try: the chosen one, then those of the system, the oldest fit first."""
    chosen = os.environ.get("JAVA_HOME")
    if chosen:
        yield Path(chosen)
    inside = ("*", "*/Contents/Home")
    found = [path for folder in JVM_FOLDERS for pattern in inside for path in folder.glob(pattern)]
    yield from sorted(found, key=lambda path: (JDK(path).version, str(path)))


def _newest_package() -> str:
    """Name the newest package of a JDK that apt has."""
    if not available_packages(PACKAGES):
        refresh_package_lists()
    releases = {int(re.sub(r"\D", "", name)): name for name in available_packages(PACKAGES)}
    newest = max(releases, default=0)
    if newest < OLDEST:
        raise ServiceError(
            f"elasticsearch: no JDK {OLDEST} or newer here or in apt; install one, set JAVA_HOME"
        )
    return releases[newest]
