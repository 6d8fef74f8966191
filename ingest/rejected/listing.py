"""Rejected records as tables for a person."""

import polars as pl

from ingest.rejected.reading import rejected
from ingest.rejected.reasons import column_of, reason_of
from ingest.rejected.which import Which
from warehouse.asking import asked
from warehouse.settings import Settings


def counted(settings: Settings, which: Which) -> pl.DataFrame:
    """One row per source, rule and file: how many `records`, and the first of them; the most first."""
    found = asked(settings, rejected, which)
    return (
        found.group_by("source", "rule", "file", maintain_order=True)
        .agg(records=pl.len(), line=pl.first("line"), value=pl.first("value"))
        .sort("records", "source", "rule", "file", descending=[True, False, False, False])
    )


def shown(settings: Settings, which: Which, limit: int) -> pl.DataFrame:
    """One row per rejected record, at most `limit`: where it stood, the rule it broke, why, and the row."""
    found = asked(settings, rejected, which).head(limit)
    rules = found.select("rule", "record_kind").rows()
    return found.select(
        "load_id",
        "file",
        "line",
        "rule",
        pl.Series("column", [column_of(rule) for rule, _ in rules], pl.String),
        "value",
        pl.Series("reason", [reason_of(rule, kind) for rule, kind in rules], pl.String),
        row="raw",
    )
