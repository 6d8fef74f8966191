"""The rejected records that are meant."""

from dataclasses import asdict

import duckdb
import polars as pl

from ingest.rejected.which import PACKAGE, Which
from warehouse.settings import Settings
from warehouse.sql import read_sql


def rejected(connection: duckdb.DuckDBPyConnection, settings: Settings, which: Which) -> pl.DataFrame:
    """The rejected records, with the columns of their table, by load and line."""
    given = {**asdict(which), "zone": settings.business_time_zone}
    return connection.execute(read_sql(PACKAGE, "which"), given).pl()
