"""Parquet files that the program wrote become part of a table of the lake as they are: each once."""

from collections.abc import Sequence

import duckdb

from warehouse.attaching import LAKE
from warehouse.errors import WarehouseError
from warehouse.sql import literal, read_sql


def add_data_files(connection: duckdb.DuckDBPyConnection, table: str, paths: Sequence[str]) -> None:
    """Add files, inside the caller's transaction; columns that the table does not have are left out.

    paths: as the database calls them. The lake itself takes a file twice without a word; here that is a
    WarehouseError.
    """
    _refuse_adopted(connection, table, paths)
    listed = ", ".join(map(literal, paths))
    connection.execute(
        f"CALL ducklake_add_data_files('{LAKE}', '{table}', [{listed}], ignore_extra_columns => true)"
    )
    connection.execute("INSERT INTO adopted_files SELECT unnest($paths::VARCHAR[])", {"paths": list(paths)})


def _refuse_adopted(connection: duckdb.DuckDBPyConnection, table: str, paths: Sequence[str]) -> None:
    # What this transaction added the catalogue learns with its commit; rolled back, the table forgets it too.
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS adopted_files (path VARCHAR)")
    names = [path.rpartition("/")[2] for path in paths]
    asked = {"table": table, "names": names, "paths": list(paths)}
    known = connection.execute(read_sql("warehouse", "adopted"), asked).fetchall()
    twice = [path for (path,) in known] or [path for path in paths if paths.count(path) > 1]
    if twice:
        raise WarehouseError(
            f"The file {twice[0]} is part of the table {table} already; its rows would be there twice.",
            "Nothing was changed. Report it with the log: no command should come to this.",
        )
