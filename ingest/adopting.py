"""Staged files of one record kind become part of the lake."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import duckdb

from ingest.repeats import NO_REPEATS, day_of, settle_repeats
from ingest.staging import PARQUET, Staged
from warehouse.adding import add_data_files
from warehouse.data_files import data_files
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

# Writing so many rows again takes less than it takes the lake to keep another file.
_SMALL_ROWS = 100_000


@dataclass(frozen=True)
class KindLoad:
    """What became of the records of one kind of a file that were not rejected."""

    good: int
    unchanged: int = 0
    corrected: int = 0

    @property
    def accepted(self) -> int:
        """Records that were not known."""
        return self.good - self.unchanged - self.corrected


@dataclass(frozen=True)
class Adopted:
    """What became of each of the staged files, by its load, and the days whose records changed."""

    loads: Mapping[int, KindLoad]
    days: set[date]

    @property
    def is_change(self) -> bool:
        """Whether anything was new or corrected."""
        return any(load.accepted or load.corrected for load in self.loads.values())


def adopt(connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Sequence[Staged]) -> Adopted:
    """Make files of one kind part of the lake, without the rows that were rejected or say nothing new.

    They are settled as if each came after the one before. The first of their loads is the connection's
    variable `load_id`.
    """
    kind = staged[0].kind
    files = [add_files(connection, settings, group) for group in _groups(staged)]
    repeats = settle_repeats(connection, settings, kind, files) if files else NO_REPEATS
    loads = {
        each.load_id: KindLoad(each.good, repeats.unchanged[each.load_id], repeats.corrected[each.load_id])
        for each in staged
    }
    adopted = Adopted(loads, repeats.replaced_days)
    return Adopted(loads, adopted.days | _days(connection, kind)) if adopted.is_change else adopted


def add_files(connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Sequence[Staged]) -> str:
    """Add staged files of one kind to their table, as one, without the rows that were rejected; how the
    database calls it.
    """
    first, files = staged[0], data_files(settings)
    name = _name(first)
    if is_joined := _is_small(first) and (len(staged) > 1 or first.marked > 0):
        paths = ", ".join(literal(each.place) for each in staged)
        query = read_sql("ingest", "joined").format(paths=paths)
        files.make_room(name)
        connection.execute(f"COPY ({query}) TO {literal(files.path(name))} ({PARQUET})")
    elif first.sent:
        name = first.sent.name
    else:
        files.put(first.path, name)
    path = files.path(name)
    add_data_files(connection, first.kind, [path])
    if first.rejects.height and not is_joined:
        _drop_rejects(connection, first)
    return path


def put_back(settings: Settings, staged: Iterable[Staged]) -> None:
    """Undo what adding them did to files, after what it did to the lake was rolled back."""
    files = data_files(settings)
    for each in staged:
        files.take_back(_name(each), each.path)


def _name(staged: Staged) -> str:
    """Where the lake keeps the files of a table."""
    return f"main/{staged.kind}/{staged.lake_name}"


def _is_small(staged: Staged) -> bool:
    """Whether it may be written again: what a replay rejects besides is not marked in the file."""
    return staged.read < _SMALL_ROWS and staged.rejects.height == staged.marked


def _groups(staged: Sequence[Staged]) -> Iterator[list[Staged]]:
    """In their order; small ones that follow one another are one file."""
    for is_small, group in groupby((each for each in staged if each.good), _is_small):
        if is_small:
            yield list(group)
        else:
            yield from ([each] for each in group)


def _drop_rejects(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """The lake numbers the rows of an adopted file in its order."""
    # Read by DuckDB under its name.
    rejected = staged.rejects.select("position")  # noqa: F841
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejected_rowids AS SELECT position + ("
        f"SELECT min(rowid) FROM {staged.kind} WHERE load_id = {staged.load_id}) AS row_id"
        " FROM rejected"
    )
    connection.execute(f"DELETE FROM {staged.kind} WHERE rowid IN (SELECT row_id FROM rejected_rowids)")


def _days(connection: duckdb.DuckDBPyConnection, kind: str) -> set[date]:
    rows = connection.sql(
        f"SELECT DISTINCT {day_of(kind)} FROM {kind} WHERE load_id >= getvariable('load_id')"
    ).fetchall()
    return {day for (day,) in rows if day is not None}
