"""How a database gets the warehouse: the same whether it is to be read, changed or asked in a sandbox.

What an ad-hoc query's own process needs, and light to import, as it is started anew for every query.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import OlderVersionError, OtherVersionError, WarehouseError

LAKE = "lake"
SCHEMA_VERSION = "6"
# Those whose tables can be brought up to date in place (`warehouse/upgrading.py`), in their order.
OLDER_VERSIONS = ("3", "4", "5")
_EXTENSIONS = ("ducklake", "sqlite_scanner")


def open_database(config: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
    """An empty database, set as `config` says, with what reads a DuckLake with a SQLite catalogue."""
    shipped = {name: _shipped(name) for name in _EXTENSIONS}
    # Their signatures are not checked, which took 0.15 s a connection: they came in wheels, as this program
    # did, whose code is not checked at every start either. What else may come is checked.
    connection = duckdb.connect(config={**config, "allow_unsigned_extensions": all(shipped.values())})
    for name, path in shipped.items():
        if path is None:
            connection.install_extension(name)
        connection.load_extension(str(path or name))
    connection.execute("SET allow_unsigned_extensions = false")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, catalogue: Path, data: Path, *options: str) -> None:
    """Attach the warehouse as `lake` and use it. options: further ones of DuckLake's ATTACH."""
    attach_options = ", ".join(
        (
            f"DATA_PATH '{_quoted(data)}'",
            "META_TYPE 'sqlite'",
            "META_JOURNAL_MODE 'WAL'",  # without it a commit aborts those who read
            "META_BUSY_TIMEOUT 10000",
            "OVERRIDE_DATA_PATH true",  # so that the folder can be moved
            *options,
        )
    )
    connection.execute(f"ATTACH 'ducklake:{_quoted(catalogue)}' AS {LAKE} ({attach_options})")
    use_lake(connection)


def use_lake(connection: duckdb.DuckDBPyConnection) -> None:
    """Bare names are the warehouse's, times are UTC, and nothing but answers is written anywhere.

    Where Python was given a program as text, the database would draw a bar of its progress among them.
    """
    connection.execute(f"USE {LAKE}; SET TimeZone = 'UTC'; SET enable_progress_bar = false")


def no_warehouse(folder: Path) -> WarehouseError:
    """What to say where no load has made one yet."""
    return WarehouseError(
        f"There is no warehouse in {folder} yet.", "Load exports with 'touchpoints ingest'."
    )


def is_made(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the warehouse was made to its end: a load that was killed early leaves a catalogue without
    tables, or with tables that do not say their version yet.

    Raises OtherVersionError unless this version of the program made it, OlderVersionError where it can be
    brought up to date.
    """
    try:
        query = "SELECT value FROM warehouse_facts WHERE name = 'schema_version'"
        found = connection.sql(query).fetchone()
    except duckdb.CatalogException:
        if has_tables(connection):
            raise OtherVersionError("none", SCHEMA_VERSION) from None
        return False
    if found is not None and found[0] != SCHEMA_VERSION:
        is_older = found[0] in OLDER_VERSIONS
        raise (OlderVersionError if is_older else OtherVersionError)(found[0], SCHEMA_VERSION)
    return found is not None


def has_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there are any tables."""
    return bool(connection.sql("SHOW TABLES").fetchall())


def refuse_other_version(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Raise OtherVersionError unless this version of the program made the warehouse's tables, and
    WarehouseError where nobody did.
    """
    # While upkeep moves its rows, a table may look empty for a moment; a second look sees where they are.
    if not is_made(connection) and not is_made(connection):
        raise no_warehouse(folder)


def _shipped(name: str) -> Path | None:
    """Where the wheel that ships an extension put it; without one it comes from DuckDB's own repository."""
    try:
        package = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        return None
    return Path(str(package / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
