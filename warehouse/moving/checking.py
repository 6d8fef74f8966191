"""Whether a warehouse that was moved is the one it was, row by row."""

import duckdb

from warehouse.attaching import LAKE, attach, open_database
from warehouse.errors import WarehouseError
from warehouse.location import Location
from warehouse.sql import identifier, literal, read_sql

Sums = tuple[int, int, str]


def check(old: Location, new: Location) -> dict[str, int]:
    """Compare all tables as they are in the newest version and were in the oldest; how many rows each has.

    Raises WarehouseError for the first table that differs.
    """
    ours, theirs = _read(old), _read(new)
    for table in sorted(ours.keys() | theirs.keys()):
        if ours.get(table) != theirs.get(table):
            was, has = _said(ours.get(table)), _said(theirs.get(table))
            raise WarehouseError(
                f"The table {table} was not moved as it was: {was} became {has}.",
                "Nothing was changed. Run this again; if it says so again, report it.",
            )
    return {table: sums[0] for (table, is_oldest), sums in ours.items() if not is_oldest}


def _read(location: Location) -> dict[tuple[str, bool], Sums]:
    with open_database({}, location.extensions) as connection:
        attach(connection, location, "READ_ONLY")
        query = f"SELECT min(snapshot_id) FROM ducklake_snapshots('{LAKE}')"
        newest = {(table, False): _sums(connection, table) for table in _tables(connection)}
        ((number,),) = connection.sql(query).fetchall()
        connection.execute(f"USE memory; DETACH {LAKE}")
        attach(connection, location, "READ_ONLY", f"SNAPSHOT_VERSION {number}")
        oldest = {(table, True): _sums(connection, table) for table in _tables(connection)}
    return newest | oldest


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = (
        "SELECT table_name FROM duckdb_tables()"
        f" WHERE database_name = {literal(LAKE)} AND schema_name = 'main' ORDER BY table_name"
    )
    return [str(name) for (name,) in connection.sql(query).fetchall()]


def _sums(connection: duckdb.DuckDBPyConnection, table: str) -> Sums:
    query = read_sql("warehouse.moving", "sums").format(table=identifier(table))
    ((rows, mixed, added),) = connection.sql(query).fetchall()
    return int(rows), int(mixed), str(added)


def _said(sums: Sums | None) -> str:
    return "nothing" if sums is None else f"{sums[0]:,} rows"
