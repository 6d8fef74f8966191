"""Connections for work that is done in several threads."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import duckdb

from ingest.cleaning import declare_cleaning, uses_cleaning
from warehouse.lake import open_beside


class Cursors:
    """Connections of their own to one database, beside the warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._open: list[duckdb.DuckDBPyConnection] = []
        self._declaring, self._has_cleaning = Lock(), False

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One for the block."""
        with open_beside(self._connection) as cursor:
            self._open.append(cursor)
            try:
                yield cursor
            finally:
                self._open.remove(cursor)

    def know_functions_of(self, select: str) -> None:
        """Make the functions known that a SELECT uses and the database does not have."""
        with self._declaring:
            if not self._has_cleaning and uses_cleaning(select):
                with open_beside(self._connection) as cursor:
                    declare_cleaning(cursor)
                self._has_cleaning = True

    def interrupt(self) -> None:
        """End what runs on them now."""
        for cursor in [*self._open]:
            cursor.interrupt()
