"""How a database gets the warehouse: the same whether it is to be read, changed or asked in a sandbox.

What an ad-hoc query's own process needs, and light to import, as it is started anew for every query.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb

from warehouse.errors import NoWarehouseError, OlderVersionError, OtherVersionError
from warehouse.location import Bucket, Location, Postgres
from warehouse.sql import literal

LAKE = "lake"
SCHEMA_VERSION = "6"
# Those whose tables can be brought up to date in place (`warehouse/upgrading.py`), in their order.
OLDER_VERSIONS = ("3", "4", "5")
# What extensions find in the environment and show to whoever asks for settings by SQL. They are told it as a
# secret instead.
_SEEN_BY_SQL = {"httpfs": ("s3_access_key_id", "s3_secret_access_key", "s3_session_token")}


def open_database(config: Mapping[str, Any], extensions: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """An empty database, set as `config` says, with its extensions that a warehouse takes."""
    shipped = {name: _shipped(name) for name in extensions}
    # Their signatures are not checked, which took 0.15 s a connection: they came in wheels, as this program
    # did, whose code is not checked at every start either. What else may come is checked.
    connection = duckdb.connect(
        config={
            **config,
            "allow_unsigned_extensions": all(shipped.values()),
            "allow_persistent_secrets": False,
        }
    )
    for name, path in shipped.items():
        if path is None:
            connection.install_extension(name)
        connection.load_extension(str(path or name))
        for setting in _SEEN_BY_SQL.get(name, ()):
            connection.execute(f"SET {setting} = ''")
    connection.execute("SET allow_unsigned_extensions = false")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, location: Location, *options: str) -> None:
    """Attach the warehouse as `lake` and use it. options: further ones of DuckLake's ATTACH."""
    if location.bucket is not None:
        hand_over_key(connection, location.data, location.bucket)
    where, of_catalogue = _catalogue(connection, location)
    attach_options = ", ".join(
        (
            f"DATA_PATH {literal(location.data)}",
            "OVERRIDE_DATA_PATH true",  # so that the folder can be moved
            *of_catalogue,
            *options,
        )
    )
    connection.execute(f"ATTACH {literal(f'ducklake:{where}')} AS {LAKE} ({attach_options})")
    use_lake(connection)


def attach_catalogue(connection: duckdb.DuckDBPyConnection, location: Location, name: str) -> None:
    """Attach the catalogue itself, as a database of this name whose tables are the lake's own."""
    if location.postgres is None:
        connection.execute(f"ATTACH {literal(location.catalogue)} AS {name} (TYPE sqlite)")
        return
    secret = f"catalogue_{name}"
    make_secret(connection, secret, "postgres", way_to(location.postgres))
    connection.execute(
        f"ATTACH '' AS {name} (TYPE postgres, SECRET {secret}, SCHEMA {literal(location.name)})"
    )


def hand_over_key(connection: duckdb.DuckDBPyConnection, data: str, bucket: Bucket) -> None:
    """Let the database into the bucket, but only below the warehouse's data."""
    endpoint = urlsplit(bucket.endpoint or "")
    options = {
        "KEY_ID": bucket.key_id,
        "SECRET": bucket.secret,
        "SESSION_TOKEN": bucket.token,
        "REGION": bucket.region,
        "SCOPE": data,
        # The name of a bucket is no host of a store of one's own.
        **({"ENDPOINT": endpoint.netloc, "URL_STYLE": "path"} if bucket.endpoint else {}),
    }
    make_secret(connection, "warehouse_data", "s3", options, f"USE_SSL {endpoint.scheme != 'http'}")


def _catalogue(connection: duckdb.DuckDBPyConnection, location: Location) -> tuple[str, Sequence[str]]:
    """Where DuckLake finds it, and the options of its kind."""
    postgres = location.postgres
    if postgres is None:
        # Without the journal a commit aborts those who read.
        of_file = ("META_TYPE 'sqlite'", "META_JOURNAL_MODE 'WAL'", "META_BUSY_TIMEOUT 10000")
        return location.catalogue, of_file
    make_secret(connection, "warehouse_catalogue", "postgres", way_to(postgres))
    # As a secret, since the path of whatever is attached can be asked for by SQL. With the schema's name its
    # tables are found without it, and nothing is asked about those of other warehouses.
    parameters = (
        f"{{'TYPE': 'postgres', 'SECRET': 'warehouse_catalogue', 'SCHEMA': {literal(location.name)}}}"
    )
    make_secret(
        connection, "warehouse", "ducklake", {}, "METADATA_PATH ''", f"METADATA_PARAMETERS MAP {parameters}"
    )
    return "warehouse", (f"METADATA_SCHEMA {literal(location.name)}",)


def way_to(postgres: Postgres) -> Mapping[str, str | None]:
    """What a secret says of a database of PostgreSQL."""
    port = None if postgres.port is None else str(postgres.port)
    return {"HOST": postgres.host, "PORT": port, "DATABASE": postgres.database, "USER": postgres.user}


def make_secret(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    kind: str,
    options: Mapping[str, str | None],
    *further: str,
) -> None:
    """Let the database know a way, which SQL then finds in no path. further: options that are no texts."""
    given = [f"{option} {literal(value)}" for option, value in options.items() if value is not None]
    connection.execute(f"CREATE OR REPLACE SECRET {name} ({', '.join([f'TYPE {kind}', *given, *further])})")


def use_lake(connection: duckdb.DuckDBPyConnection) -> None:
    """Bare names are the warehouse's, times are UTC, and nothing but answers is written anywhere.

    Where Python was given a program as text, the database would draw a bar of its progress among them.
    """
    connection.execute(f"USE {LAKE}; SET TimeZone = 'UTC'; SET enable_progress_bar = false")


def no_warehouse(place: str | Path) -> NoWarehouseError:
    """What to say where no load has made one yet."""
    return NoWarehouseError(
        f"There is no warehouse in {place} yet.", "Load exports with 'touchpoints ingest'."
    )


def is_made(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the warehouse was made to its end: a load that was killed early leaves a catalogue without
    tables, or with tables that do not say their version yet.

    Raises OtherVersionError unless this version of the program made it, OlderVersionError where it can be
    brought up to date.
    """
    try:
        query = "SELECT value FROM warehouse_facts WHERE name = 'schema_version'"
        # All of it: what is fetched in part keeps a transaction of the catalogue open.
        found = next(iter(connection.sql(query).fetchall()), None)
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


def refuse_other_version(connection: duckdb.DuckDBPyConnection, place: str | Path) -> None:
    """Raise OtherVersionError unless this version of the program made the warehouse's tables, and
    WarehouseError where nobody did.
    """
    # While upkeep moves its rows, a table may look empty for a moment; a second look sees where they are.
    if not is_made(connection) and not is_made(connection):
        raise no_warehouse(place)


def _shipped(name: str) -> Path | None:
    """Where the wheel that ships an extension put it; without one it comes from DuckDB's own repository."""
    try:
        package = files(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        return None
    return Path(str(package / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"))
