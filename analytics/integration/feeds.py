"""Which system feeds which records, what they never say, and which measures are therefore missing there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import duckdb
import polars as pl

from analytics.integration.needs import ANY, needed_columns, optional_columns
from analytics.integration.rows import SOURCE, by_source, loaded, of_rows
from analytics.stored import read_stored
from analytics.view import View
from warehouse.own_dimensions import own_columns
from warehouse.settings import Settings

_FACTS = {"contacts": "contact_facts", "answers": "answer_facts"}
_LIST = pl.List(pl.String())
_SCHEMA: dict[str, Any] = {
    "source": pl.String(),
    "record_kind": pl.String(),
    "records": pl.Int64(),
    "columns": pl.Int64(),
    "lacking": _LIST,
}


def feeds(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What each source brought of each record kind.

    Returns source, record_kind, records, columns (how many are optional) and lacking (those of them that no
    record fills; what the settings or a linked contact fill in counts as filled). The view is that of
    contacts and answers; customer records have no day and are all counted. Sorted by source.
    """
    found = chain(
        *(_of_facts(connection, settings, kind, view) for kind in _FACTS), _of_customers(connection, settings)
    )
    rows = pl.DataFrame(list(found), schema=_SCHEMA, orient="row")
    return rows.sort("source", "record_kind", nulls_last=True)


def with_measures(fed: pl.DataFrame) -> pl.DataFrame:
    """Rows of `feeds` with the measures of the catalogue that each makes possible, and those it does not.

    Adds fed (measures that need records of the kind and find all they need of them) and missing (measures
    that need a column which no record fills).
    """
    needs = needed_columns()

    def measures(row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        kind, lacked = row["record_kind"], {(row["record_kind"], name) for name in row["lacking"]}
        missing = [name for name, needed in needs.items() if needed & lacked]
        made = [name for name, needed in needs.items() if (kind, ANY) in needed and not needed & lacked]
        return made, missing

    rows = [
        row | dict(zip(("fed", "missing"), measures(row), strict=True)) for row in fed.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA | {"fed": _LIST, "missing": _LIST})


def _of_facts(
    connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str, view: View
) -> Iterator[tuple[object, ...]]:
    optional = _optional(settings, kind)
    counts = by_source(connection, settings, of_rows(_FACTS[kind], _filled(optional)), {}, view)
    return _told(counts, kind, optional)


def _of_customers(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Iterator[tuple[object, ...]]:
    optional = _optional(settings, "customers")
    listed = ", ".join(f"{sql} AS {name}" for name, sql in _filled(optional).items())
    query = f"SELECT {SOURCE} AS source, {listed} FROM ({loaded('customer_facts')}) GROUP BY ALL"
    schema = {"source": pl.String()} | dict.fromkeys(_filled(optional), pl.Int64())
    return _told(read_stored(connection, query, {}, schema), "customers", optional)


def _optional(settings: Settings, kind: str) -> list[str]:
    return [*optional_columns(kind), *own_columns(settings.dimensions, kind)]


def _filled(columns: Sequence[str]) -> dict[str, str]:
    return {"records": "count(*)", **{name: f"count({name})" for name in columns}}


def _told(counts: pl.DataFrame, kind: str, optional: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for row in counts.filter(pl.col("records") > 0).iter_rows(named=True):
        lacking = [name for name in optional if not row[name]]
        yield row["source"], kind, row["records"], len(optional), lacking
