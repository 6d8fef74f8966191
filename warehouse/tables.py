"""The warehouse's own tables, and the columns that its company adds to them."""

from uuid import uuid4

import duckdb

from warehouse.attaching import SCHEMA_VERSION
from warehouse.contract import HISTORIES, RECORD_KINDS, history_names
from warehouse.own_dimensions import own_columns
from warehouse.records import table_types
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

HISTORY_VIEWS = tuple(f"{noun}_{view}" for noun in HISTORIES.values() for view in ("states", "periods"))
_HISTORY_TABLES = {f"{noun}_history": kind for kind, noun in HISTORIES.items()}
# The tables that have the columns of a record kind.
RECORD_TABLES = {kind: kind for kind in RECORD_KINDS} | _HISTORY_TABLES
_OFTEN_EMPTY = (
    *("answers", "customers", "purchases", "staff", *_HISTORY_TABLES),
    *("rejected_rows", "erasures"),
)


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty warehouse, as the contract says.

    They are to be committed, and then `declare_made`. Until then those that may stay empty have a row without
    values: of a table that never held a row the lake asks its catalogue anew for every column that a query
    could read, which takes longer than most queries (DuckDB 1.5.5). Once it held one, it knows.
    """
    connection.execute(read_sql("warehouse", "tables"))
    make_record_tables(connection, Settings())
    for table in _OFTEN_EMPTY:
        connection.execute(f"INSERT INTO {table} DEFAULT VALUES")


def make_record_tables(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make those of the record kinds that are missing, and what is around those that keep their states."""
    for kind in RECORD_KINDS:
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type in table_types(settings, kind).items())
        connection.execute(f"CREATE TABLE IF NOT EXISTS {kind} ({columns})")
    for kind, noun in HISTORIES.items():
        names = history_names(kind)
        connection.execute(read_sql("warehouse", "history").format(**names))
        for view in ("states", "periods"):
            query = read_sql("warehouse", view).format(**names)
            connection.execute(f"CREATE OR REPLACE VIEW {noun}_{view} AS {query}")


def declare_made(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the warehouse say its version, without which nobody reads it."""
    for table in _OFTEN_EMPTY:
        connection.execute(f"DELETE FROM {table}")
    for name, value in {"schema_version": SCHEMA_VERSION, "warehouse_id": uuid4().hex}.items():
        connection.execute(f"INSERT INTO warehouse_facts VALUES ({literal(name)}, {literal(value)})")


def add_own_columns(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make those that are new in the settings. What left them stays, and is found again."""
    for table, kind in RECORD_TABLES.items():
        own = own_columns(settings.dimensions, kind)
        present = connection.table(table).columns if own else []
        for name in own:
            if name not in present:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR")
