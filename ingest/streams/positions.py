"""How far a stream was read: noted in the commit that has what was read, so that the two cannot differ."""

from collections.abc import Iterable

import duckdb

from ingest.attempt import Attempt
from warehouse.errors import SourceError


def read_positions(connection: duckdb.DuckDBPyConnection, source: str) -> dict[str, int]:
    """Of each part of the source's stream, the number of the first message that is not in the warehouse."""
    query = "SELECT part, next_message FROM stream_positions WHERE source = $source"
    return dict(connection.execute(query, {"source": source}).fetchall())


def note_positions(connection: duckdb.DuckDBPyConnection, attempts: Iterable[Attempt]) -> None:
    """Inside the transaction of the loads.

    Raises SourceError where somebody else has loaded what follows: two that read the same would double it.
    """
    for attempt in attempts:
        if attempt.positions is None:
            continue
        part, first, behind = attempt.positions
        values = {"source": attempt.source, "part": part}
        known = read_positions(connection, str(attempt.source)).get(part, first)
        if known != first:
            raise SourceError(
                f"Source '{attempt.source}' was read by another: {part} goes on at {known}, not {first}.",
                "One schedule is enough; nothing was loaded twice, and reading goes on there.",
            )
        connection.execute("DELETE FROM stream_positions WHERE source = $source AND part = $part", values)
        connection.execute(
            "INSERT INTO stream_positions VALUES ($source, $part, $behind)", {**values, "behind": behind}
        )
