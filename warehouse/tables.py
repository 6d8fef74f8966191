"""The warehouse's own tables, and the columns that its company adds to them."""

from uuid import uuid4

import duckdb

from warehouse.attaching import SCHEMA_VERSION
from warehouse.contract import RECORD_KINDS
from warehouse.own_dimensions import own_columns
from warehouse.records import table_types
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

CUSTOMER_VIEWS = ("customer_states", "customer_periods")
# What a load spent its seconds on.
LOAD_SECONDS = ("staging_seconds", "checking_seconds", "settling_seconds", "marts_seconds")
_OFTEN_EMPTY = ("answers", "customers", "customer_history", "rejected_rows")


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty warehouse, as the contract says.

    They are to be committed, and then `declare_made`. Until then those that may stay empty have a row without
    values: of a table that never held a row the lake asks its catalogue anew for every column that a query
    could read, which takes longer than most queries (DuckDB 1.5.5). Once it held one, it knows.
    """
    connection.execute(read_sql("warehouse", "tables"))
    for kind in RECORD_KINDS:
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type in table_types(Settings(), kind).items())
        connection.execute(f"CREATE TABLE {kind} ({columns})")
    connection.execute(read_sql("warehouse", "customer_history"))
    for view in CUSTOMER_VIEWS:
        connection.execute(f"CREATE VIEW {view} AS {read_sql('warehouse', view)}")
    for table in _OFTEN_EMPTY:
        connection.execute(f"INSERT INTO {table} DEFAULT VALUES")


def declare_made(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the warehouse say its version, without which nobody reads it."""
    for table in _OFTEN_EMPTY:
        connection.execute(f"DELETE FROM {table}")
    for name, value in {"schema_version": SCHEMA_VERSION, "warehouse_id": uuid4().hex}.items():
        connection.execute(f"INSERT INTO warehouse_facts VALUES ({literal(name)}, {literal(value)})")


def add_new_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """Make those that a warehouse of an earlier release lacks."""
    present = connection.table("loads").columns
    for name in LOAD_SECONDS:
        if name not in present:
            connection.execute(f"ALTER TABLE loads ADD COLUMN {name} DOUBLE")
    if "joined_loads" not in present:
        connection.execute("ALTER TABLE loads ADD COLUMN joined_loads BIGINT")
        connection.execute(
            "CREATE TABLE stream_positions (source VARCHAR, part VARCHAR, next_message BIGINT)"
        )


def add_own_columns(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make those that are new in the settings. What left them stays, and is found again."""
    tables = {kind: kind for kind in RECORD_KINDS} | {"customer_history": "customers"}
    for table, kind in tables.items():
        own = own_columns(settings.dimensions, kind)
        present = connection.table(table).columns if own else []
        for name in own:
            if name not in present:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR")
