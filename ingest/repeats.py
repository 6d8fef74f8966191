"""Records that arrive again: unchanged ones are dropped, corrected ones replace what was known."""

from dataclasses import dataclass, field
from datetime import date

import duckdb

from warehouse.contract import LOCAL_TIMES, key_column
from warehouse.records import content_columns
from warehouse.settings import Settings
from warehouse.sql import read_sql


@dataclass(frozen=True)
class Repeats:
    """How many of a load's rows said nothing new or corrected a record, and the days corrected away."""

    unchanged: int = 0
    corrected: int = 0
    replaced_days: set[date] = field(default_factory=set)


def settle_repeats(connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str) -> Repeats:
    """Leave one row per key: the newest content, under the row that first brought it.

    The load is the connection's variable `load_id`.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE repeated_keys AS {_query('repeated_keys', settings, kind)}"
    )
    if _exists(connection, f"FROM {kind} WHERE load_id < getvariable('load_id')"):
        connection.execute(f"INSERT INTO repeated_keys {_query('known_keys', settings, kind)}")
    if not _exists(connection, "FROM repeated_keys"):
        return Repeats()
    connection.execute(_query("repeats", settings, kind))
    unchanged, corrected, replaced_days = connection.sql(
        "SELECT count(*) FILTER (is_unchanged), count(*) FILTER (is_corrected),"
        " array_agg(DISTINCT day) FILTER (NOT is_new AND NOT is_kept AND day IS NOT NULL) FROM repeats"
    ).fetchall()[0]
    connection.execute(f"DELETE FROM {kind} WHERE rowid IN (SELECT copy_id FROM repeats WHERE NOT is_kept)")
    return Repeats(unchanged, corrected, set(replaced_days or ()))


def day_of(kind: str) -> str:
    """SQL for the business day a record belongs to; customers belong to none."""
    return next((f"{local}::DATE" for local in LOCAL_TIMES[kind]), "NULL::DATE")


def _exists(connection: duckdb.DuckDBPyConnection, rows: str) -> bool:
    return bool(connection.sql(f"SELECT EXISTS ({rows})").fetchall()[0][0])


def _query(name: str, settings: Settings, kind: str) -> str:
    content = ", ".join(content_columns(settings, kind))
    return read_sql("ingest", name).format(kind=kind, key=key_column(kind), content=content, day=day_of(kind))
