"""Records that arrive again: unchanged ones are dropped, corrected ones replace what was known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from warehouse.contract import LOCAL_TIMES, key_column
from warehouse.records import content_columns
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql


@dataclass(frozen=True)
class Repeats:
    """How many of each load's rows said nothing new or corrected a record, and the days corrected away."""

    unchanged: Counter[int] = field(default_factory=Counter)
    corrected: Counter[int] = field(default_factory=Counter)
    replaced_days: set[date] = field(default_factory=set)


NO_REPEATS = Repeats()


def settle_repeats(
    connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str, files: Sequence[str]
) -> Repeats:
    """Leave one row per key: the newest content, under the row that first brought it.

    files: those that the lake just adopted. The first of their loads is the connection's variable `load_id`.
    """

    def query(name: str) -> str:
        return read_sql("ingest", name).format(
            kind=kind,
            key=key_column(kind),
            content=", ".join(content_columns(settings, kind)),
            day=day_of(kind),
            paths=f"[{', '.join(literal(path) for path in files)}]",
        )

    connection.execute(f"CREATE OR REPLACE TEMP TABLE repeated_keys AS {query('repeated_keys')}")
    if _exists(connection, f"FROM {kind} WHERE load_id < getvariable('load_id')"):
        connection.execute(f"INSERT INTO repeated_keys {query('known_keys')}")
    if not _exists(connection, "FROM repeated_keys"):
        return NO_REPEATS
    connection.execute(query("repeats"))
    connection.execute(f"DELETE FROM {kind} WHERE rowid IN (SELECT copy_id FROM repeats WHERE NOT is_kept)")
    return _counted(connection)


def _counted(connection: duckdb.DuckDBPyConnection) -> Repeats:
    loads = connection.sql(
        "SELECT load_id, count_if(is_unchanged), count_if(is_corrected) FROM repeats WHERE is_new"
        " GROUP BY load_id"
    ).fetchall()
    days = connection.sql(
        "SELECT DISTINCT day FROM repeats WHERE NOT is_new AND NOT is_kept AND day IS NOT NULL"
    ).fetchall()
    return Repeats(
        Counter({load_id: unchanged for load_id, unchanged, _ in loads}),
        Counter({load_id: corrected for load_id, _, corrected in loads}),
        {day for (day,) in days},
    )


def day_of(kind: str) -> str:
    """SQL for the business day a record belongs to; customers belong to none."""
    return next((f"{local}::DATE" for local in LOCAL_TIMES[kind]), "NULL::DATE")


def _exists(connection: duckdb.DuckDBPyConnection, rows: str) -> bool:
    return bool(connection.sql(f"SELECT EXISTS ({rows})").fetchall()[0][0])
