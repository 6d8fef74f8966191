"""What is newest in the warehouse: noticed at once, asked of the lake only when its catalogue changed."""

import time
from pathlib import Path
from threading import Lock

import duckdb

from dashboard.lake.catalogue_watch import State, catalogue_watch
from dashboard.lake.data_folders import DataFolders
from dashboard.lake.unreadable import failures_explained
from warehouse.attaching import refuse_other_version
from warehouse.data_files import data_files
from warehouse.errors import MissingDataError, TouchpointsError
from warehouse.lake import (
    Snapshot,
    current_snapshot,
    needed_files,
    open_cursor,
    open_reader,
    snapshot_time,
)
from warehouse.place import shown_place
from warehouse.settings import Settings

# A clock that counts in steps may give two commits the same time of change.
_ASK_AGAIN_SECONDS = 2.0
_MOST_HELD = 1_000


class Watch:
    """Looks at the catalogue for all readers; safe for threads. Follows a warehouse that is replaced."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._catalogue = catalogue_watch(settings)
        self._seen: State = ((), ())
        self._asked_at = float("-inf")
        self._answer: Snapshot | TouchpointsError | None = None
        self._data = DataFolders()
        self._held: dict[Snapshot, bool] = {}

    def newest(self) -> Snapshot:
        """The newest version. Raises WarehouseError while there is none that can be read whole."""
        seen = self._catalogue.state()
        with self._lock:
            is_long_ago = time.monotonic() > self._asked_at + _ASK_AGAIN_SECONDS
            if seen != self._seen or is_long_ago or not self._data.are_whole():
                self._ask(seen)
            if isinstance(self._answer, TouchpointsError):
                raise self._answer
            assert self._answer is not None
            return self._answer

    def holds(self, version: Snapshot) -> bool:
        """Whether the newest version came after this one, in this same warehouse."""
        with self._lock, failures_explained(self._settings):
            if version not in self._held:
                # Whoever asks may name any.
                if len(self._held) >= _MOST_HELD:
                    self._held.clear()
                self._held[version] = self._is_in_history(version)
            return self._held[version]

    def _is_in_history(self, version: Snapshot) -> bool:
        if self._connection is None:
            return False
        with open_cursor(self._connection) as cursor:
            return snapshot_time(cursor, version.number) == version.committed_at

    def _ask(self, seen: State) -> None:
        if seen[0] != self._seen[0]:
            self._forget()
        try:
            with failures_explained(self._settings):
                self._answer = self._find_newest()
        except TouchpointsError as error:
            self._forget()
            self._answer = error
        self._seen, self._asked_at = seen, time.monotonic()

    def _find_newest(self) -> Snapshot:
        if self._connection is None:
            self._connection = open_reader(self._settings)
        with open_cursor(self._connection) as cursor:
            newest = current_snapshot(cursor)
            if newest != self._answer:
                refuse_other_version(cursor, shown_place(self._settings))
                self._held.clear()
            if newest != self._answer or not self._data.are_whole():
                self._data = self._find_data(cursor)
        return newest

    def _find_data(self, cursor: duckdb.DuckDBPyConnection) -> DataFolders:
        """Every page says that files are missing, rather than the part of one that happens to need them."""
        files, needed = data_files(self._settings), needed_files(cursor)
        # A store is asked once for a version: it loses nothing by itself, and each answer takes long.
        is_store = self._settings.warehouse.data is not None
        data = DataFolders() if is_store else DataFolders(Path(files.path(name)) for name in needed)
        if (is_store or not data.are_whole()) and (missing := files.missing(needed)):
            raise MissingDataError([files.path(name) for name in missing])
        return data

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._answer, self._data = None, None, DataFolders()
        self._held.clear()
