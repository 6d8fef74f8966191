"""Connections to the warehouse: a DuckLake of Parquet files with a SQLite catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import dataframely as dy
import duckdb

from warehouse.contract import LOCAL_TIMES, RECORD_KINDS
from warehouse.errors import WarehouseError
from warehouse.settings import Settings

LAKE = "lake"
SCHEMA_VERSION = "1"
# Loads of up to so many rows are kept in the catalogue instead of a Parquet file each.
INLINED_ROWS = 100
_SQL_TYPES = {
    dy.String: "VARCHAR",
    dy.Enum: "VARCHAR",
    dy.Float64: "DOUBLE",
    dy.Bool: "BOOLEAN",
    dy.Date: "DATE",
    dy.Datetime: "TIMESTAMP WITH TIME ZONE",
}


def open_reader(settings: Settings, as_of: datetime | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that can read the warehouse, as it is or was, but not change it; many may be open at once.

    Give each request or thread its own `open_cursor`. Raises WarehouseError when there is no warehouse yet.
    """
    if not _catalogue(settings).exists():
        raise WarehouseError(
            f"There is no warehouse in {settings.lake_folder} yet.", "Load exports with 'touchpoints ingest'."
        )
    moment = [f"SNAPSHOT_TIME '{as_of.astimezone(UTC).isoformat()}'"] if as_of else []
    return _connect(settings, "READ_ONLY", *moment)


def open_writer(settings: Settings) -> duckdb.DuckDBPyConnection:
    """A connection that can change the warehouse, made if absent. Hold the writer lock while it is open."""
    settings.lake_folder.mkdir(parents=True, exist_ok=True)
    connection = _connect(settings, f"DATA_INLINING_ROW_LIMIT {INLINED_ROWS}")
    with transaction(connection):
        _make_tables(connection)
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block did, or leave no trace of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def snapshot_id(connection: duckdb.DuckDBPyConnection) -> int:
    """The version of the warehouse that the connection sees now: the cache key of all that is computed."""
    row = connection.sql(f"SELECT max(snapshot_id) FROM ducklake_snapshots('{LAKE}')").fetchone()
    return int(row[0]) if row else 0


def open_cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection of its own for one request or thread; DuckDB's cursors forget what the parent uses."""
    cursor = connection.cursor()
    _use_lake(cursor)
    return cursor


def column_types(kind: str) -> dict[str, str]:
    """The SQL type of each column of a record kind, derived from the contract."""
    return {name: _SQL_TYPES[type(column)] for name, column in RECORD_KINDS[kind].columns().items()}


def data_folder(settings: Settings, table: str) -> Path:
    """Where the lake keeps the Parquet files of a table."""
    return settings.lake_folder / "data" / "main" / table


def _catalogue(settings: Settings) -> Path:
    return settings.lake_folder / "catalogue.sqlite"


def _connect(settings: Settings, *options: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "memory_limit": settings.memory_limit,
            "temp_directory": str(settings.lake_folder / "spill"),
        }
    )
    for extension in ("ducklake", "sqlite_scanner"):
        _load_extension(connection, extension)
    attach_options = ", ".join(
        (
            f"DATA_PATH '{_quoted(settings.lake_folder / 'data')}'",
            "META_TYPE 'sqlite'",
            "META_JOURNAL_MODE 'WAL'",  # without it a commit aborts those who read
            "META_BUSY_TIMEOUT 10000",
            "OVERRIDE_DATA_PATH true",  # so that the folder can be moved
            *options,
        )
    )
    try:
        connection.execute(f"ATTACH 'ducklake:{_quoted(_catalogue(settings))}' AS {LAKE} ({attach_options})")
    except duckdb.Error as error:
        connection.close()
        raise WarehouseError(
            f"The warehouse in {settings.lake_folder} cannot be opened: {error}.",
            "Check the folder's permissions and free space, and that this version of touchpoints made it.",
        ) from error
    _use_lake(connection)
    return connection


def _use_lake(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"USE {LAKE}; SET TimeZone = 'UTC'")


def _load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """From the wheel that ships it, else from DuckDB's own repository."""
    try:
        package = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        connection.install_extension(name)
        connection.load_extension(name)
        return
    path = package / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    connection.load_extension(str(path))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    if "warehouse_facts" in {row[0] for row in connection.sql("SHOW TABLES").fetchall()}:
        _refuse_other_version(connection)
        return
    connection.execute((files("warehouse") / "tables.sql").read_text(encoding="utf-8"))
    for kind in RECORD_KINDS:
        types = column_types(kind) | dict.fromkeys(LOCAL_TIMES[kind], "TIMESTAMP") | {"load_id": "BIGINT"}
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type in types.items())
        connection.execute(f"CREATE TABLE {kind} ({columns})")
    connection.execute("INSERT INTO warehouse_facts VALUES ('schema_version', ?)", [SCHEMA_VERSION])


def _refuse_other_version(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.sql("SELECT value FROM warehouse_facts WHERE name = 'schema_version'").fetchone()
    if found is None or found[0] != SCHEMA_VERSION:
        raise WarehouseError(
            f"The warehouse has tables of version {found and found[0]}, this program of {SCHEMA_VERSION}.",
            "Load the exports into a new folder with this version.",
        )
