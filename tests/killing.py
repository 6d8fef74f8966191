"""Killing a load at moments of its progress: a clock would be wrong on a busy machine."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL
from time import sleep

from tests.project import Project

ROOT = Path(__file__).parents[1]


def start_ingest(project: Project) -> "subprocess.Popen[bytes]":
    return start(project, "ingest")


def start(project: Project, *words: str) -> "subprocess.Popen[bytes]":
    """A verb of the command with its options, in a process of its own."""
    settings = str(project.folder / "touchpoints.toml")
    command = [sys.executable, "-m", "touchpoints", *words, "--config", settings]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def changes_until_end(project: Project, *words: str) -> int:
    """How many changes of the warehouse's folder one sees while a load, or another verb, runs to its end."""
    process = start(project, *(words or ("ingest",)))
    changes = await_changes(process, project, None)
    assert process.wait() == 0
    return changes


def was_killed(project: Project, change: int, *words: str) -> bool:
    """Start a load, or another verb, and kill it at its n-th change of the folder; whether it was."""
    process = start(project, *(words or ("ingest",)))
    await_changes(process, project, change)
    process.kill()
    return process.wait() == -SIGKILL


def await_changes(process: "subprocess.Popen[bytes]", project: Project, until: int | None) -> int:
    folder = project.settings.lake_folder
    seen, changes = _state(folder), 0
    while process.poll() is None and (until is None or changes < until):
        # The load needs the core more than who watches it.
        sleep(0.002)
        now = _state(folder)
        changes += now != seen
        seen = now
    return changes


def _state(folder: Path) -> frozenset[tuple[str, int]]:
    """Names and sizes of all files, as far as they stay long enough to be looked at."""
    found = set()
    for inside, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                found.add((f"{inside}/{name}", Path(inside, name).stat().st_size))
    return frozenset(found)
