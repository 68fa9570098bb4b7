"""Gets the Elasticsearch server, as Elastic publishes it for integration tests."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.services.errors import ServiceError
from tests.services.packages import find_program, install
from tests.services.progress import say

NAME = "elasticsearch"
VERSION = "9.2.0"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
ARCHIVE = f"elasticsearch-{VERSION}.zip"
SHA256 = "bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b"
MAVEN_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


def download(folder: Path) -> Path:
    """Copy the server's archive into a folder; Maven keeps it in the local repository.

    Raises:
        ServiceError: Maven cannot be had, the archive cannot be fetched, or it is not the one
            that we know.
    """
    archive = folder / ARCHIVE
    command = [
        _maven(),
        "--batch-mode",
        "--quiet",
        MAVEN_GOAL,
        f"-Dartifact={ARTIFACT}",
        f"-DoutputDirectory={folder}",
        "-Dmdep.useBaseVersion=true",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not archive.is_file():
        raise ServiceError(
            f"{NAME}: Maven cannot fetch {ARTIFACT}; check the network and Maven's settings",
            log_tail=done.stdout[-2000:],
        )
    _check(archive)
    return archive


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack the archive into a folder, with the rights of each file; give the server's folder."""
    with zipfile.ZipFile(archive) as bundle:
        bundle.extractall(folder)
        for member in bundle.infolist():
            rights = member.external_attr >> 16 & 0o777
            if rights:
                os.chmod(folder / member.filename, rights)
    return folder / archive.stem


def ensure_server(folder: Path) -> Path:
    """Give the folder of the server under `folder`, fetched and unpacked if it is not there.

    It is unpacked aside and then renamed: a server that is there is whole.
    """
    server = folder / f"elasticsearch-{VERSION}"
    if server.is_dir():
        return server
    for left_over in folder.glob("draft-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    say(NAME, f"fetching the server {VERSION}")
    with tempfile.TemporaryDirectory(prefix="draft-", dir=folder) as draft:
        unpacked = unpack(download(Path(draft)), Path(draft))
        unpacked.rename(server)
    return server


def _maven() -> str:
    if find_program("mvn") is None:
        install("maven", needed_for=NAME)
    maven = find_program("mvn")
    if maven is None:
        raise ServiceError(f"{NAME}: mvn is missing; put Maven on PATH")
    return maven


def _check(archive: Path) -> None:
    with archive.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if digest != SHA256:
        raise ServiceError(
            f"{NAME}: {ARCHIVE} is not the file we know; delete it from the local Maven repository"
        )
