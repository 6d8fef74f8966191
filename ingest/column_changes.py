"""Which columns came into a source's exports and which left them, from one file to the next."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import duckdb
import polars as pl

from ingest.load import FileLoad
from ingest.rejected.which import ADDED
from warehouse.sql import read_sql

_SCHEMA = {
    "load_id": pl.Int64,
    "source": pl.String,
    "file": pl.String,
    "column_name": pl.String,
    "change": pl.String,
}
# What a file has that rejects were exported to is the loader's, not the export's.
_NOT_COUNTED = {*ADDED.values(), "reject_text"}


def note_column_changes(
    connection: duckdb.DuckDBPyConnection, loads: Sequence[FileLoad]
) -> Mapping[int, tuple[str, ...]]:
    """Keep what changed from file to file, inside the loads' transaction; by load, the columns never seen.

    The first file of a source that is noted is what later ones are held against.
    """
    seen: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for source, name, is_present in connection.sql(read_sql("ingest", "columns_seen")).fetchall():
        seen[source][name] = is_present
    changes: list[tuple[object, ...]] = []
    new: dict[int, tuple[str, ...]] = {}
    for load in loads:
        attempt, known = load.attempt, seen[load.attempt.source or ""]
        found = list(_changes(known, load.columns))
        new[attempt.load_id] = tuple(name for name, change in found if change == "came" and name not in known)
        known.update({name: change != "left" for name, change in found})
        changes += [(attempt.load_id, attempt.source, attempt.file, *change) for change in found]
    if changes:
        # Read by DuckDB under its name.
        rows = pl.DataFrame(changes, schema=_SCHEMA, orient="row")  # noqa: F841
        connection.execute("INSERT INTO column_changes BY NAME FROM rows")
    return new


def _changes(known: Mapping[str, bool], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """An export without columns has no rows either, and says nothing."""
    counted = [name for name in columns if name not in _NOT_COUNTED]
    if not counted:
        return
    for name in counted:
        if not known.get(name, False):
            yield name, "came" if known else "first"
    for name, is_present in known.items():
        if is_present and name not in counted:
            yield name, "left"
