"""What mapping again changed, record by record."""

from collections.abc import Iterable

import duckdb
import polars as pl

from ingest.remapping.loaded import PACKAGE
from warehouse.contract import RECORD_KINDS, identity_columns, states_table
from warehouse.records import content_columns
from warehouse.settings import Settings
from warehouse.sql import read_sql

_COLUMNS = ("records", "before", "after", "gained", "lost", "changed")
_OPEN = "SELECT count(*) FROM rejected_rows WHERE replayed_in IS NULL"


class Before:
    """What every record says before a change: a number for each. The lake's past cannot be asked within a
    transaction that changes it (DuckLake 1.5.5 shows the changes there too).
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        self._connection, self._settings = connection, settings
        for kind in RECORD_KINDS:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {kind}_before AS {_states(settings, kind)}")
        self._rejected = self._open_rejects()

    def differences(self, kinds: Iterable[str]) -> pl.DataFrame:
        """One row per record kind, of customers and staff per state: how many there were and are, and of them
        gained, lost and changed. Also of records that stand rejected, without the last three.
        """
        rows = [(kind, *self._difference(kind)) for kind in kinds]
        rejected = ("rejected", self._rejected, self._open_rejects(), None, None, None)
        return pl.DataFrame([*rows, rejected], schema=_COLUMNS, orient="row")

    def _difference(self, kind: str) -> tuple[int, ...]:
        identity = identity_columns(kind)
        query = read_sql(PACKAGE, "difference").format(
            kind=kind,
            key=identity[0],
            identity=", ".join(identity),
            states=_states(self._settings, kind),
        )
        (row,) = self._connection.sql(query).fetchall()
        return tuple(row)

    def _open_rejects(self) -> int:
        return int(self._connection.sql(_OPEN).fetchall()[0][0])


def _states(settings: Settings, kind: str) -> str:
    return read_sql(PACKAGE, "states").format(
        table=states_table(kind),
        identity=", ".join(identity_columns(kind)),
        content=", ".join(content_columns(settings, kind)),
    )
