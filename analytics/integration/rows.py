"""Records with the system that brought them: what figures on integration are counted from."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.dimensions import Dimension
from analytics.reading import WHOLE, Counts, narrowed, parameters, picked_by, prepare, read_counts
from analytics.stored import read_stored
from analytics.view import View
from warehouse.contract import LOCAL_TIMES
from warehouse.settings import Settings
from warehouse.sql import read_sql

# What the rows have beside the columns of the facts; no dimension of a company's own begins with _.
SOURCE = "_source"
# When a row took place, in the order of the table; customers and staff have no such time.
_INSTANTS = {
    **{kind: local for kind, times in LOCAL_TIMES.items() for local in times},
    "contact_facts": "occurred_local",
    "answer_facts": "answered_local",
}


def loaded(facts: str) -> str:
    """The rows of contact_facts or answer_facts with `_source` and `_is_known`."""
    return with_source("loaded").replace("{facts}", facts)


def hand_overs(settings: Settings, view: View) -> str:
    """Contacts of a view that were handed over, with where their customers came next."""
    query = between(with_source("hand_overs"), "contact_facts", view)
    return query.replace("$minutes", str(settings.definitions.handover_minutes))


def between(query: str, facts: str, view: View) -> str:
    """A query with the days of the view in place of `{days}`, and with two more of `{days_and_two}`.

    What is handed over before midnight arrives on the next day; no setting waits longer than a day.
    """
    instant = _INSTANTS.get(facts)
    since = [f"{instant} >= $since::DATE"] if instant and view.since else []
    for place, days in (("{days}", 1), ("{days_and_two}", 3)):
        until = [f"{instant} < $until::DATE + {days}"] if instant and view.until else []
        query = query.replace(place, " AND ".join([*since, *until]) or "true")
    return query


def with_source(name: str) -> str:
    """A query of this folder with the source of a row in place of `{source}`."""
    return read_sql(__package__, name).replace("{source}", read_sql(__package__, "source"))


def of_view(query: str, facts: str, view: View, settings: Settings) -> str:
    """A query over facts with the days of the view, and with what it picks in place of `{picked}`."""
    picked = picked_by(view, settings).values()
    narrow = narrowed(between(query, facts, view), view, settings)
    return by_dimension(narrow, facts, picked, (view.since, view.until), settings)


def read_of_view(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    query: str,
    view: View,
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """The rows of a query that `of_view` gave, or is made of; those of the schema while nothing is loaded."""
    prepare(connection, settings, picked_by(view, settings).values(), query)
    days = {name: day for name, day in parameters(view).items() if f"${name}" in query}
    return read_stored(connection, query, days, schema)


def counted(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    counts: Counts,
    by: Mapping[str, Dimension],
    view: View,
) -> pl.DataFrame:
    """The counts of a view by their level and dimensions, and nothing else."""
    found = read_counts(connection, settings, counts.split_by(settings, by, view), by, view)
    return found.drop(WHOLE, strict=False)


def of_rows(facts: str, columns: Mapping[str, str], rows: str | None = None, level: str = SOURCE) -> Counts:
    """Aggregates over the facts with their sources, and by these; rows: others than those of `loaded`."""
    instant = _INSTANTS[facts]
    return Counts(
        facts, columns, level=level, rows=rows or loaded(facts), present_in=(facts,), instant=instant
    )


def by_source(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    counts: Counts,
    by: Mapping[str, Dimension],
    view: View,
) -> pl.DataFrame:
    """The counts by source (null where that is not known any more) and dimensions."""
    found = counted(connection, settings, counts, by, view)
    return found.rename({SOURCE: "source"}).with_columns(pl.col("source").cast(pl.String))


def added_up(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The sums of all sources, which stand under no source."""
    sums: list[Any] = [pl.exclude("source", *by).sum()]
    whole = rows.group_by(*by, maintain_order=True).agg(*sums) if by else rows.select(*sums)
    return whole.with_columns(source=pl.lit(None, pl.String)).select(rows.columns)
