"""The files of a source that are there to be loaded, without those that are still being written."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from ingest.sources import complete_exports
from warehouse.settings import Settings, Source


class FileState(NamedTuple):
    """By which it is told whether a file was written to."""

    bytes: int
    modified_at_ns: int


def whole_files(
    settings: Settings, source: Source, wait: Callable[[float], None], now_seconds: Callable[[], float]
) -> list[Path]:
    """The source's files that are whole, by name: those whose marker is there, or that stand still.

    A file stands still that was not changed for `schedule.stable_seconds`. Where one was, that long is waited
    once; what has changed meanwhile is left. now_seconds: the time since 1970.
    """
    found = complete_exports(settings, source)
    seconds = settings.schedule.stable_seconds
    if source.marker is not None:
        return found
    first = states_of(found)
    recent = {path for path in first if _changed_at(path) > now_seconds() - seconds}
    if recent:
        wait(seconds)
    second = states_of(recent)
    return [path for path in first if path not in recent or second.get(path) == first[path]]


def states_of(paths: Iterable[Path]) -> dict[Path, FileState]:
    """The state of each file that is there."""
    states = {}
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        states[path] = FileState(found.st_size, found.st_mtime_ns)
    return states


def _changed_at(path: Path) -> float:
    """In seconds; a copy that keeps the time of its original is as new as its entry in the folder."""
    try:
        found = path.stat()
    except OSError:
        return float("inf")
    return max(found.st_mtime, found.st_ctime)
