"""What people decided, as tables of a query's process: where it is kept stays behind the walls."""

from pathlib import Path

import duckdb

from state.place import FILE, SHOWN, StateDatabase
from warehouse.attaching import make_secret, way_to
from warehouse.errors import WarehouseError
from warehouse.location import postgres_of
from warehouse.sql import literal

_WAY = "state_database"


def show_state(connection: duckdb.DuckDBPyConnection, database: StateDatabase | None) -> None:
    """Copy the tables that may be asked. Nothing where nobody decided anything yet.

    database: where they are; None for the file in this folder. Raises WarehouseError where it cannot be read.
    """
    if database is None and not Path(FILE).exists():
        return
    try:
        schema = _attach(connection, database)
        query = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'state' AND schema_name = ?"
        there = {name for (name,) in connection.execute(query, [schema]).fetchall()}
        # One of an earlier version lacks some until somebody writes.
        for name in (name for name in SHOWN if name in there):
            connection.execute(f'CREATE TEMP TABLE {name} AS FROM state."{schema}".{name}')
        connection.execute("DETACH state")
    except duckdb.Error as error:
        raise WarehouseError(
            "The database of what people decided cannot be read.",
            "Look whether it is there, and at [state] of the settings.",
        ) from error


def _attach(connection: duckdb.DuckDBPyConnection, database: StateDatabase | None) -> str:
    """Its schema."""
    if database is None:
        connection.execute(f"ATTACH {literal(FILE)} AS state (TYPE sqlite, READ_ONLY)")
        return "main"
    make_secret(connection, _WAY, "postgres", way_to(postgres_of(database.address)))
    connection.execute(
        f"ATTACH '' AS state (TYPE postgres, SECRET {_WAY}, SCHEMA {literal(database.schema)}, READ_ONLY)"
    )
    connection.execute(f"DROP SECRET {_WAY}")
    return database.schema
