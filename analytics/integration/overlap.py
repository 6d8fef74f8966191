"""How many systems see the same customers."""

from dataclasses import dataclass, replace

import duckdb
import polars as pl

from analytics.dimensions import Dimension
from analytics.integration.rows import by_source, of_rows
from analytics.intervals import proportion
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Words

# A hash stands in for the id: a customer is counted, never named.
_CUSTOMER = Dimension("customer", Words("고객", "Customer"), "contacts", "hash(customer_id)")
_NAMED = "customer_id IS NOT NULL"
_FACTS = ("contact_facts", "answer_facts")


@dataclass(frozen=True)
class Overlap:
    """Which systems see the customers of a view, by their contacts and answers.

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
    seen = _seen(connection, settings, view)
    systems = seen.group_by("customer").agg(pl.len().cast(pl.Int64).alias("systems"))
    number = systems.group_by("systems").agg(customers=pl.len().cast(pl.Int64)).sort("systems")
    share = proportion(pl.col("customers"), pl.col("customers").sum())
    return Overlap(number.with_columns(**share._asdict()), _pairs(seen), systems.height)


def _seen(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """A row per customer and system that sees them."""
    by = {"customer": _CUSTOMER}
    counts = [replace(of_rows(facts, {"n": "count(*)"}), where=_NAMED) for facts in _FACTS]
    rows = [by_source(connection, settings, of_these, by, view) for of_these in counts]
    known = [found.select("source", pl.col("customer").cast(pl.UInt64)) for found in rows]
    return pl.concat(known).drop_nulls().unique()


def _pairs(seen: pl.DataFrame) -> pl.DataFrame:
    sizes = seen.group_by("source").agg(n=pl.len().cast(pl.Int64))
    both = (
        seen.join(seen, on="customer", suffix="_other")
        .group_by("source", other="source_other")
        .agg(both=pl.len().cast(pl.Int64))
    )
    every = sizes.join(sizes.select(other="source"), how="cross").filter(pl.col("source") != pl.col("other"))
    counted_pairs = every.join(both, on=["source", "other"], how="left").with_columns(
        pl.col("both").fill_null(0)
    )
    share = proportion(pl.col("both"), pl.col("n"))
    return (
        counted_pairs.with_columns(**share._asdict())
        .select("source", "other", "both", "n", "value", "low", "high")
        .sort("source", "other")
    )
