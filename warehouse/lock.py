"""One writer at a time: others wait, and are told for whom."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse import advisory_lock
from warehouse.errors import BusyWarehouseError
from warehouse.place import is_catalogue_file
from warehouse.settings import Settings


@contextmanager
def writer_lock(settings: Settings, purpose: str) -> Iterator[None]:
    """Hold the warehouse's writer lock, which is free again whenever this process ends.

    It is where the catalogue is, so that every machine that shares it waits. Raises WarehouseError naming the
    holder if it is not had in time.
    """
    lock = _file_lock if is_catalogue_file(settings) else advisory_lock.held
    with lock(settings, purpose):
        yield


def is_being_written(settings: Settings) -> bool:
    """Whether a command writes to the warehouse now; also true of one that was killed, until the next."""
    return _holder(settings).exists() if is_catalogue_file(settings) else advisory_lock.is_held(settings)


def refuse_lost_lock() -> None:
    """Raise WarehouseError where the lock was lost: what is not committed yet must not be then."""
    advisory_lock.refuse_lost()


@contextmanager
def _file_lock(settings: Settings, purpose: str) -> Iterator[None]:
    holder = _holder(settings)
    lock = FileLock(settings.lake_folder / "writer.lock")
    try:
        lock.acquire(timeout=settings.lock_wait_seconds)
    except Timeout as error:
        raise BusyWarehouseError(_describe(holder), settings.lock_wait_seconds) from error
    try:
        holder.write_text(_myself(purpose), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder(settings: Settings) -> Path:
    return settings.lake_folder / "writer.json"


def _myself(purpose: str) -> str:
    return json.dumps(
        {
            "purpose": purpose,
            "process": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
    )


def _describe(holder: Path) -> str:
    """Other tools may hold the lock too, a backup say; they leave no name."""
    try:
        known = json.loads(holder.read_text(encoding="utf-8"))
        return "{purpose} (process {process} on {host}, since {since})".format(**known)
    except (OSError, ValueError, KeyError):
        return "another process"
