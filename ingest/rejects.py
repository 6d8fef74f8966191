"""Rows that break the contract: counted, explained and kept with what they looked like."""

from dataclasses import dataclass

import duckdb
import polars as pl

from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.mapping import Mapping

# How many rows of the numbered reading are in memory at once.
_ROWS_AT_ONCE = 200_000


@dataclass(frozen=True)
class Verdict:
    """How many records a file gave, those that broke a rule, and those that could not be split into columns.

    Both frames are in REJECT_SCHEMA.
    """

    read: int
    rejects: pl.DataFrame
    broken: pl.DataFrame


def judge(cursor: duckdb.DuckDBPyConnection, export: Export, mapping: Mapping, time_zone: str) -> Verdict:
    """Read the file in its own order and look at every record. `cursor` must be this call's own."""
    cursor.execute("SET TimeZone = $zone", {"zone": time_zone})
    export.show_with_origin(cursor)
    read = 0
    found = [REJECT_SCHEMA.to_frame()]
    for batch in cursor.sql(_judged(mapping)).to_arrow_reader(_ROWS_AT_ONCE):
        read += batch.num_rows
        rows = pl.DataFrame(pl.from_arrow(batch))
        found.append(rows.filter(pl.col("rule").is_not_null()).match_to_schema(REJECT_SCHEMA))
    broken = export.broken_records(cursor)
    rejects = pl.concat(found)
    return Verdict(
        read=read,
        rejects=rejects.with_columns(line=export.true_lines(rejects["line"], broken)),
        broken=broken,
    )


def _judged(mapping: Mapping) -> str:
    origins = "origin" if mapping.origin_is_list else "[origin]"
    return f"""{mapping.typed_rows},
        judged AS (SELECT {mapping.broken_rule} AS broken, {origins} AS origins FROM typed)
        SELECT
            CASE WHEN broken IS NOT NULL
                THEN list_min(list_transform(origins, lambda o: o.line)) END AS line,
            broken.rule AS rule,
            broken.value AS value,
            CASE WHEN broken IS NOT NULL
                THEN array_to_string(list_transform(origins, lambda o: to_json(o.raw)::VARCHAR), chr(10))
                END AS raw
        FROM judged"""
