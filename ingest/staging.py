"""One pass from an export to a Parquet file that the lake can adopt as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import duckdb
import polars as pl

from ingest import checks
from ingest.clock import local_time
from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.history.state_days import StateDay
from ingest.instants import taken_instants
from ingest.mapping import Mapping as SelectMapping
from warehouse.contract import LOAD_COLUMNS, LOCAL_TIMES
from warehouse.records import record_columns
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

# Version 2 packs ids and times into two thirds of the room, in less time; bloom filters serve no query here.
PARQUET = "FORMAT parquet, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false"

# In the query that stages, an error is said to be so many lines below where it is in the SELECT.
LINES_ABOVE_SELECT = read_sql("ingest", "stage").partition("{select}")[0].count("\n")

# A reject with the record's place in the staged file, and all the lines it came from, joined by commas.
EMPTIED_SCHEMA = pl.Schema({"rule": pl.String, "rows": pl.Int64, "value": pl.String})
STAGED_SCHEMA = pl.Schema(REJECT_SCHEMA | {"lines": pl.String, "position": pl.Int64})


@dataclass(frozen=True)
class Circumstances:
    """What staging a file depends on beside the file; the warehouse itself is not looked at.

    unused: of each record kind, the columns that left the settings. now: as far as the warehouse knows.
    folder: where staged files go. remapped_from: the version of the warehouse whose loads are done again.
    """

    settings: Settings
    unused: Mapping[str, Sequence[str]]
    now: datetime
    folder: Path
    remapped_from: int | None = None


class Sent(NamedTuple):
    """A staged file that is among the data files already: its name there, and how the database calls it."""

    name: str
    place: str


@dataclass(frozen=True)
class Staged:
    """The mapped records of one kind of a file, good and bad, checked and in their types, as Parquet.

    lake_name: how the file is called once it is part of the lake. sent: its name among the data files of the
    warehouse and how the database calls it there, where a worker sent it that is on another machine; then it
    is not at `path` any more. rejects: in STAGED_SCHEMA; without
    `has_lines` their lines are places among the rows of the export. broken: in REJECT_SCHEMA; blank lines may
    be among them, without a rule. emptied: values that broke a rule and were emptied, in EMPTIED_SCHEMA.
    marked: how many records of the staged file say themselves that they are rejected. seconds: what the pass
    took.
    """

    load_id: int
    mapping: SelectMapping
    path: Path
    lake_name: str
    read: int
    rejects: pl.DataFrame
    broken: pl.DataFrame
    emptied: pl.DataFrame
    marked: int
    has_lines: bool
    seconds: float
    sent: Sent | None = None

    @property
    def place(self) -> str:
        """How the database calls the file."""
        return self.sent.place if self.sent else str(self.path)

    @property
    def kind(self) -> str:
        """The record kind."""
        return self.mapping.kind

    @property
    def rows(self) -> int | None:
        """How many rows of the export were read; None where the SELECT does not tell."""
        return self.read if self.mapping.is_row_by_row else None

    @property
    def good(self) -> int:
        """How many records were not rejected."""
        return self.read - self.rejects.height


def stage(
    cursor: duckdb.DuckDBPyConnection,
    given: Circumstances,
    export: Export,
    mapping: SelectMapping,
    time_zone: str,
    load_id: int,
    day: StateDay,
) -> Staged:
    """Map and check every record. `cursor` must be this call's own: its view and time zone are changed."""
    started = perf_counter()
    path = staged_path(given, mapping.kind, load_id)
    cursor.execute(f"SET TimeZone = {literal(time_zone)}; SET VARIABLE load_id = {load_id}")
    has_lines = mapping.needs_lines or export.rows is None
    export.show(cursor, numbered=has_lines)
    query = _query(given, mapping, time_zone, day, keeps_origins=export.is_replayed)
    written = cursor.execute(f"COPY ({query}) TO {literal(str(path))} ({PARQUET}, RETURN_STATS)").fetchall()
    seconds = perf_counter() - started
    read = sum(count for _, count, *_ in written)
    broken = export.broken_records(cursor)
    marked = sum(_marked(statistics) for *_, statistics, _ in written)
    return Staged(
        load_id=load_id,
        mapping=mapping,
        path=path,
        lake_name=_lake_name(given, load_id),
        read=read,
        rejects=rejects(cursor, path, "reject_rule IS NOT NULL", first_line=export.first_line)
        if marked
        else STAGED_SCHEMA.to_frame(),
        broken=broken,
        emptied=_emptied(cursor, path) if mapping.emptied else EMPTIED_SCHEMA.to_frame(),
        marked=marked,
        has_lines=has_lines,
        seconds=seconds,
    )


def _emptied(cursor: duckdb.DuckDBPyConnection, path: Path) -> pl.DataFrame:
    query = read_sql("ingest", "emptied").format(path=literal(str(path)))
    return cursor.sql(query).pl().match_to_schema(EMPTIED_SCHEMA)


def staged_path(given: Circumstances, kind: str, load_id: int) -> Path:
    """Where the records of one kind of a load are staged."""
    return given.folder / f"{kind}_{load_id}.parquet"


def _lake_name(given: Circumstances, load_id: int) -> str:
    """A load that is done again leaves the files of the first time to the versions that need them."""
    again = "" if given.remapped_from is None else f"-{given.remapped_from}"
    return f"load_{load_id}{again}.parquet"


def _marked(statistics: Mapping[str, Mapping[str, str]]) -> int:
    rules = statistics['"reject_rule"']
    return int(rules["num_values"]) - int(rules["null_count"])


def rejects(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    which: str,
    rule: str = "reject_rule",
    value: str = "reject_value",
    first_line: int = 1,
) -> pl.DataFrame:
    """The staged records that are not taken, in STAGED_SCHEMA; which, rule and value are SQL over them."""
    query = read_sql("ingest", "rejects").format(
        path=literal(str(path)), which=which, rule=rule, value=value, first_line=first_line
    )
    return connection.sql(query).pl().match_to_schema(STAGED_SCHEMA)


def _columns(settings: Settings, kind: str, day: StateDay) -> Iterator[str]:
    """The record's own; of a customer without a day that of the export, and which load brought them."""
    for name in record_columns(settings, kind):
        yield f"coalesce(judged.{name}, DATE '{day.day}') AS {name}" if name == "valid_from" else name
    if "valid_from" in record_columns(settings, kind):
        yield f"judged.valid_from IS NOT NULL OR {day.is_stated} AS is_stated"
    for name in LOAD_COLUMNS[kind]:
        yield f"getvariable('load_id')::BIGINT AS {name}"


def _query(
    given: Circumstances, mapping: SelectMapping, time_zone: str, day: StateDay, *, keeps_origins: bool
) -> str:
    settings, kind = given.settings, mapping.kind
    asked = settings, kind, mapping.given, taken_instants(settings, given.now), mapping.emptied
    return read_sql("ingest", "stage").format(
        select=mapping.select,
        typed_columns=checks.typed_columns(settings, kind, mapping.given, time_zone, mapping.numbers),
        keeps_origins=keeps_origins,
        broken_rule=checks.broken_rule(*asked),
        kept_columns=checks.without_emptied(*asked),
        emptied_values=checks.emptied_values(*asked),
        columns=", ".join(
            [
                *_columns(settings, kind, day),
                # A file that lacks a column of its table is misread by the lake.
                *(f"NULL::VARCHAR AS {name}" for name in given.unused[kind]),
                # What is rejected may lie where no calendar goes.
                *(
                    f"CASE WHEN broken IS NULL THEN {local_time(instant, settings.business_time_zone)} END"
                    f" AS {local}"
                    for local, instant in LOCAL_TIMES[kind].items()
                ),
            ]
        ),
    )
