"""The rows of a catalogue, written into a new one of whichever kind."""

from pathlib import Path

import duckdb

from warehouse.attaching import LAKE, attach, attach_catalogue, open_database
from warehouse.location import Location
from warehouse.moving.stages import copied, unseen
from warehouse.place import location_of
from warehouse.settings import Settings
from warehouse.sql import identifier
from warehouse.upkeep import THREADS

# Rows are in files by then: the kinds of catalogue keep them differently. Files of the old place that are to
# be deleted were not copied.
_LEFT_OUT = ("ducklake_inlined_", "ducklake_files_scheduled_for_deletion")
# What a lake says of itself, as where its data are.
_OF_ITSELF = "ducklake_metadata"


def make_catalogue(settings: Settings, target: Settings, folder: Path) -> Location:
    """Make the new catalogue, not to be seen yet, with all versions of the old one; where it is.

    The data files are there. folder: of the work. The caller holds both writer locks.
    """
    new = location_of(target)
    with copied(settings, folder) as (place, name):
        copy = Location(place, new.data, name, new.bucket)
        _write_rows_into_files(copy)
        place, name = unseen(target)
        made = Location(place, new.data, name, new.bucket)
        _fill(copy, made)
    return made


def _write_rows_into_files(copy: Location) -> None:
    """Of the copy, so that the old catalogue stays as it is; into the new place."""
    with open_database({"threads": THREADS}, copy.extensions) as connection:
        attach(connection, copy)
        connection.execute(f"CALL ducklake_flush_inlined_data('{LAKE}')")


def _fill(copy: Location, made: Location) -> None:
    extensions = dict.fromkeys((*copy.extensions, *made.extensions))
    with open_database({"threads": THREADS}, tuple(extensions)) as connection:
        attach(connection, made)
        connection.execute(f"USE memory; DETACH {LAKE}")
        attach_catalogue(connection, copy, "old")
        attach_catalogue(connection, made, "new")
        connection.begin()
        for table in _tables(connection):
            _write(connection, identifier(table))
        connection.commit()


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'new' ORDER BY table_name"
    names = [str(name) for (name,) in connection.sql(query).fetchall()]
    return [name for name in names if not name.startswith(_LEFT_OUT)]


def _write(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    if table == identifier(_OF_ITSELF):
        connection.execute(
            f"INSERT INTO new.{table} BY NAME SELECT * FROM old.{table}"
            f" WHERE key NOT IN (SELECT key FROM new.{table} WHERE scope IS NULL) OR scope IS NOT NULL"
        )
        return
    # A new lake has its first version, which is also that of the old one.
    connection.execute(f"DELETE FROM new.{table}")
    connection.execute(f"INSERT INTO new.{table} BY NAME SELECT * FROM old.{table}")
