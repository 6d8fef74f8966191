"""The warehouse's own record of what was loaded, what failed and what was rejected."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb
import polars as pl

from ingest.attempt import Attempt
from ingest.column_changes import note_column_changes
from ingest.load import FileLoad
from ingest.rejected.closing import close_superseded
from ingest.streams.positions import note_positions
from warehouse.lake import transaction
from warehouse.sql import read_sql
from warehouse.streams import sign_as_stream


class LastLoad(NamedTuple):
    """The highest number of a load, and when the newest was noted; before the first, 0 and long ago."""

    load_id: int
    loaded_at: datetime


def last_load(connection: duckdb.DuckDBPyConnection) -> LastLoad:
    """Only one writer is at work, so that nobody else takes the next number."""
    ((load_id, seconds),) = connection.sql(read_sql("ingest", "last_load")).fetchall()
    return LastLoad(load_id, datetime.fromtimestamp(seconds, UTC))


def content_hash(path: Path, day: date | None) -> str:
    """BLAKE2b of the file: equal content has the same, under any name. Three times as quick as SHA-256.

    day: what the name says besides, where it states of which day the content is.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=32))
    digest.update(day.isoformat().encode() if day else b"")
    return digest.hexdigest()


def began_at(connection: duckdb.DuckDBPyConnection, source: str, load_id: int) -> datetime:
    """When a load began; of a stream's that are one row of their day, when the last of them ended."""
    ((seconds,),) = connection.execute(
        "SELECT epoch(loaded_at) - if(joined_loads > 1, 0, seconds) FROM loads"
        " WHERE source = $source AND load_id >= $load_id ORDER BY load_id LIMIT 1",
        {"source": source, "load_id": load_id},
    ).fetchall()
    return datetime.fromtimestamp(seconds, UTC)


def open_rejects(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """How many records stand rejected and could be judged anew, of each load that has any."""
    return dict(connection.sql(read_sql("ingest", "open_rejects")).fetchall())


def record_loads(
    connection: duckdb.DuckDBPyConnection, loads: Sequence[FileLoad]
) -> Mapping[int, tuple[str, ...]]:
    """Note the loads, inside their transaction, and keep the records that were not taken.

    What earlier loads rejected of the same files, or of rows that these mend, is done with. Gives back the
    columns of each load that the exports of its source never had before.
    """
    note_loads(connection, loads)
    new_columns = note_column_changes(connection, loads)
    record_rejects(connection, [(load.attempt, load.attempt.load_id, load.rejects) for load in loads])
    close_superseded(connection, [(load.attempt, load.mended) for load in loads])
    if any(load.attempt.is_of_stream for load in loads):
        sign_as_stream(connection)
    note_positions(connection, [load.attempt for load in loads])
    return new_columns


def note_loads(connection: duckdb.DuckDBPyConnection, loads: Sequence[FileLoad]) -> None:
    """Note the loads, inside their transaction."""
    now = datetime.now(UTC)
    _record(connection, [_row(load, *verdict(load), now) for load in loads])


def verdict(loaded: FileLoad) -> tuple[Literal["loaded", "rejected"], str | None]:
    """The status of a file that could be read, and what is to be said of it."""
    if not loaded.barren:
        return "loaded", None
    nothing = f"Nothing of its {' and '.join(loaded.barren)} was accepted."
    return "rejected", f"{nothing} Mend the file, or the SELECT and run touchpoints replay."


def record_rejects(
    connection: duckdb.DuckDBPyConnection, rejected: Iterable[tuple[Attempt, int, pl.DataFrame]]
) -> None:
    """Keep records that were not taken, of each attempt, under the load that rejected them first."""
    frames = [
        rejects.drop("position").with_columns(
            load_id=pl.lit(load_id), source=pl.lit(attempt.source), file=pl.lit(attempt.file)
        )
        for attempt, load_id, rejects in rejected
        if rejects.height
    ]
    if frames:
        # Read by DuckDB under its name.
        kept = pl.concat(frames)  # noqa: F841
        connection.execute("INSERT INTO rejected_rows BY NAME FROM kept")


def record_failure(connection: duckdb.DuckDBPyConnection, attempt: Attempt, reason: str) -> None:
    """Note that a file could not be loaded, and why: in the place of what was noted when it failed before."""
    nothing = FileLoad(attempt, read=0, accepted=0, unchanged=0, corrected=0, rejects=pl.DataFrame())
    with transaction(connection):
        before = connection.execute(read_sql("ingest", "failed_before"), {"file": attempt.file}).pl()
        if before.height:
            numbers = ", ".join(map(str, before["load_id"]))
            connection.execute(f"DELETE FROM loads WHERE load_id IN ({numbers})")
        now = datetime.now(UTC)
        tries = {
            "attempts": 1 + int(before["attempts"].sum()),
            "first_tried_at": before["first_tried_at"].min() or now,
        }
        _record(connection, [_row(nothing, "failed", reason, now) | tries])


def _record(connection: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, object]]) -> None:
    # Read by DuckDB under its name.
    recorded = pl.DataFrame(rows, infer_schema_length=None)  # noqa: F841
    connection.execute("INSERT INTO loads BY NAME FROM recorded")


def _row(loaded: FileLoad, status: str, reason: str | None, now: datetime) -> dict[str, object]:
    attempt = loaded.attempt
    return {
        "loaded_at": attempt.first_loaded_at or now,
        "remapped_at": now if attempt.first_loaded_at else None,
        "load_id": attempt.load_id,
        "source": attempt.source,
        "file": attempt.file,
        "content_hash": attempt.content_hash,
        "file_bytes": attempt.file_bytes,
        "status": status,
        "reason": reason,
        "seconds": attempt.seconds,
        "staging_seconds": attempt.staging_seconds,
        "checking_seconds": attempt.checking_seconds,
        "settling_seconds": attempt.settling_seconds,
        "marts_seconds": attempt.marts_seconds,
        "rows_read": loaded.read,
        "rows_accepted": loaded.accepted,
        "rows_unchanged": loaded.unchanged,
        "rows_corrected": loaded.corrected,
        "rows_rejected": loaded.rejected,
        "values_emptied": loaded.emptied["rows"].sum(),
        "joined_loads": 1 if attempt.is_of_stream else None,
    }
