"""Channels and delivery modes of a load that the settings do not know: their contacts get no tier."""

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import polars as pl

from ingest.staging import Staged
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql

UNKNOWN_SCHEMA = pl.Schema({"load_id": pl.Int64, "term": pl.String, "name": pl.String, "contacts": pl.Int64})
_TOLD_SCHEMA = {name: kind for name, kind in UNKNOWN_SCHEMA.items() if name != "load_id"}
_WORDS = {"channel": "channel", "delivery_mode": "delivery mode"}
# So many names are told in a line.
_MOST_TOLD = 5


def unknown_terms(
    connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Iterable[Staged]
) -> pl.DataFrame:
    """Those of staged files of contacts, in UNKNOWN_SCHEMA: `term` is channel or delivery_mode."""
    paths = ", ".join(literal(each.place) for each in staged if each.kind == "contacts")
    if not paths:
        return UNKNOWN_SCHEMA.to_frame()
    untiered = connection.sql(read_sql("ingest", "untiered").format(paths=paths)).pl()
    by_channel = pl.col("channel").replace_strict(settings.channels, default=None, return_dtype=pl.String)
    mode = pl.coalesce("delivery_mode", by_channel)
    return (
        untiered.filter(~mode.is_in([*settings.delivery_modes]).fill_null(False))
        .group_by(
            "load_id",
            term=pl.when(mode.is_null()).then(pl.lit("channel")).otherwise(pl.lit("delivery_mode")),
            name=pl.coalesce(mode, "channel"),
        )
        .agg(pl.col("contacts").sum())
        .match_to_schema(UNKNOWN_SCHEMA)
    )


def told(unknown: Sequence[Mapping[str, str | int]]) -> str | None:
    """Those with `term`, `name` and `contacts` in a line, added up; None where there are none."""
    terms = pl.DataFrame(unknown, schema=_TOLD_SCHEMA).group_by("term", "name").agg(pl.col("contacts").sum())
    if terms.is_empty():
        return None
    parts = [
        f"{_WORDS[str(term)]} {_listed(rows.sort('contacts', 'name', descending=[True, False]).rows())}"
        for (term,), rows in terms.sort("term").group_by("term", maintain_order=True)
    ]
    return (
        f"Not in the settings: {'; '.join(parts)}. Their contacts have no tier: add them under [channels] and"
        " [delivery_modes]."
    )


def _listed(terms: Sequence[tuple[str, str, int]]) -> str:
    told = ", ".join(f"{name} {contacts:,}" for _, name, contacts in terms[:_MOST_TOLD])
    more = len(terms) - _MOST_TOLD
    return f"{told} and {more:,} more" if more > 0 else told
