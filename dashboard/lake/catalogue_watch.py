"""Whether anything was written to the catalogue: asked before every answer, so cheap where nothing was."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from warehouse.attaching import no_warehouse
from warehouse.catalogue_database import CatalogueState, connect, state_of
from warehouse.errors import WarehouseError
from warehouse.folder import find_warehouse
from warehouse.place import catalogue_file, is_catalogue_file, shown_place
from warehouse.settings import Settings

if TYPE_CHECKING:
    import psycopg

# What tells a catalogue from one made anew in its place, and what is other after whatever is written to it.
State = tuple[tuple[int, ...], tuple[int, ...]]


class CatalogueWatch(Protocol):
    """Safe for threads."""

    def state(self) -> State:
        """As it is now. Raises WarehouseError while there is none."""


def catalogue_watch(settings: Settings) -> CatalogueWatch:
    """Of the settings' warehouse."""
    return WatchedFile(settings) if is_catalogue_file(settings) else WatchedDatabase(settings)


class WatchedFile:
    """By the times and sizes of SQLite's files."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def state(self) -> State:
        """Device and file; these, time of change and size of the file and of what was written to it last."""
        find_warehouse(self._settings)
        path = catalogue_file(self._settings)
        found = _state(path)
        return found[:2], found + _state(path.with_name(f"{path.name}-wal"))


class WatchedDatabase:
    """By its newest version: on an open connection PostgreSQL tells it in a fraction of a millisecond."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self._lock = Lock()

    def state(self) -> State:
        """The number of the table of versions, and the newest of them."""
        with self._lock:
            found = self._find()
        if found is None:
            raise no_warehouse(shown_place(self._settings))
        return (found.identity,), (found.version,)

    def _find(self) -> CatalogueState | None:
        if self._connection is not None:
            try:
                return state_of(self._connection, self._settings)
            except WarehouseError:
                # A server that was started anew answers on a new connection.
                self._connection.close()
        self._connection = connect(self._settings)
        return state_of(self._connection, self._settings)


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
