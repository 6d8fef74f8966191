"""Which system feeds which records, what they never say, and which measures are therefore missing there."""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

from analytics.integration.needs import ANY, needed_columns, optional_columns
from analytics.integration.rows import SOURCE, of_view, read_of_view, with_source
from analytics.view import View
from warehouse.contract import RECORD_KINDS
from warehouse.own_dimensions import own_columns
from warehouse.settings import Settings

_COUNTED = {"answers": "count_if(coalesce(records.respondent, 'customer') = 'customer')"}
_LIST = pl.List(pl.String())
_SCHEMA: dict[str, Any] = {
    "source": pl.String(),
    "record_kind": pl.String(),
    "records": pl.Int64(),
    "counted": pl.Int64(),
    "columns": pl.Int64(),
    "lacking": _LIST,
}


def feeds(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What each source brought of each record kind.

    Returns source (null: not known any more), record_kind, records, counted (how many of them measures
    count: answers of staff and monitors are no customer's), columns (how many are optional) and lacking
    (those of them that no record fills; of contacts what the settings fill in counts as filled). The view is
    that of contacts; of what else has days only these count, and of customers and staff, who have none, all.
    Sorted by record kind, as the contract has them, and source.
    """
    return pl.concat(_of_kind(connection, settings, kind, view) for kind in RECORD_KINDS)


def with_measures(fed: pl.DataFrame) -> pl.DataFrame:
    """Rows of `feeds` with the measures of the catalogue that each makes possible, and those it does not.

    Adds fed (measures that need records of the kind and find all they need of them) and missing (measures
    that need a column which no record fills).
    """
    needs = needed_columns()

    def measures(row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        if not row["counted"]:
            return [], []
        kind, lacked = row["record_kind"], {(row["record_kind"], name) for name in row["lacking"]}
        missing = [name for name, needed in needs.items() if needed & lacked]
        made = [name for name, needed in needs.items() if (kind, ANY) in needed and not needed & lacked]
        return made, missing

    found = [measures(row) for row in fed.iter_rows(named=True)]
    told = pl.DataFrame(found, schema={"fed": _LIST, "missing": _LIST}, orient="row")
    return pl.concat([fed, told], how="horizontal")


def _of_kind(
    connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str, view: View
) -> pl.DataFrame:
    optional = [*optional_columns(kind), *own_columns(settings.dimensions, kind)]
    table, asked = ("contact_facts", view) if kind == "contacts" else (kind, View(view.since, view.until))
    columns = ", ".join(f"count(records.{name}) AS {name}" for name in optional)
    counted = _COUNTED.get(kind, "count(*)")
    query = with_source("fed").replace("{columns}", columns).replace("{counted}", counted)
    query = query.replace("{records}", table)
    query = of_view(query, table, asked, settings)
    counts = read_of_view(connection, settings, query, asked, {SOURCE: pl.String()})
    rows = [
        (
            *(row[SOURCE], kind, row["_records"], row["_counted"], len(optional)),
            [name for name in optional if not row[name]],
        )
        for row in counts.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("source", nulls_last=True)
