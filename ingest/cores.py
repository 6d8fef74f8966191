"""How many threads the database uses: handing a few rows to several takes longer than the work on them."""

from contextlib import suppress

import duckdb

from warehouse.processors import processors
from warehouse.settings import Settings

# For less than this one thread is enough.
_MUCH_BYTES = 8_000_000
_MUCH_ROWS = 100_000


class Cores:
    """The threads of a run's database, which begins with one."""

    def __init__(self, settings: Settings) -> None:
        self.all = settings.loading.threads or processors()
        self._used = 1

    def use_for_bytes(self, connection: duckdb.DuckDBPyConnection, file_bytes: int) -> None:
        """As many as staging so much needs."""
        self._use(connection, self.all if file_bytes >= _MUCH_BYTES else 1)

    def use_for_rows(self, connection: duckdb.DuckDBPyConnection, rows: int) -> None:
        """As many as adding to so many rows needs."""
        self._use(connection, self.all if rows >= _MUCH_ROWS else 1)

    def use_one(self) -> None:
        """A database was opened anew."""
        self._used = 1

    def _use(self, connection: duckdb.DuckDBPyConnection, threads: int) -> None:
        if threads != self._used:
            # One that gave up tells so where it is asked for something that counts.
            with suppress(duckdb.Error):
                connection.execute(f"SET threads = {threads}")
                self._used = threads
