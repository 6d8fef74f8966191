"""How many systems see the same customers."""

from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.integration.rows import of_view, read_of_view, with_source
from analytics.intervals import proportion
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_FACTS = {"{contacts}": "contact_facts", "{answers}": "answer_facts"}
_SCHEMA: dict[str, pl.DataType] = {"sources": pl.List(pl.String()), "customers": pl.Int64()}


@dataclass(frozen=True)
class Overlap:
    """Which systems see the customers of a view: by contacts, answers and, unless more than days is picked,
    purchases.

    by_number: systems (how many see a customer), customers, value, low, high (share of all customers seen;
    Wilson, 95 %). pairs: source, other, both (customers that both see), n (that `source` sees), value, low,
    high (share of n). customers: different ones, known by an id.
    """

    by_number: pl.DataFrame
    pairs: pl.DataFrame
    customers: int


def overlap(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Overlap:
    """How many customers are seen by one system, by two, by more; and what each pair has in common."""
    sets = _sets(connection, settings, view)
    number = (
        sets.group_by(systems=pl.col("sources").list.len().cast(pl.Int64))
        .agg(pl.col("customers").sum())
        .sort("systems")
    )
    share = proportion(pl.col("customers"), pl.col("customers").sum())
    return Overlap(number.with_columns(**share._asdict()), _pairs(sets), int(sets["customers"].sum()))


def _sets(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """How many customers each set of systems sees."""
    query = read_sql(__package__, "overlap")
    for place, facts in _FACTS.items():
        seen = with_source("seen").replace("{facts}", facts)
        query = query.replace(place, of_view(seen, facts, view, settings))
    # Purchases have no other dimension in common with contacts.
    bought = with_source("seen").replace("{facts}", "purchases")
    days = View(view.since, view.until)
    whole = of_view(bought if view.is_of_all else f"{bought} LIMIT 0", "purchases", days, settings)
    return read_of_view(connection, settings, query.replace("{purchases}", whole), view, _SCHEMA)


def _pairs(sets: pl.DataFrame) -> pl.DataFrame:
    """A row for every ordered pair of systems, those that share nobody among them."""
    seen = sets.with_row_index("set").explode("sources").rename({"sources": "source"})
    sizes = seen.group_by("source").agg(n=pl.col("customers").sum())
    both = (
        seen.join(seen.select("set", other="source"), on="set")
        .group_by("source", "other")
        .agg(both=pl.col("customers").sum())
    )
    share = proportion(pl.col("both"), pl.col("n"))
    return (
        sizes.join(sizes.select(other="source"), how="cross")
        .filter(pl.col("source") != pl.col("other"))
        .join(both, on=["source", "other"], how="left")
        .with_columns(pl.col("both").fill_null(0))
        .with_columns(**share._asdict())
        .select("source", "other", "both", "n", "value", "low", "high")
        .sort("source", "other")
    )
