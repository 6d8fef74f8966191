"""Warehouses in memory, with every mart, made from frames of records."""

from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from typing import Any

import duckdb
import polars as pl

from analytics.marts.refresh import rebuild
from warehouse.contract import LOCAL_TIMES
from warehouse.settings import Definitions, Settings
from warehouse.tables import make_record_tables

ZONE = "Asia/Seoul"
SETTINGS = Settings(business_time_zone=ZONE)
SMALL = Settings(business_time_zone=ZONE, definitions=Definitions(small_n=1))

Row = dict[str, Any]


def make_warehouse(
    records: dict[str, pl.DataFrame], settings: Settings = SETTINGS
) -> duckdb.DuckDBPyConnection:
    """A database in memory with the records, by kind, and the marts of the settings."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute((files("warehouse") / "tables.sql").read_text(encoding="utf-8"))
    make_record_tables(connection, settings)
    for kind, frame in records.items():
        local = "".join(
            f", timezone('{ZONE}', {instant})::TIMESTAMP AS {name}"
            for name, instant in LOCAL_TIMES[kind].items()
        )
        connection.register("given", frame)
        connection.execute(f"INSERT INTO {kind} BY NAME SELECT *{local} FROM given")
        connection.unregister("given")
    rebuild(connection, settings)
    return connection


def contacts(rows: Iterable[Row]) -> pl.DataFrame:
    """Contacts with what every contact has; `at` is the time on the clock in Seoul."""
    usual: Row = {"department": "요금", "channel": "phone", "contact_tier": "medium", "outcome": "resolved"}
    listed = [usual | {"contact_id": f"K{number:05}"} | row for number, row in enumerate(rows)]
    return (
        pl.DataFrame(listed, infer_schema_length=None)
        .with_columns(occurred_at=pl.col("at").dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC"))
        .drop("at")
    )


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    """A time in 2026, March unless told."""
    return datetime(2026, month, day, hour)
