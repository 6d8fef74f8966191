"""What the catalogue itself keeps of a customer: statistics, freed pages, copies."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from ingest.erasing.named import Named
from warehouse.catalogue_database import connect, explained
from warehouse.place import catalogue, catalogue_file, is_catalogue_file
from warehouse.settings import Settings
from warehouse.sql import identifier, read_sql
from warehouse.upgrading import BACKUP
from warehouse.work import remove_copies

# Readers hold the catalogue for as long as it takes to look something up.
_WAIT_SECONDS = 30.0


def clean_catalogue(settings: Settings, named: Named) -> None:
    """Leave nothing of the customer in the catalogue, its log and its copies.

    No database has it open here, all rows are in files, and the caller holds the writer lock. What a server
    of PostgreSQL keeps beside its tables - its own log, archives, backups - is its operator's.
    """
    with _opened(settings) as opened:
        for name in named.names:
            # The two take parameters by name in ways of their own.
            sign = ":name" if is_catalogue_file(settings) else "%(name)s"
            query = read_sql("ingest.erasing", "narrow_statistics").replace(":name", sign)
            opened.execute(query, {"name": name})
        if is_catalogue_file(settings):
            opened.execute("VACUUM")
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in _tables(opened, settings):
                # Else what was deleted stays in the server's files until something is written over it.
                opened.execute(f"VACUUM FULL {identifier(table)}")
    for copy in settings.lake_folder.glob(BACKUP.format("*")):
        copy.unlink()
    remove_copies(settings)


def cells(settings: Settings) -> Iterator[tuple[str, object]]:
    """Every value in the catalogue, with where it is."""
    with _opened(settings) as opened:
        for table in _tables(opened, settings):
            for row in opened.execute(f"SELECT * FROM {identifier(table)}"):
                for cell in row:
                    yield f"{_name(settings)}: {table}", cell


@contextmanager
def _opened(settings: Settings) -> Iterator[Any]:
    """Its own database, without DuckDB: what that keeps of it in memory says nothing."""
    if is_catalogue_file(settings):
        path = catalogue_file(settings)
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as file:
            yield file
        return
    with connect(settings, "touchpoints erase") as connection, explained(settings):
        connection.execute(f"SET search_path = {identifier(settings.warehouse.name)}")
        yield connection


def _tables(opened: Any, settings: Settings) -> list[str]:
    if is_catalogue_file(settings):
        found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        found = opened.execute(query)
    return [name for (name,) in found.fetchall()]


def _name(settings: Settings) -> str:
    return catalogue_file(settings).name if is_catalogue_file(settings) else catalogue(settings)
