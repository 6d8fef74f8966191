"""The warehouse's own record of what was loaded, what failed and what was rejected."""

import hashlib
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from ingest.load import FileLoad
from warehouse.sql import read_sql

# A record that a load rejected and that can be mapped again.
_IS_OPEN = "load_id = $load_id AND record_kind IS NOT NULL AND raw IS NOT NULL AND replayed_in IS NULL"


@dataclass
class Attempt:
    """One attempt to load one file: what is known of it so far."""

    load_id: int
    source: str | None
    file: str
    content_hash: str | None
    file_bytes: int | None


def next_load_id(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the load to come. Only one writer is at work, so nobody else takes it."""
    row = connection.sql("SELECT coalesce(max(load_id), 0) + 1 FROM loads").fetchone()
    return int(row[0]) if row else 1


def content_hash(path: Path, day: date | None) -> str:
    """BLAKE2b of the file: equal content has the same, under any name. Three times as quick as SHA-256.

    day: what the name says besides, where it states of which day the content is.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=32))
    digest.update(day.isoformat().encode() if day else b"")
    return digest.hexdigest()


def began_at(connection: duckdb.DuckDBPyConnection, load_id: int) -> datetime:
    """When a load began."""
    query = "SELECT epoch(loaded_at) - seconds FROM loads WHERE load_id = $load_id"
    ((seconds,),) = connection.execute(query, {"load_id": load_id}).fetchall()
    return datetime.fromtimestamp(seconds, UTC)


def earlier_load(connection: duckdb.DuckDBPyConnection, attempt: Attempt, hashing: Future[str]) -> int | None:
    """The load that brought the same content of the same source, if any.

    Waits for the hash only where a load of the same size makes it necessary.
    """
    query = (
        "SELECT content_hash, min(load_id) FROM loads"
        " WHERE source = $source AND file_bytes = $file_bytes AND status <> 'failed' GROUP BY ALL"
    )
    parameters = {"source": attempt.source, "file_bytes": attempt.file_bytes}
    loads = dict(connection.execute(query, parameters).fetchall())
    return loads.get(hashing.result()) if loads else None


def open_rejects_of(connection: duckdb.DuckDBPyConnection, load_id: int) -> int:
    """How many of a load's records stand rejected and could be judged anew."""
    query = f"SELECT count(*) FROM rejected_rows WHERE {_IS_OPEN}"
    ((count,),) = connection.execute(query, {"load_id": load_id}).fetchall()
    return int(count)


def record_load(
    connection: duckdb.DuckDBPyConnection, attempt: Attempt, loaded: FileLoad, seconds: float
) -> None:
    """Note the load, inside its transaction."""
    status, reason = verdict(loaded)
    _record(connection, attempt, status, reason, seconds, loaded)


def verdict(loaded: FileLoad) -> tuple[Literal["loaded", "rejected"], str | None]:
    """The status of a file that could be read, and what is to be said of it."""
    if not loaded.barren:
        return "loaded", None
    nothing = f"Nothing of its {' and '.join(loaded.barren)} was accepted."
    return "rejected", f"{nothing} Mend the file, or the SELECT and run touchpoints replay."


def record_rejects(
    connection: duckdb.DuckDBPyConnection, attempt: Attempt, load_id: int, rejects: pl.DataFrame
) -> None:
    """Keep records that were not taken, under the load that rejected them first."""
    # Read by DuckDB under its name.
    kept = rejects.drop("position").with_columns(  # noqa: F841
        load_id=pl.lit(load_id), source=pl.lit(attempt.source), file=pl.lit(attempt.file)
    )
    if rejects.height:
        connection.execute("INSERT INTO rejected_rows BY NAME SELECT * FROM kept")


def settle_rejects(
    connection: duckdb.DuckDBPyConnection, attempt: Attempt, load_id: int, rejects: pl.DataFrame
) -> None:
    """After a replay of what `load_id` rejected: what is still bad stays open, once, the rest is done."""
    # Read by DuckDB under its name.
    still = rejects.select("record_kind", "line").unique()  # noqa: F841
    connection.execute(
        f"DELETE FROM rejected_rows WHERE {_IS_OPEN} AND (record_kind, line) IN (FROM still)",
        {"load_id": load_id},
    )
    connection.execute(
        f"UPDATE rejected_rows SET replayed_in = $replay WHERE {_IS_OPEN}",
        {"load_id": load_id, "replay": attempt.load_id},
    )
    record_rejects(connection, attempt, load_id, rejects)


def record_failure(
    connection: duckdb.DuckDBPyConnection, attempt: Attempt, reason: str, seconds: float
) -> None:
    """Note that a file could not be loaded, and why."""
    nothing = FileLoad(read=0, accepted=0, unchanged=0, corrected=0, rejects=pl.DataFrame())
    _record(connection, attempt, "failed", reason, seconds, nothing)


def _record(
    connection: duckdb.DuckDBPyConnection,
    attempt: Attempt,
    status: str,
    reason: str | None,
    seconds: float,
    loaded: FileLoad,
) -> None:
    connection.execute(
        read_sql("ingest", "record_load"),
        {
            "load_id": attempt.load_id,
            "source": attempt.source,
            "file": attempt.file,
            "content_hash": attempt.content_hash,
            "file_bytes": attempt.file_bytes,
            "status": status,
            "reason": reason,
            "loaded_at": datetime.now(UTC),
            "seconds": seconds,
            "rows_read": loaded.read,
            "rows_accepted": loaded.accepted,
            "rows_unchanged": loaded.unchanged,
            "rows_corrected": loaded.corrected,
            "rows_rejected": loaded.rejected,
        },
    )
