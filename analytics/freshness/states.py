"""How each source is: what it brought, whether it is late, and when the schedule runs it."""

from datetime import datetime

import duckdb
import polars as pl

from analytics.freshness.scheduled import scheduled_runs
from analytics.freshness.sources import is_late, source_freshness
from warehouse.settings import Settings


def source_states(connection: duckdb.DuckDBPyConnection, settings: Settings, now: datetime) -> pl.DataFrame:
    """One row per source: late, fresh or unwatched (state), what it brought, and its runs by the schedule."""
    found = source_freshness(connection, settings)
    hours = pl.DataFrame(
        [(source.name, source.late_after_hours) for source in settings.sources],
        schema={"source": pl.String, "hours": pl.Float64},
        orient="row",
    )
    for more in (hours, scheduled_runs(settings, now)):
        found = found.join(more, on="source", how="left", maintain_order="left")
    state = (
        pl.when(is_late(now)).then(pl.lit("late")).when(pl.col("due_at").is_not_null()).then(pl.lit("fresh"))
    )
    return found.select(
        "source",
        state.otherwise(pl.lit("unwatched")).alias("state"),
        pl.col("record_kinds").list.join(", ").alias("records"),
        "files",
        pl.col("rows_accepted").fill_null(0).alias("rows"),
        pl.col("rejects_open").fill_null(0).alias("rejects"),
        last_load="last_loaded_at",
        newest_record="last_day",
        late_after_hours="hours",
        late_from="due_at",
        schedule="schedule",
        last_run="last_run_at",
        last_run_is_well="last_run_is_well",
        is_running=pl.col("is_running").fill_null(False),
        next_run="next_run_at",
    )
