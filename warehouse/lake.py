"""Connections to the warehouse: a DuckLake of Parquet files with its catalogue, wherever they lie."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import NamedTuple

import duckdb

from warehouse.attaching import LAKE as LAKE
from warehouse.attaching import (
    attach,
    has_tables,
    is_made,
    no_warehouse,
    open_database,
    refuse_other_version,
    use_lake,
)
from warehouse.catalogue_copy import readable_location
from warehouse.data_files import data_files
from warehouse.errors import MissingDataError, OlderVersionError, WarehouseError, reason_of
from warehouse.folder import find_warehouse, make_warehouse
from warehouse.location import Location
from warehouse.lock import refuse_lost_lock, writer_lock
from warehouse.place import is_catalogue_file, location_of, shown_place
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.tables import add_own_columns, declare_made, make_tables
from warehouse.upgrading import back_up, upgrade
from warehouse.work import spill_folder, sweep

# Loads of up to so many rows are kept in the catalogue instead of a Parquet file each.
INLINED_ROWS = 100
_HOW_TO_OPEN_FOLDER = (
    "Check the folder's permissions and free space, and that this version of touchpoints made it;"
    " else restore it from a backup (docs/operations.md)."
)
_HOW_TO_OPEN_ELSEWHERE = (
    "Check that the catalogue's server and the store answer and let this machine in (docs/deployment.md)."
)


def open_reader(
    settings: Settings,
    as_of: datetime | None = None,
    version: int | None = None,
    extensions: Sequence[str] = (),
    threads: int | None = None,
) -> duckdb.DuckDBPyConnection:
    """A connection that can read the warehouse, as it is or was, but not change it; many may be open at once.

    as_of: see it as it was then. version: see the version of that number, whatever comes after. extensions:
    further ones of DuckDB that the connection is to have. threads: of the database; else all.

    Give each request or thread its own `open_cursor`. Raises WarehouseError when there is no warehouse yet,
    or one of another version.
    """
    find_warehouse(settings)
    moment = [f"SNAPSHOT_TIME '{as_of.astimezone(UTC).isoformat()}'"] if as_of else []
    moment += [] if version is None else [f"SNAPSHOT_VERSION {version}"]
    connection = _connect(settings, "READ_ONLY", *moment, threads=threads, extensions=extensions)
    with _closed_on_error(connection):
        refuse_other_version(connection, shown_place(settings))
    return connection


@contextmanager
def writing(
    settings: Settings, purpose: str, *, make: bool = False, threads: int | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one connection that can change the warehouse, once others who write have finished.

    purpose: what those who wait are told. make: whether a warehouse is made where there is none. threads:
    what the database begins with; else `loading.threads`. Raises WarehouseError when there is none, when
    others write for too long, or when data files are missing.
    """
    (make_warehouse if make else find_warehouse)(settings)
    with writer_lock(settings, purpose):
        sweep(settings)
        with open_writer(settings, make=make, threads=threads) as connection:
            _refuse_missing_files(connection, settings)
            yield connection


def open_writer(
    settings: Settings, *, make: bool = True, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection that can change the warehouse. Hold the writer lock while it is open.

    make: whether a catalogue is made where there is none; not beside data files, which it would not know.
    A warehouse of an earlier version is brought up to date, once its catalogue was copied.
    """
    if make:
        make_warehouse(settings)
    options = (
        f"DATA_INLINING_ROW_LIMIT {INLINED_ROWS}",
        f"CREATE_IF_NOT_EXISTS {make}",
    )
    threads = threads or settings.loading.threads
    connection = _connect(settings, *options, threads=threads)
    with _closed_on_error(connection):
        older = _older_version(connection, settings, make=make)
    if older is not None:
        connection.close()
        back_up(settings, older)
        connection = _connect(settings, *options, threads=threads)
    with _closed_on_error(connection), transaction(connection):
        if older is not None:
            upgrade(connection, older)
        add_own_columns(connection, settings)
    return connection


def _older_version(connection: duckdb.DuckDBPyConnection, settings: Settings, *, make: bool) -> str | None:
    """The version of a warehouse that is to be brought up to date; one that is not made yet is made."""
    try:
        if not is_made(connection):
            if not make:
                raise no_warehouse(shown_place(settings))
            _make(connection)
    except OlderVersionError as error:
        return error.found
    return None


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    if not has_tables(connection):
        with transaction(connection):
            make_tables(connection)
    with transaction(connection):
        declare_made(connection)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block did, or leave no trace of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        # Some errors end the transaction themselves, and then it is the error that counts.
        with suppress(duckdb.Error):
            connection.rollback()
        raise
    refuse_lost_lock()
    connection.commit()


class Snapshot(NamedTuple):
    """A version of the warehouse. After a restored copy a number may come again, but not at the same time."""

    number: int
    committed_at: datetime


def current_snapshot(connection: duckdb.DuckDBPyConnection) -> Snapshot:
    """The version of the warehouse that the connection sees now."""
    return Snapshot(*connection.sql(read_sql("warehouse", "snapshot")).pl().row(0))


def snapshot_time(connection: duckdb.DuckDBPyConnection, number: int) -> datetime | None:
    """When a version was committed; None for one that is no longer there, or not yet."""
    query = f"SELECT snapshot_time FROM ducklake_snapshots('{LAKE}') WHERE snapshot_id = $number"
    found = connection.sql(query, params={"number": number}).pl()
    return None if found.is_empty() else found.item()


def warehouse_id(connection: duckdb.DuckDBPyConnection) -> str:
    """What tells this warehouse from one made anew in its place."""
    query = "SELECT value FROM warehouse_facts WHERE name = 'warehouse_id'"
    return str(connection.sql(query).fetchall()[0][0])


def open_cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection of its own for one request or thread; DuckDB's cursors forget what the parent uses."""
    cursor = connection.cursor()
    use_lake(cursor)
    return cursor


def open_beside(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection of its own that does not look into the warehouse, which costs time for every name."""
    cursor = connection.cursor()
    cursor.execute("SET enable_progress_bar = false")
    return cursor


def open_apart(settings: Settings, threads: int) -> duckdb.DuckDBPyConnection:
    """A database of its own without the warehouse."""
    connection = open_database(_config(settings, threads), ())
    connection.execute("SET enable_progress_bar = false")
    return connection


def still_answers(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database can be asked anything more: after a fault of its own it refuses."""
    try:
        connection.execute("SELECT 1")
    except duckdb.Error:
        return False
    return True


def needed_files(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The data files that some version of the warehouse needs, by their names."""
    return {name for (name,) in connection.sql(read_sql("warehouse", "data_files")).fetchall()}


def _refuse_missing_files(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    files = data_files(settings)
    missing = files.missing(needed_files(connection))
    if missing:
        raise MissingDataError([files.path(name) for name in missing])


def _connect(
    settings: Settings, *options: str, threads: int | None = None, extensions: Sequence[str] = ()
) -> duckdb.DuckDBPyConnection:
    location = readable_location(settings) if "READ_ONLY" in options else location_of(settings)
    needed = tuple(dict.fromkeys([*location.extensions, *extensions]))
    connection = open_database(_config(settings, threads), needed)
    with _closed_on_error(connection):
        _attach(connection, settings, location, options)
    return connection


def _config(settings: Settings, threads: int | None) -> dict[str, str | int]:
    return {
        "memory_limit": f"{settings.memory_limit // 1_000}KB",
        "temp_directory": str(spill_folder(settings)),
        **({"threads": threads} if threads else {}),
    }


def _attach(
    connection: duckdb.DuckDBPyConnection, settings: Settings, location: Location, options: Sequence[str]
) -> None:
    try:
        attach(connection, location, *options)
    except duckdb.Error as error:
        raise WarehouseError(
            f"The warehouse in {shown_place(settings)} cannot be opened: {reason_of(error)}.",
            _HOW_TO_OPEN_FOLDER if is_catalogue_file(settings) else _HOW_TO_OPEN_ELSEWHERE,
        ) from error


@contextmanager
def _closed_on_error(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise
