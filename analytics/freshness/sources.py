"""When each source was loaded last, and by when the next file of it is expected."""

from datetime import datetime, timedelta
from typing import Any

import duckdb
import polars as pl

from warehouse.settings import Settings
from warehouse.sql import read_sql

_EXPECTED: dict[str, Any] = {"source": pl.String, "late_after": pl.Duration("us")}


def source_loads(connection: duckdb.DuckDBPyConnection, settings: Settings) -> pl.DataFrame:
    """One row per source: those of the settings in their order, then others that were loaded once.

    Columns: source; files, how many were loaded; last_loaded_at, null before the first; due_at, the instant
    from which it is late, null where the settings expect nothing. due_at counts from the last file that had
    records, before there is one from the first attempt to load anything. Only the record of loads is read.
    """
    found = connection.sql(read_sql("analytics.freshness", "source_loads")).pl()
    expected = pl.DataFrame(
        [(source.name, _late_after(source.late_after_hours)) for source in settings.sources],
        schema=_EXPECTED,
        orient="row",
    )
    joined = expected.join(found, on="source", how="full", coalesce=True, maintain_order="left_right")
    since = pl.coalesce("last_brought_at", pl.col("first_attempt_at").min())
    return joined.filter(pl.col("source").is_in(expected["source"].to_list()) | (pl.col("files") > 0)).select(
        "source", pl.col("files").fill_null(0), "last_loaded_at", due_at=since + pl.col("late_after")
    )


def source_freshness(connection: duckdb.DuckDBPyConnection, settings: Settings) -> pl.DataFrame:
    """As `source_loads`, with what its records are, and how many; null where nothing was tried to load.

    Columns besides: record_kinds, last_day, newest_at of its records; loads_… by how they ended; rows_… by
    what became of them; seconds that its loads took; rejects_open, how many records stand rejected.
    """
    found = source_loads(connection, settings)
    for query in ("source_days", "source_totals"):
        more = connection.sql(read_sql("analytics.freshness", query)).pl()
        found = found.join(more, on="source", how="left", maintain_order="left")
    return found


def is_late(now: datetime) -> pl.Expr:
    """Whether a source should have brought another file by now."""
    return (pl.col("due_at") < now).fill_null(False)


def _late_after(hours: float | None) -> timedelta | None:
    return None if hours is None else timedelta(hours=hours)
