"""Events that were sent to the server and are not in the warehouse yet: a folder of files beside the lake.

A file holds what arrived together, a line of JSON for each record: its `kind` and its `text`, as it was sent.
It is there as a whole or not at all, and safe from a crash once `keep` returns. Whoever loads removes it.
"""

import json
import os
import secrets
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from warehouse.folder import make_warehouse
from warehouse.settings import Settings

_SUFFIX = ".jsonl"
_UNFINISHED = ".part"


class Event(NamedTuple):
    """A record as it was sent: JSON of one object."""

    kind: str
    text: str


def journal_folder(settings: Settings) -> Path:
    """Where it is."""
    return settings.lake_folder / "journal"


def make_journal_folder(settings: Settings) -> Path:
    """It, made where it is not there yet."""
    folder = journal_folder(settings)
    if not folder.is_dir():
        make_warehouse(settings)
        folder.mkdir(exist_ok=True)
        force_to_disk(folder.parent)
    return folder


def waiting_files(settings: Settings) -> list[Path]:
    """The files that are whole, in the order in which they arrived."""
    return sorted(journal_folder(settings).glob(f"*{_SUFFIX}"))


def waiting_bytes(settings: Settings) -> int:
    """How much is waiting."""
    total = 0
    for path in waiting_files(settings):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue  # loaded just now
    return total


class Journal:
    """Writes the journal; safe for threads. Each writes files of its own, in whatever process and on whatever
    machine. What arrives at several is in the order of their clocks.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Processes of two machines, or of two containers, may have the same number.
        self._name = f"{os.getpid()}-{secrets.token_hex(8)}"
        self._lock = Lock()
        self._last = 0

    def keep(self, events: Iterable[Event]) -> None:
        """Write events to the disk, all of them or none. Raises OSError where that cannot be done."""
        lines = "".join(f"{json.dumps(event._asdict())}\n" for event in events)
        with self._lock:
            path = self._folder() / f"{self._next():020d}-{self._name}{_SUFFIX}"
            write_durably(path, lines.encode())

    def _folder(self) -> Path:
        folder = make_journal_folder(self._settings)
        if not self._last:
            self._last = max((_number(path) for path in waiting_files(self._settings)), default=0)
        return folder

    def _next(self) -> int:
        """Nanoseconds since 1970, and never back where the clock goes back."""
        self._last = max(self._last + 1, time.time_ns())
        return self._last


def write_durably(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, whatever ends the program or the machine."""
    unfinished = path.with_name(f"{path.name}{_UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rename_durably(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def rename_durably(path: Path, to: Path) -> None:
    """Rename what is in the same folder, so that it stays renamed."""
    path.rename(to)
    force_to_disk(to.parent)


def remove(paths: Sequence[Path]) -> None:
    """Remove files that were loaded."""
    for path in paths:
        path.unlink(missing_ok=True)


def force_to_disk(path: Path) -> None:
    """What is in a file, or which names a folder has: the two are kept apart."""
    if os.name == "nt":  # Windows does so by itself, and opens no folder
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _number(path: Path) -> int:
    return int(path.name.partition("-")[0])
