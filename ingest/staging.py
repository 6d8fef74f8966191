"""One pass from an export to a Parquet file that the lake can adopt as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from ingest import checks
from ingest.clock import local_time
from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.instants import Instants
from ingest.mapping import Mapping
from ingest.state_days import StateDay
from warehouse.contract import LOAD_COLUMNS, LOCAL_TIMES
from warehouse.folder import data_folder
from warehouse.records import record_columns, unused_columns
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

# Version 2 packs ids and times into two thirds of the room, in less time; bloom filters serve no query here.
_PARQUET = "FORMAT parquet, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false"

# A reject with the record's place in the staged file, and all the lines it came from, joined by commas.
STAGED_SCHEMA = pl.Schema(REJECT_SCHEMA | {"lines": pl.String, "position": pl.Int64})


@dataclass(frozen=True)
class Staged:
    """The mapped records of one kind of a file, good and bad, checked and in their types, as Parquet.

    rejects: in STAGED_SCHEMA; without `has_lines` their lines are places among the rows of the export.
    broken: in REJECT_SCHEMA; blank lines may be among them, without a rule.
    """

    mapping: Mapping
    path: Path
    read: int
    rejects: pl.DataFrame
    broken: pl.DataFrame
    has_lines: bool

    @property
    def kind(self) -> str:
        """The record kind."""
        return self.mapping.kind

    @property
    def rows(self) -> int | None:
        """How many rows of the export were read; None where the SELECT does not tell."""
        return self.read if self.mapping.is_row_by_row else None


def stage(
    cursor: duckdb.DuckDBPyConnection,
    settings: Settings,
    export: Export,
    mapping: Mapping,
    time_zone: str,
    instants: Instants,
    load_id: int,
    day: StateDay,
) -> Staged:
    """Map and check every record. `cursor` must be this call's own: its view and time zone are changed."""
    path = staged_file(settings, mapping.kind, load_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    cursor.execute("SET TimeZone = $zone", {"zone": time_zone})
    has_lines = mapping.needs_lines or export.rows is None
    export.show(cursor, numbered=has_lines)
    cursor.execute("SET VARIABLE load_id = $load_id", {"load_id": load_id})
    unused = unused_columns(cursor, settings, mapping.kind)
    query = _query(settings, mapping, unused, time_zone, instants, day, keeps_origins=export.is_replayed)
    written = cursor.execute(f"COPY ({query}) TO {literal(str(path))} ({_PARQUET})").fetchone()
    return Staged(
        mapping=mapping,
        path=path,
        read=int(written[0]) if written else 0,
        rejects=rejects(cursor, path, "reject_rule IS NOT NULL", first_line=export.first_line),
        broken=export.broken_records(cursor),
        has_lines=has_lines,
    )


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


def staged_file(settings: Settings, kind: str, load_id: int) -> Path:
    """Where a load's records of one kind are staged, and stay once the lake has adopted them."""
    return data_folder(settings, kind) / f"load_{load_id}.parquet"


def _columns(settings: Settings, kind: str, day: StateDay) -> Iterator[str]:
    """The record's own; of a customer without a day that of the export, and which load brought them."""
    for name in record_columns(settings, kind):
        yield f"coalesce(judged.{name}, DATE '{day.day}') AS {name}" if name == "valid_from" else name
    if "valid_from" in record_columns(settings, kind):
        yield f"judged.valid_from IS NOT NULL OR {day.is_stated} AS is_stated"
    for name in LOAD_COLUMNS[kind]:
        yield f"getvariable('load_id')::BIGINT AS {name}"


def _query(
    settings: Settings,
    mapping: Mapping,
    unused: list[str],
    time_zone: str,
    instants: Instants,
    day: StateDay,
    *,
    keeps_origins: bool,
) -> str:
    zone = settings.business_time_zone
    local_times = LOCAL_TIMES[mapping.kind].items()
    return read_sql("ingest", "stage").format(
        select=mapping.select,
        typed_columns=checks.typed_columns(settings, mapping.kind, mapping.given, time_zone, mapping.numbers),
        keeps_origins=keeps_origins,
        broken_rule=checks.broken_rule(settings, mapping.kind, mapping.given, instants),
        columns=", ".join(
            [
                *_columns(settings, mapping.kind, day),
                # A file that lacks a column of its table is misread by the lake.
                *(f"NULL::VARCHAR AS {name}" for name in unused),
                # What is rejected may lie where no calendar goes.
                *(
                    f"CASE WHEN broken IS NULL THEN {local_time(instant, zone)} END AS {local}"
                    for local, instant in local_times
                ),
            ]
        ),
    )
