"""Records that arrive again: unchanged ones are dropped, corrected ones replace what was known."""

from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.contract import LOCAL_TIMES, RECORD_KINDS, key_column
from warehouse.sql import read_sql


@dataclass(frozen=True)
class Repeats:
    """How many of a load's rows said nothing new, how many corrected a record, and the days corrected away."""

    unchanged: int
    corrected: int
    replaced_days: set[date]


def settle_repeats(connection: duckdb.DuckDBPyConnection, kind: str, load_id: int) -> Repeats:
    """Leave one row per key: the newest content, under the row that first brought it."""
    key = key_column(kind)
    content = [name for name in RECORD_KINDS[kind].columns() if name != key]
    query = read_sql("ingest", "repeats").format(
        kind=kind, key=key, content=", ".join(content), day=day_of(kind)
    )
    connection.execute(query, {"load_id": load_id})
    counted = connection.sql(
        "SELECT count(*) FILTER (is_unchanged), count(*) FILTER (is_corrected),"
        " array_agg(DISTINCT day) FILTER (NOT is_new AND NOT is_kept AND day IS NOT NULL),"
        " count(*) FILTER (NOT is_kept) FROM repeats"
    ).fetchone()
    unchanged, corrected, replaced_days, superfluous = counted or (0, 0, None, 0)
    if superfluous:
        connection.execute(
            f"DELETE FROM {kind} WHERE rowid IN (SELECT copy_id FROM repeats WHERE NOT is_kept)"
        )
    return Repeats(unchanged, corrected, set(replaced_days or ()))


def day_of(kind: str) -> str:
    """SQL for the business day a record belongs to; customers belong to none."""
    return next((f"{local}::DATE" for local in LOCAL_TIMES[kind]), "NULL::DATE")
