"""What tables and their columns hold, as comments that tools show beside them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import duckdb

from analytics.descriptions import description, grain
from analytics.marts.wide import WIDE_MARTS
from publish.target import in_postgres, run
from warehouse.settings import Settings
from warehouse.sql import identifier, literal


def comment(
    connection: duckdb.DuckDBPyConnection, settings: Settings, table: str, columns: Iterable[str]
) -> None:
    """Say it of a table that was made. Of dimensions of the company's own nothing is known."""
    name = in_postgres(settings, table)
    run(connection, f"COMMENT ON TABLE {name} IS {literal(grain(_narrow(table)))}")
    for column, text in _described(table, columns):
        run(connection, f"COMMENT ON COLUMN {name}.{identifier(column)} IS {literal(text)}")


def _described(table: str, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
    for column in columns:
        with suppress(LookupError):
            yield column, description(_narrow(table), column)


def _narrow(table: str) -> str:
    """A wide mart holds what the mart itself does, by more dimensions."""
    return WIDE_MARTS[table].name if table in WIDE_MARTS else table
