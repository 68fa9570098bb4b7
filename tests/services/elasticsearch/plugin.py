"""Builds the analysis plugin that stands in for the module which the test distribution lacks."""

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.services.elasticsearch.distribution import NAME, VERSION
from tests.services.elasticsearch.java import JDK, OLDEST
from tests.services.errors import ServiceError
from tests.services.progress import say

SOURCES = Path(__file__).parent / "analysis"
DESCRIPTOR = "plugin-descriptor.properties"
PLUGIN = "zaedno-analysis"
PLUGIN_CLASS = "zaedno.analysis.CommonAnalysisPlugin"


def ensure_plugin(server: Path, jdk: JDK) -> bool:
    """Put the plugin into a server; tell whether it was missing or older than its source.

    Raises:
        ServiceError: the source does not compile.
    """
    installed = server / "plugins" / PLUGIN
    jar = f"{PLUGIN}-{_fingerprint()}.jar"
    if (installed / jar).is_file():
        return False
    say(NAME, "building the analysis plugin")
    with tempfile.TemporaryDirectory(prefix="draft-", dir=server.parent) as draft:
        built = Path(draft, PLUGIN)
        built.mkdir(mode=0o755)
        _compile(server, jdk, classes=Path(draft, "classes"), jar=built / jar)
        _write_descriptor(built / DESCRIPTOR)
        shutil.rmtree(installed, ignore_errors=True)
        built.rename(installed)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for source in sorted(SOURCES.iterdir()):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def _compile(server: Path, jdk: JDK, *, classes: Path, jar: Path) -> None:
    sources = [str(path) for path in sorted(SOURCES.glob("*.java"))]
    options = [
        "--release",
        str(OLDEST),
        "-cp",
        str(server / "lib" / "*"),
        "-d",
        str(classes),
    ]
    command = [str(jdk.javac), "-proc:none", *options, *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServiceError(f"{NAME}: the analysis plugin does not compile", log_tail=done.stderr)
    with zipfile.ZipFile(jar, "w") as bundle:
        for path in sorted(classes.rglob("*.class")):
            bundle.write(path, path.relative_to(classes))


def _write_descriptor(path: Path) -> None:
    template = (SOURCES / f"{DESCRIPTOR}.in").read_text()
    path.write_text(template.format(version=VERSION, name=PLUGIN, classname=PLUGIN_CLASS))
