"""The verb `status`."""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import polars as pl
import typer

from analytics.command.options import Config
from analytics.freshness.scheduled import scheduled_runs
from analytics.freshness.sources import is_late, source_freshness
from warehouse.lake import open_reader
from warehouse.printing import Format, print_json, print_rows
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON array instead of the table.")]
_INSTANTS = ("last_load", "late_from", "last_run", "next_run")
# The table has no room for these.
_BESIDE = ("records", "files", "late_from", "schedule", "last_run_is_well", "is_running")
_SHORTER = {"newest_record": "newest", "late_after_hours": "hours"}


def status(as_json: AsJson = False, config: Config = None) -> None:
    """How each source is: loaded, fresh or late. Exit status: 0 all well, 1 a source is late, 2 wrong use."""
    settings = read_settings(config)
    zone = ZoneInfo(settings.business_time_zone)
    rows = _rows(settings, datetime.now(UTC)).with_columns(
        pl.col(*_INSTANTS).dt.convert_time_zone(settings.business_time_zone)
    )
    if as_json:
        print_json([_as_json(row, zone) for row in rows.iter_rows(named=True)])
    else:
        shown = rows.with_columns(pl.col(*_INSTANTS).dt.replace_time_zone(None))
        print_rows(shown.rename(_SHORTER), Format.table, beside=_BESIDE)
    if (rows["state"] == "late").any():
        raise typer.Exit(1)


def _rows(settings: Settings, now: datetime) -> pl.DataFrame:
    with open_reader(settings) as connection:
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


def _as_json(row: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """Instants with their distance from UTC, in the business time zone."""
    return {name: _written(value, zone) for name, value in row.items()}


def _written(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat() if hasattr(value, "isoformat") else value
