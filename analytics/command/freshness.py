"""The verb `freshness`."""

from datetime import UTC, datetime

import polars as pl
import typer

from analytics.command.options import Config, Printed, Raw
from analytics.freshness.sources import is_late, source_freshness
from warehouse.lake import open_reader
from warehouse.printing import Format, print_rows
from warehouse.settings_file import read_settings


def freshness(printed: Printed = Format.table, raw: Raw = False, config: Config = None) -> None:
    """How up to date each source is. Exit status: 0 all well, 1 a source is late, 2 wrong use."""
    settings = read_settings(config)
    with open_reader(settings) as connection:
        found = source_freshness(connection, settings).with_columns(late=is_late(datetime.now(UTC)))
    zone = settings.business_time_zone
    rows = found.select(
        "source",
        pl.col("record_kinds").list.join(", ").alias("records"),
        "files",
        pl.col("last_loaded_at").dt.convert_time_zone(zone).dt.replace_time_zone(None).alias("last_load"),
        "last_day",
        pl.col("due_at").dt.convert_time_zone(zone).dt.replace_time_zone(None).alias("late_from"),
        "late",
    )
    print_rows(rows, printed, beside=("records",), raw=raw)
    if rows["late"].any():
        raise typer.Exit(1)
