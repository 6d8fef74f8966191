"""What is asked of marts that may not be there."""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

from analytics.applied_settings import applied_settings
from analytics.marts.wide import FURTHER_MARTS
from warehouse.errors import WarehouseError


def read_stored(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Mapping[str, Any],
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """The rows of a query; none while no file was loaded, since the first load makes the marts.

    Raises WarehouseError when files were loaded but by a version, or under settings, with other marts.
    """
    try:
        return connection.sql(query, params=dict(parameters)).pl()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        if not _is_loaded(connection):
            return pl.DataFrame(schema=schema)
        if any(table in query for table in FURTHER_MARTS):
            raise WarehouseError(
                "The settings name other dimensions of marts than the last load knew.",
                "Load a file, or run `touchpoints rebuild`.",
            ) from error
        if isinstance(error, duckdb.BinderException) and not _is_of_another_version(connection):
            raise
        raise WarehouseError(
            "Another version of touchpoints made the warehouse's figures.", "Run `touchpoints rebuild`."
        ) from error


def _is_of_another_version(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether marts were made by other queries, so that they may lack columns."""
    # The queries come from the catalogue, whose measures read by this module.
    from analytics.marts.fingerprint import fingerprint

    return (applied_settings(connection) or {}).get("queries") != fingerprint()


def _is_loaded(connection: duckdb.DuckDBPyConnection) -> bool:
    try:
        return applied_settings(connection) is not None
    except duckdb.CatalogException:
        return False
