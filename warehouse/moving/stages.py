"""Catalogues that nobody sees yet: the copy of the old one, and the new one until it is shown."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from warehouse.catalogue_database import connect, explained
from warehouse.place import catalogue_file, is_catalogue_file
from warehouse.settings import Settings
from warehouse.sql import identifier

# Names of warehouses leave room for an ending.
_COPY, _NEW = "_copy", "_new"


@contextmanager
def copied(settings: Settings, folder: Path) -> Iterator[tuple[str, str]]:
    """A copy of the catalogue as it is now, for as long as the block runs: its place and the schema's name.

    folder: of the work. The caller holds the writer lock.
    """
    if is_catalogue_file(settings):
        path = folder / "copy.sqlite"
        with (
            closing(sqlite3.connect(catalogue_file(settings))) as original,
            closing(sqlite3.connect(path)) as copy,
        ):
            original.backup(copy)
        yield str(path), "main"
        return
    assert settings.warehouse.catalogue is not None
    name = _beside(settings, _COPY)
    _copy_schema(settings, name)
    try:
        yield settings.warehouse.catalogue, name
    finally:
        drop(settings, name)


def unseen(target: Settings) -> tuple[str, str]:
    """Where the new catalogue is made, with nothing there."""
    if is_catalogue_file(target):
        path = catalogue_file(target).with_suffix(".part")
        for end in ("", "-wal", "-shm"):
            path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
        return str(path), "main"
    assert target.warehouse.catalogue is not None
    name = _beside(target, _NEW)
    drop(target, name)
    return target.warehouse.catalogue, name


def show(target: Settings) -> None:
    """Give the new catalogue its name: from now on it is the warehouse's. No database has it open."""
    if is_catalogue_file(target):
        path = catalogue_file(target).with_suffix(".part")
        with closing(sqlite3.connect(path)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path.replace(catalogue_file(target))
        return
    with connect(target, "touchpoints move") as connection, explained(target):
        new, name = identifier(_beside(target, _NEW)), identifier(target.warehouse.name)
        connection.execute(f"ALTER SCHEMA {new} RENAME TO {name}")


def drop(settings: Settings, name: str) -> None:
    """A schema that may be there."""
    with connect(settings, "touchpoints move") as connection, explained(settings):
        connection.execute(f"DROP SCHEMA IF EXISTS {identifier(name)} CASCADE")


def _copy_schema(settings: Settings, name: str) -> None:
    with connect(settings, "touchpoints move") as connection, explained(settings), connection.transaction():
        new, old = identifier(name), identifier(settings.warehouse.name)
        connection.execute(f"DROP SCHEMA IF EXISTS {new} CASCADE")
        connection.execute(f"CREATE SCHEMA {new}")
        found = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s", [settings.warehouse.name]
        )
        for (table,) in found.fetchall():
            table = identifier(str(table))
            connection.execute(f"CREATE TABLE {new}.{table} (LIKE {old}.{table} INCLUDING ALL)")
            connection.execute(f"INSERT INTO {new}.{table} SELECT * FROM {old}.{table}")


def _beside(settings: Settings, end: str) -> str:
    return f"{settings.warehouse.name}{end}"
