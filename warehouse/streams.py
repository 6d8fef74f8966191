"""What keeps a warehouse small that is loaded every few seconds: thousands of versions and loads a day.

The versions that streams made are thinned to the last of an hour, and their loads to one row of a day.
"""

from datetime import UTC, datetime, timedelta

import duckdb

from warehouse.lake import LAKE, transaction
from warehouse.sql import read_sql

_AUTHOR = "stream"
# A page or a query that looks at a version has long ended.
_KEPT_WHOLE = timedelta(hours=1)


def sign_as_stream(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the version say that a stream made it, inside its transaction."""
    connection.execute(f"CALL {LAKE}.set_commit_message('{_AUTHOR}', 'a few seconds of a stream')")


def thin_versions(connection: duckdb.DuckDBPyConnection, now: datetime | None = None) -> int:
    """Let go of the streams' versions that are an hour old, but for the last of each hour; how many went."""
    query = read_sql("warehouse", "stream_versions")
    until = (now or datetime.now(UTC)) - _KEPT_WHOLE
    versions = [number for (number,) in connection.execute(query, {"until": until}).fetchall()]
    if versions:
        connection.execute(f"CALL ducklake_expire_snapshots('{LAKE}', versions => {versions})")
    return len(versions)


def join_loads(connection: duckdb.DuckDBPyConnection) -> None:
    """Make one row of the loads of a stream on a day that is over, under the number of the last."""
    with transaction(connection):
        connection.execute(read_sql("warehouse", "stream_loads"))
        connection.execute("DELETE FROM loads WHERE load_id IN (SELECT unnest(load_ids) FROM stream_loads)")
        connection.execute("INSERT INTO loads BY NAME SELECT * EXCLUDE (load_ids) FROM stream_loads")
