"""Reading while upkeep moves rows to other files, which may find a table empty or a file gone.

A transaction that was open meanwhile may find neither the old files nor the new ones, without an error
(DuckLake of DuckDB 1.5.5); one that begins afterwards finds all. So whoever read asks whether that happened,
and reads again. Light to import, as every ad-hoc query's own process does it.
"""

from collections.abc import Callable
from typing import TypeVar

import duckdb

from warehouse.attaching import LAKE
from warehouse.sql import read_sql

Answer = TypeVar("Answer")

# Read at once: behind the walls of an ad-hoc query this file may not be.
_REARRANGED = read_sql("warehouse", "rearranged")


def newest_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest version; to be asked before the transaction is begun that reads.

    Within one it may be newer than what that reads: the lake has a connection to its catalogue of its own.
    """
    # Asking the lake for its versions takes some times as long as asking its catalogue.
    query = f"SELECT max(snapshot_id) FROM __ducklake_metadata_{LAKE}.ducklake_snapshot"
    ((number,),) = connection.execute(query).fetchall()
    return int(number)


def was_rearranged_since(connection: duckdb.DuckDBPyConnection, number: int) -> bool:
    """Whether upkeep moved rows to other files after a version. Not to be asked by what read meanwhile."""
    is_newest = newest_version(connection) == number
    return not is_newest and bool(connection.execute(_REARRANGED, {"number": number}).fetchall())


def undisturbed(
    ask: Callable[[], Answer], was_disturbed: Callable[[], bool], ask_again: Callable[[], Answer]
) -> Answer:
    """What the first asking finds, or raises; what the second does if upkeep moved rows during the first."""
    try:
        found = ask()
    except Exception:
        if not was_disturbed():
            raise
    else:
        if not was_disturbed():
            return found
    return ask_again()
