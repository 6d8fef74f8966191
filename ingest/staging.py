"""One pass from an export to a Parquet file that the lake can adopt as it is."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from ingest import checks
from ingest.clock import local_time
from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.mapping import Mapping
from warehouse.contract import LOCAL_TIMES
from warehouse.folder import data_folder
from warehouse.lake import column_types
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

# Version 2 packs ids and times into two thirds of the room, in less time; bloom filters serve no query here.
_PARQUET = "FORMAT parquet, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false"


@dataclass(frozen=True)
class Staged:
    """The mapped records of one kind of a file, good and bad, checked and in their types, as Parquet."""

    kind: str
    path: Path
    read: int
    rejects: pl.DataFrame  # in REJECT_SCHEMA
    broken: pl.DataFrame  # in REJECT_SCHEMA


def stage(
    cursor: duckdb.DuckDBPyConnection,
    settings: Settings,
    export: Export,
    mapping: Mapping,
    time_zone: str,
    load_id: int,
) -> Staged:
    """Map and check every record. `cursor` must be this call's own: its view and time zone are changed."""
    path = staged_file(settings, mapping.kind, load_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    cursor.execute("SET TimeZone = $zone", {"zone": time_zone})
    export.show(cursor, numbered=not mapping.is_row_by_row)
    cursor.execute("SET VARIABLE load_id = $load_id", {"load_id": load_id})
    written = cursor.execute(
        f"COPY ({_query(settings, mapping, time_zone)}) TO {literal(str(path))} ({_PARQUET})"
    ).fetchone()
    broken = export.broken_records(cursor)
    return Staged(
        kind=mapping.kind,
        path=path,
        read=int(written[0]) if written else 0,
        rejects=_rejects(cursor, path, export, broken),
        broken=broken.filter(pl.col("rule").is_not_null()),
    )


def staged_file(settings: Settings, kind: str, load_id: int) -> Path:
    """Where a load's records of one kind are staged, and stay once the lake has adopted them."""
    return data_folder(settings, kind) / f"load_{load_id}.parquet"


def _query(settings: Settings, mapping: Mapping, time_zone: str) -> str:
    zone = settings.business_time_zone
    local_times = LOCAL_TIMES[mapping.kind].items()
    return read_sql("ingest", "stage").format(
        select=mapping.select,
        typed_columns=checks.typed_columns(mapping.kind, mapping.given, time_zone),
        broken_rule=checks.broken_rule(mapping.kind, mapping.given),
        columns=", ".join(
            [
                *column_types(mapping.kind),
                *(f"{local_time(instant, zone)} AS {local}" for local, instant in local_times),
            ]
        ),
    )


def _rejects(
    cursor: duckdb.DuckDBPyConnection, path: Path, export: Export, broken: pl.DataFrame
) -> pl.DataFrame:
    """Rows that broke a rule. Where rows were not numbered, a record's place in the file is its number."""
    query = read_sql("ingest", "rejects").format(path=literal(str(path)), first_line=export.first_line)
    rejects = cursor.sql(query).pl().match_to_schema(REJECT_SCHEMA)
    return rejects.with_columns(line=_true_lines(rejects["line"], broken))


def _true_lines(lines: pl.Series, broken: pl.DataFrame) -> pl.Series:
    """Counting passes over broken records, so each one before a line moves it down by one."""
    first_line_behind = broken["line"].sort() - pl.int_range(broken.height, eager=True)
    return lines + first_line_behind.search_sorted(lines, side="right").cast(pl.Int64)
