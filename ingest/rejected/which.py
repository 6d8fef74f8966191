"""Which rejected records are meant."""

from dataclasses import asdict, dataclass
from datetime import date

import duckdb
import polars as pl

from warehouse.settings import Settings
from warehouse.sql import read_sql

PACKAGE = "ingest.rejected"
# The columns that an export of rejects has beside its own, by what they are made of.
ADDED = {
    "load_id": "reject_load",
    "file": "reject_file",
    "line": "reject_line",
    "rule": "reject_rule",
    "value": "reject_value",
}


@dataclass(frozen=True)
class Which:
    """Rejected records of a source, by a rule, of a file, and of loads within some business days.

    rule: whole, or its column or the part behind it. file: as the settings' folder sees it, its end, or a
    pattern with *. closed: also those that are done with.
    """

    source: str | None = None
    rule: str | None = None
    since: date | None = None
    until: date | None = None
    file: str | None = None
    closed: bool = False


def rejected(connection: duckdb.DuckDBPyConnection, settings: Settings, which: Which) -> pl.DataFrame:
    """The rejected records, with the columns of their table, by load and line."""
    given = {**asdict(which), "zone": settings.business_time_zone}
    return connection.execute(read_sql(PACKAGE, "which"), given).pl()
