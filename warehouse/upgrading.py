"""A warehouse of an earlier version, brought up to date in place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb

from warehouse.attaching import OLDER_VERSIONS, SCHEMA_VERSION
from warehouse.place import catalogue_file
from warehouse.records import table_types
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql
from warehouse.tables import RECORD_TABLES, make_record_tables
from warehouse.visible import tell

BACKUP = "catalogue-version-{}.sqlite"


def back_up(settings: Settings, version: str) -> Path:
    """Copy the catalogue as it is beside itself, whole or not at all. No database may have it open here:
    where two copies of SQLite are in a process, one lets go of the other's locks.
    """
    copy = settings.lake_folder / BACKUP.format(version)
    part = copy.with_suffix(".part")
    part.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(catalogue_file(settings))) as original,
        closing(sqlite3.connect(part)) as target,
    ):
        original.backup(target)
    return part.replace(copy)


def upgrade(connection: duckdb.DuckDBPyConnection, version: str) -> None:
    """Make the tables of an earlier version those of this one, inside the caller's transaction."""
    connection.execute(read_sql("warehouse", "tables"))
    _make_room(connection)
    for older in OLDER_VERSIONS[OLDER_VERSIONS.index(version) :]:
        connection.execute(read_sql("warehouse", f"upgrade_from_{older}"))
    make_record_tables(connection, Settings())
    connection.execute(
        f"UPDATE warehouse_facts SET value = {literal(SCHEMA_VERSION)} WHERE name = 'schema_version'"
    )
    tell(f"The warehouse's tables of version {version} are brought up to version {SCHEMA_VERSION}.")


def _make_room(connection: duckdb.DuckDBPyConnection) -> None:
    """Let columns of the company's own, which are texts, step aside where the contract now has others of
    their names. Like all that left the settings they stay and are filled no more.
    """
    present = {name for (name,) in connection.sql("SHOW TABLES").fetchall()}
    for table, kind in RECORD_TABLES.items():
        columns = connection.table(table) if table in present else None
        for name, sql_type in zip(columns.columns, columns.types, strict=True) if columns else ():
            if table_types(Settings(), kind).get(name, str(sql_type)) != str(sql_type):
                connection.execute(f"ALTER TABLE {table} RENAME COLUMN {name} TO own_{name}")
