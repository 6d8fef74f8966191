"""Keeping the warehouse small: files joined, old versions let go, what a killed load left removed."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from warehouse.data_files import data_files
from warehouse.lake import LAKE, needed_files, writing
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.streams import join_loads, thin_versions
from warehouse.work import sweep

# How files are called that loads, their workers and the lake write; nothing else is ever removed.
_WRITTEN_HERE = re.compile(
    r"load_\d+(-[0-9a-f]+)?\.parquet|(tmp_)?mart_[0-9a-f]+\.parquet|ducklake-[0-9a-f-]{36}(-delete)?\.parquet"
)

# Each file of a table costs a query some milliseconds, and joining them costs writing the table anew. A load
# adds a file to most tables, so one upkeep in some does that.
MANY_FILES = 10
_SMALL_BYTES = 50_000_000

# Several threads that flush inlined rows may corrupt the memory of the process (DuckLake of DuckDB 1.5.5): on
# a busy machine one time in some twenty ended with "double free"; with one thread none of 86 did.
THREADS = 1


@dataclass(frozen=True)
class Upkeep:
    """How many Parquet files joined into fewer, versions let go, and files removed."""

    files_joined: int
    snapshots_expired: int
    files_removed: int


def tidy(settings: Settings) -> Upkeep:
    """Join small files and let go of versions older than `keep_snapshots_days`. Waits for other writers.

    Raises WarehouseError where there is no warehouse.
    """
    keep_from = datetime.now(UTC) - timedelta(days=settings.keep_snapshots_days)
    with writing(settings, "touchpoints tidy", threads=THREADS) as connection:

        def call(function: str, **options: object) -> int:
            arguments = "".join(f", {name} => ${name}" for name in options)
            return len(
                connection.execute(f"CALL {function}('{LAKE}'{arguments})", options or None).fetchall()
            )

        call("ducklake_flush_inlined_data")
        joined = _join_files(connection)
        join_loads(connection)
        expired = call("ducklake_expire_snapshots", older_than=keep_from) + thin_versions(connection)
        removed = call("ducklake_cleanup_old_files", cleanup_all=True)
        left = _remove_leftovers(connection, settings)
    return Upkeep(joined, expired, removed + left + sweep(settings))


def _join_files(connection: duckdb.DuckDBPyConnection) -> int:
    """Into few, of every table that has many small ones; how many files came of it.

    The lake joins only files of which no row was deleted, and every load makes the last days of marts again:
    so those with deleted rows are written anew before.
    """
    scattered = connection.execute(
        read_sql("warehouse", "scattered"), {"small_bytes": _SMALL_BYTES, "many_files": MANY_FILES}
    ).fetchall()
    joined = 0
    for (table,) in scattered:
        connection.execute(f"CALL ducklake_rewrite_data_files('{LAKE}', '{table}', delete_threshold => 0.0)")
        joined += len(
            connection.execute(f"CALL ducklake_merge_adjacent_files('{LAKE}', '{table}')").fetchall()
        )
    return joined


def forget_past(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Write every file anew that has deleted rows, and let go of every version but the one there is now, with
    all files that only those need. The caller holds the writer lock, and its database has `THREADS`.
    """

    def call(function: str, arguments: str = "") -> None:
        connection.execute(f"CALL {function}('{LAKE}'{arguments})")

    call("ducklake_flush_inlined_data")
    call("ducklake_rewrite_data_files", ", delete_threshold => 0.0")
    versions = connection.sql(f"SELECT snapshot_id FROM ducklake_snapshots('{LAKE}')").fetchall()
    past = sorted(number for (number,) in versions)[:-1]
    if past:
        call("ducklake_expire_snapshots", f", versions => {past}")
    call("ducklake_cleanup_old_files", ", cleanup_all => true")
    _remove_leftovers(connection, settings)


def _remove_leftovers(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Nobody else writes now: what the catalogue does not know is left from a load that was killed."""
    files, known = data_files(settings), needed_files(connection)
    leftovers = [
        name
        for name in files.sizes().keys() - known
        # Right in the folder of a table.
        if name.count("/") == 2 and _WRITTEN_HERE.fullmatch(name.rpartition("/")[2])
    ]
    for name in leftovers:
        files.remove(name)
    return len(leftovers)
