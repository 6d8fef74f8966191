"""Which remote files were fetched, so that none is fetched twice, wherever its copy went since."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from warehouse.errors import WarehouseError
from warehouse.folder import make_warehouse
from warehouse.settings import Settings
from warehouse.sql import read_sql

# Another run may be writing a row.
_WAIT_SECONDS = 10


class FetchedBook:
    """A small SQLite file in the warehouse's folder. A remote file is known by its address and version."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def has(self, source: str, address: str, version: str) -> bool:
        """Whether this version of the file was fetched for the source."""
        query = "SELECT 1 FROM fetched WHERE source = ? AND address = ? AND version = ?"
        return self._connection.execute(query, [source, address, version]).fetchone() is not None

    def add(self, source: str, address: str, version: str) -> None:
        """It is here now, on the disk for good."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO fetched VALUES (?, ?, ?)", [source, address, version]
            )


@contextmanager
def opened_book(settings: Settings) -> Iterator[FetchedBook]:
    """The warehouse's book, made and its folder if need be. Raises WarehouseError if it cannot be used."""
    make_warehouse(settings)
    path = settings.lake_folder / "fetched.sqlite"
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            connection.execute(read_sql("ingest", "fetched"))
            yield FetchedBook(connection)
    except sqlite3.Error as error:
        raise WarehouseError(
            f"The record of fetched files cannot be used: {error}.",
            f"Mend the rights of the warehouse's folder; a damaged {path.name} there may be removed.",
        ) from error
