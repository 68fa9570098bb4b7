"""The supervisor keeps the processes of the product together: seen with real processes."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.browser.product import wait_for
from zaedno import REPOSITORY


def run_supervisor(folder: Path, *children: str) -> "subprocess.Popen[str]":
    """Start a supervisor of small Python programs in a process of its own."""
    program = f"""
        import sys
        from pathlib import Path
        sys.path.insert(0, {str(REPOSITORY / "site")!r})
        from zaedno.core.supervisor import Child, Supervisor
        sources = {children!r}
        supervisor = Supervisor(
            [Child(f"child{{n}}", [sys.executable, "-uc", code], shown="Mail: ")
             for n, code in enumerate(sources)],
            logs=Path({str(folder)!r}), environment={{}},
        )
        supervisor.start()
        print("started", flush=True)
        sys.exit(supervisor.watch())
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def end(supervisor: "subprocess.Popen[str]") -> int:
    supervisor.communicate(timeout=15)
    return supervisor.returncode


def lines_in(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def test_all_children_end_with_the_supervisor(tmp_path):
    sleeper = "import os, time; print(os.getpid()); time.sleep(600)"
    supervisor = run_supervisor(tmp_path, sleeper, sleeper)
    logs = [tmp_path / "child0.log", tmp_path / "child1.log"]
    wait_for(lambda: all(map(lines_in, logs)), seconds=20, what=lambda: "no children")
    pids = [int(lines_in(log)[0]) for log in logs]
    supervisor.send_signal(signal.SIGTERM)
    assert end(supervisor) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_child_that_dies_is_started_again(tmp_path):
    supervisor = run_supervisor(tmp_path, "import time; print('began'); time.sleep(0.2)")
    log = tmp_path / "child0.log"
    wait_for(lambda: lines_in(log).count("began") >= 2, seconds=20, what=lambda: str(lines_in(log)))
    supervisor.send_signal(signal.SIGINT)
    assert end(supervisor) == 0


def test_a_child_that_dies_again_and_again_ends_the_product_and_says_where_to_look(tmp_path):
    supervisor = run_supervisor(tmp_path, "raise SystemExit(3)")
    output, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 1
    assert "child0 keeps failing" in output
    assert str(tmp_path / "child0.log") in output


def test_the_line_that_names_a_mail_is_shown_on_the_console(tmp_path):
    supervisor = run_supervisor(
        tmp_path, "import time; print('INFO Mail: to ana is in x.eml'); time.sleep(600)"
    )
    log = tmp_path / "child0.log"
    wait_for(lambda: lines_in(log), seconds=20, what=lambda: "nothing in the log")
    supervisor.send_signal(signal.SIGTERM)
    output, _ = supervisor.communicate(timeout=15)
    assert "to ana is in x.eml" in output
    assert "INFO" not in output
