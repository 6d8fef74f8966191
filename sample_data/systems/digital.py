"""Web, app, chatbot and e-mail: nested JSON lines, one file per month, every other one gzipped."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from sample_data.dirt import with_lines_cut_short
from sample_data.draws import uniform
from sample_data.periods import months_of
from sample_data.season import TIME_ZONE
from sample_data.text import coded
from sample_data.words import Language
from sample_data.world import World

RESULTS = {
    "resolved": "done",
    "unresolved": "open",
    "failed": "error",
    "abandoned": "quit",
    "transferred": "handover",
}
UNKNOWN_RESULT = "bot_loop"
REPAIRS = {"none": "none", "attempted": "tried", "recovered": "fixed"}
UTC_SHARE = 0.3
"""Events of newer app versions, whose times are in UTC and end in Z; the rest are local without a zone."""
EMPTY_USER_SHARE = 0.5
"""Unknown users written as "" instead of null."""


def write_digital(
    world: World, folder: Path, _language: Language, rng: np.random.Generator
) -> Iterator[Path]:
    """Write `digital_YYYY-MM.jsonl`, odd months gzipped; yields each path when its file is complete.

    Keys and codes are English whatever the language.
    """
    for month, rows in months_of(world, "digital", rng):
        lines = _as_events(rows, rng).write_ndjson().splitlines()
        data = "\n".join([*with_lines_cut_short(lines, rng), ""]).encode()
        is_zipped = int(month[-2:]) % 2 == 1
        path = folder / f"digital_{month}.jsonl{'.gz' if is_zipped else ''}"
        path.write_bytes(gzip.compress(data, compresslevel=6, mtime=0) if is_zipped else data)
        yield path


def _as_events(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return rows.select(
        pl.col("contact_id").alias("event_id"),
        _time(rows, rng).alias("ts"),
        _user(rows, rng).alias("user"),
        "channel",
        pl.col("department").alias("dept"),
        pl.col("reason").alias("topic"),
        pl.col("stage").alias("step"),
        pl.struct(
            _milliseconds("wait_seconds").alias("wait_ms"),
            _milliseconds("promised_wait_seconds").alias("promised_ms"),
            _milliseconds("service_seconds").alias("duration_ms"),
            pl.col("agent_id").alias("agent"),
        ).alias("session"),
        coded("outcome", RESULTS, UNKNOWN_RESULT).alias("result"),
        pl.when(pl.col("outcome") == "transferred").then(pl.struct(to="handed_to")).alias("handover"),
        pl.col("is_complaint").alias("complaint"),
        pl.when(pl.col("recovery").is_not_null())
        .then(
            pl.struct(
                coded("recovery", REPAIRS).alias("status"),
                (pl.col("recovery_seconds") / 60).cast(pl.Int64).alias("minutes"),
                pl.col("failure_origin").alias("cause"),
                pl.col("recovery_kind").str.split("|").alias("by"),
            )
        )
        .alias("repair"),
        pl.col("cost").cast(pl.Int64).alias("cost_krw"),
    )


def _time(rows: pl.DataFrame, rng: np.random.Generator) -> pl.Expr:
    local = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.strftime("%Y-%m-%dT%H:%M:%S")
    in_utc = pl.col("occurred_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return pl.when(uniform(rng, rows) < UTC_SHARE).then(in_utc).otherwise(local)


def _user(rows: pl.DataFrame, rng: np.random.Generator) -> pl.Expr:
    empty = pl.when(uniform(rng, rows) < EMPTY_USER_SHARE).then(pl.lit(""))
    return pl.coalesce("customer_id", empty)


def _milliseconds(column: str) -> pl.Expr:
    return (pl.col(column) * 1000).cast(pl.Int64)
