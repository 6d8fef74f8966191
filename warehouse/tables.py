"""The warehouse's own tables, and the columns that its company adds to them."""

from uuid import uuid4

import duckdb

from warehouse.attaching import SCHEMA_VERSION
from warehouse.contract import RECORD_KINDS
from warehouse.own_dimensions import own_columns
from warehouse.records import table_types
from warehouse.settings import Settings
from warehouse.sql import read_sql

CUSTOMER_VIEWS = ("customer_states", "customer_periods")


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty warehouse, as the contract says."""
    connection.execute(read_sql("warehouse", "tables"))
    for kind in RECORD_KINDS:
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type in table_types(Settings(), kind).items())
        connection.execute(f"CREATE TABLE {kind} ({columns})")
    connection.execute(read_sql("warehouse", "customer_history"))
    for view in CUSTOMER_VIEWS:
        connection.execute(f"CREATE VIEW {view} AS {read_sql('warehouse', view)}")
    facts = {"schema_version": SCHEMA_VERSION, "warehouse_id": uuid4().hex}
    connection.executemany("INSERT INTO warehouse_facts VALUES (?, ?)", [*facts.items()])


def add_own_columns(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make those that are new in the settings. What left them stays, and is found again."""
    tables = {kind: kind for kind in RECORD_KINDS} | {"customer_history": "customers"}
    for table, kind in tables.items():
        present = connection.table(table).columns
        for name in own_columns(settings.dimensions, kind):
            if name not in present:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR")
