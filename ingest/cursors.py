"""Connections for work that is done in several threads."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.lake import open_beside


class Cursors:
    """Connections of their own to one database, beside the warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._open: list[duckdb.DuckDBPyConnection] = []

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One for the block."""
        with open_beside(self._connection) as cursor:
            self._open.append(cursor)
            try:
                yield cursor
            finally:
                self._open.remove(cursor)

    def interrupt(self) -> None:
        """End what runs on them now."""
        for cursor in [*self._open]:
            cursor.interrupt()
