"""Copies of the small marts in memory: a query there takes 1 ms, of the lake 15 ms, and a page asks fifty."""

from threading import Lock

import duckdb

from analytics.marts.mart import MARTS
from warehouse.lake import LAKE, open_cursor

_NEAR = "near"
# Requests that began before a load still read the copies of the snapshot before it.
_KEPT_SNAPSHOTS = 2


class NearMarts:
    """The marts of the newest snapshots, in schemas of a database in memory; safe for threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"ATTACH ':memory:' AS {_NEAR}")
        self._connection = connection
        self._lock = Lock()
        self._snapshots: list[int] = []

    def use(self, cursor: duckdb.DuckDBPyConnection, snapshot: int) -> None:
        """Let the cursor find marts in memory, and all else in the lake."""
        with self._lock:
            if snapshot not in self._snapshots:
                self._copy(snapshot)
                self._snapshots.append(snapshot)
        cursor.execute(f"SET search_path = '{_NEAR}.{_schema(snapshot)},{LAKE}.main'")

    def _copy(self, snapshot: int) -> None:
        with open_cursor(self._connection) as cursor:
            cursor.execute(f"CREATE SCHEMA {_NEAR}.{_schema(snapshot)}")
            for mart in MARTS:
                if mart.is_small:
                    self._copy_mart(cursor, mart.name, snapshot)
            while len(self._snapshots) >= _KEPT_SNAPSHOTS:
                cursor.execute(f"DROP SCHEMA {_NEAR}.{_schema(self._snapshots.pop(0))} CASCADE")

    def _copy_mart(self, cursor: duckdb.DuckDBPyConnection, mart: str, snapshot: int) -> None:
        """A mart that is not there yet is left to be missed where it is asked for."""
        target, source = f"{_NEAR}.{_schema(snapshot)}.{mart}", f"{LAKE}.{mart} AT (VERSION => {snapshot})"
        try:
            cursor.execute(f"CREATE TABLE {target} AS FROM {source}")
        except duckdb.CatalogException:
            return


def _schema(snapshot: int) -> str:
    return f"snapshot_{snapshot}"
