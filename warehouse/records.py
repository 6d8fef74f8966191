"""The columns of each record kind under given settings: the contract's and the company's own."""

import dataframely as dy
import duckdb

from warehouse.contract import LOAD_COLUMNS, LOCAL_TIMES, RECORD_KINDS, identity_columns
from warehouse.own_dimensions import own_columns
from warehouse.settings import Settings

_SQL_TYPES = {
    dy.String: "VARCHAR",
    dy.Enum: "VARCHAR",
    dy.Float64: "DOUBLE",
    dy.Bool: "BOOLEAN",
    dy.Date: "DATE",
    dy.Datetime: "TIMESTAMP WITH TIME ZONE",
}


def record_columns(settings: Settings, kind: str) -> dict[str, dy.Column]:
    """What a SELECT for the record kind may give, and by which rules."""
    own = own_columns(settings.dimensions, kind)
    return RECORD_KINDS[kind].columns() | {name: dy.String(nullable=True, min_length=1) for name in own}


def column_types(settings: Settings, kind: str) -> dict[str, str]:
    """The SQL type of each column of a record kind."""
    return {name: _SQL_TYPES[type(column)] for name, column in record_columns(settings, kind).items()}


def content_columns(settings: Settings, kind: str) -> list[str]:
    """What a record says: every column but those that identify it."""
    return [name for name in record_columns(settings, kind) if name not in identity_columns(kind)]


def unused_columns(connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str) -> list[str]:
    """Columns of the record kind's table whose dimensions are no longer in the settings."""
    return [name for name in connection.table(kind).columns if name not in table_types(settings, kind)]


def table_types(settings: Settings, kind: str) -> dict[str, str]:
    """The SQL type of each column of a record kind's table: its own, and what loads add."""
    local_times = dict.fromkeys(LOCAL_TIMES[kind], "TIMESTAMP")
    loads = dict.fromkeys(LOAD_COLUMNS[kind], "BIGINT")
    return column_types(settings, kind) | local_times | loads
