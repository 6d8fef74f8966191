"""A connection on which a query reads the warehouse and nothing else, whatever the query is."""

import os
import sys
import sysconfig
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import duckdb

from analytics.sandbox.job import Job
from analytics.sandbox.limits import limit_memory
from analytics.sandbox.state_tables import show_state
from analytics.sandbox.walls import restrict
from warehouse.attaching import LAKE, attach, open_database, refuse_other_version
from warehouse.errors import QueryError, WarehouseError
from warehouse.location import Location
from warehouse.processors import processors
from warehouse.rearranging import newest_version
from warehouse.sql import literal

_POSTGRES, _POSTGRES_PORT = "postgres_scanner", 5432
# What looks up the address of a store, and checks its certificate.
_NETWORK = ("hosts", "host.conf", "resolv.conf", "nsswitch.conf", "gai.conf", "ssl", "pki")


def prepare(extensions: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """An empty database with what reading a warehouse takes, and no threads but this one."""
    # The module's own database, which nothing here uses, has threads.
    duckdb.default_connection().close()
    connection = open_database({"threads": 1, "python_enable_replacements": False}, extensions)
    if _POSTGRES in extensions:
        # It would close connections that nobody uses, after a minute.
        connection.execute("SET pg_pool_enable_reaper_thread = false")
    return connection


def open_warehouse(connection: duckdb.DuckDBPyConnection, job: Job) -> int:
    """Attach the warehouse as the job wants it, and close everything else to the connection and the process.

    Returns the number of the version that was the newest then.

    The transaction that is begun keeps the catalogue open and the state the same: after the walls are up
    nothing but data files has to be opened. Raises WarehouseError for a warehouse that cannot be opened,
    QueryError for a moment before there was one.
    """
    # With relative paths no message and no plan can tell where on the machine the warehouse is.
    os.chdir(job.warehouse)
    _attach(connection, job)
    show_state(connection, job.decided)
    version = newest_version(connection)
    connection.begin()
    refuse_other_version(connection, Path(job.warehouse))
    connection.execute(
        f"SET temp_directory = {literal(job.spill_folder)};"
        f"SET max_temp_directory_size = '{job.spill // 1000}KB';"
        f"SET memory_limit = '{job.memory // 1000}KB';"
        f"SET allowed_directories = [{literal(job.place.data)}];"
        "SET enable_external_access = false;"
        "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false"
    )
    threads = processors()
    limit_memory(job.memory, threads)
    restrict(
        readable=[Path(), *_programs(), *_network(job.place)],
        writable=[Path(job.spill_folder), *_copies(job.place)],
        ports=_ports(job.place),
    )
    # Threads inherit the wall, so they come after it.
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET lock_configuration = true")
    return version


def _copies(place: Location) -> list[Path]:
    """Where a copy of the catalogue is read: SQLite writes beside it, never beside the warehouse's own."""
    folder = Path(place.catalogue).parent
    return [] if folder == Path() or place.postgres else [folder]


def _ports(place: Location) -> list[int]:
    """Where catalogue and data are read over a network: for what is looked up in parallel both need further
    connections.
    """
    ports = [] if place.postgres is None else [place.postgres.port or _POSTGRES_PORT]
    if place.bucket is None:
        return ports
    endpoint = urlsplit(place.bucket.endpoint or "https:")
    return [*ports, endpoint.port or (80 if endpoint.scheme == "http" else 443)]


def _network(place: Location) -> list[Path]:
    is_elsewhere = place.bucket is not None or place.postgres is not None
    return [Path("/etc") / name for name in _NETWORK] if is_elsewhere else []


def _attach(connection: duckdb.DuckDBPyConnection, job: Job) -> None:
    try:
        attach(connection, job.place, "READ_ONLY")
        if job.moment is not None:
            _refuse_before_the_first(connection, job.moment, ZoneInfo(job.time_zone))
            connection.execute(f"USE memory; DETACH {LAKE}")
            moment = job.moment.astimezone(UTC).isoformat()
            attach(connection, job.place, "READ_ONLY", f"SNAPSHOT_TIME {literal(moment)}")
    except duckdb.Error as error:
        raise WarehouseError(
            f"The warehouse cannot be opened: {error}.",
            "Check the folder's permissions and free space, and that this version of touchpoints made it.",
        ) from error


def _refuse_before_the_first(connection: duckdb.DuckDBPyConnection, moment: datetime, zone: ZoneInfo) -> None:
    query = f"SELECT epoch_us(min(snapshot_time)) FROM ducklake_snapshots('{LAKE}')"
    ((microseconds,),) = connection.sql(query).fetchall()
    first = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)
    if moment < first:
        raise QueryError(
            f"The warehouse did not exist on {moment.astimezone(zone):%Y-%m-%d %H:%M}.",
            f"It goes back to {first.astimezone(zone):%Y-%m-%d %H:%M}.",
        )


def _programs() -> set[Path]:
    """Where Python and the system keep what a running program may still load."""
    ours = {Path(path) for path in sysconfig.get_paths().values()} | {Path(sys.base_prefix) / "lib"}
    return ours | {Path(path) for path in ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo")}
