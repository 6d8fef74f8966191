"""Folders for passing work: what queries spill and what is unpacked, apart for every process.

DuckDB names its temporary files alike in every instance, so two that share a folder overwrite each other's
pages. A folder belongs to the process that holds the lock in it; when that has ended, whoever comes next
removes it.
"""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from threading import RLock
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    # What ends the command needs this module at once, and settings take long to import.
    from warehouse.settings import Settings

_OWNER = "owner.lock"
# A signal may end the process, and ask for `leave`, while a folder is being made.
_making = RLock()
# By process, as one that was forked has none of its parent's folders; by warehouse; and by whether that was
# made yet: before, the folder is elsewhere, maybe on a disk from which no file can be moved into it.
_own: dict[tuple[int, Path, bool], tuple[Path, FileLock]] = {}


def work_folder(settings: "Settings") -> Path:
    """This process's own folder, made when it is first asked for and gone with the process.

    It is inside the warehouse, whose disk has room; where that cannot be written, in the system's folder for
    temporary files.
    """
    with _making:
        key = os.getpid(), settings.lake_folder, settings.lake_folder.is_dir()
        if key not in _own or not _own[key][0].exists():
            _own[key] = _make(settings)
        return _own[key][0]


def spill_folder(settings: "Settings") -> Path:
    """A folder for one database instance to spill into."""
    return Path(mkdtemp(prefix="spill-", dir=work_folder(settings)))


def sweep(settings: "Settings") -> int:
    """Remove the folders of processes that ended without doing so; how many there were."""
    return sum(_sweep(parent) for parent in _parents(settings) if parent.is_dir())


def remove_copies(settings: "Settings") -> None:
    """Remove the copies of the catalogue that readers made, also of those still at work: they keep what they
    opened, and copy it again for their next look.
    """
    for parent in _parents(settings):
        for copy in parent.glob("*/catalogue-*"):
            shutil.rmtree(copy, ignore_errors=True)


def leave() -> None:
    """Remove this process's folders: done at its end, and to be done by whatever ends it otherwise."""
    with _making:
        mine = [key for key in _own if key[0] == os.getpid()]
        for folder, lock in map(_own.pop, mine):
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()


atexit.register(leave)


def _make(settings: "Settings") -> tuple[Path, FileLock]:
    inside, outside = _parents(settings)
    sweep(settings)
    try:
        if not settings.lake_folder.is_dir():
            return _make_in(outside)
        return _make_in(inside)
    except OSError:
        return _make_in(outside)


def _make_in(parent: Path) -> tuple[Path, FileLock]:
    parent.mkdir(mode=0o700, exist_ok=True)
    with _alone_in(parent):
        folder = Path(mkdtemp(prefix=f"{os.getpid()}-", dir=parent))
        owner = _lock(folder / _OWNER)
        owner.acquire(timeout=0)
    return folder, owner


def _sweep(parent: Path) -> int:
    with suppress(OSError), _alone_in(parent):
        return sum(_remove_if_dead(folder) for folder in parent.iterdir() if folder.is_dir())
    return 0


def _remove_if_dead(folder: Path) -> bool:
    owner = _lock(folder / _OWNER)
    try:
        owner.acquire(timeout=0)
    except Timeout:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    owner.release()
    return True


@contextmanager
def _alone_in(parent: Path) -> Iterator[None]:
    """Making and sweeping take turns, so that a folder is never seen before it has an owner."""
    with _lock(parent / "folders.lock"):
        yield


def _lock(path: Path) -> FileLock:
    return FileLock(path, thread_local=False)


def _parents(settings: "Settings") -> tuple[Path, Path]:
    user = os.getuid() if hasattr(os, "getuid") else 0
    return settings.lake_folder / "work", Path(gettempdir()) / f"touchpoints-{user}"
