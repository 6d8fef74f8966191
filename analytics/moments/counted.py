"""Moments of truth counted: customers × contacts × seconds, by how they ended.

Carlzon (1987), Moments of Truth, counts them as customers × contacts × seconds.
"""

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.measures.contacts import CUSTOMERS
from analytics.reading import WHOLE, Counts, read_counts
from analytics.view import View
from warehouse.contract import OUTCOMES
from warehouse.settings import Settings

ALL = "all"
# Columns of the marts of contacts, by outcome.
_CONTACTS = Counts("contact_daily", {outcome: f"sum({outcome})::BIGINT" for outcome in OUTCOMES})
# Lengths by outcome are kept in no mart.
_SECONDS = Counts(
    "contact_facts",
    {
        "outcome": "outcome",
        "served": "count(service_seconds)",
        "service_seconds": "coalesce(sum(service_seconds), 0)",
        "waited": "count(wait_seconds)",
        "wait_seconds": "coalesce(sum(wait_seconds), 0)",
    },
    instant="occurred_local",
)
_NUMBERS = ("served", "service_seconds", "waited", "wait_seconds")


def moments_of_truth(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How many contacts ended how, how long they took together, and how many different customers there were.

    A row per outcome and one for "all": outcome, contacts, value, low, high (its share of all contacts;
    Wilson, 95 %), service_seconds and served (how many contacts say so), wait_seconds and waited, customers
    (different ones, known by an id; of all alone). Times are summed: a wait by e-mail counts as long as it
    was.
    """
    counts = read_counts(connection, settings, _CONTACTS, {}, view).drop(WHOLE)
    ended = counts.unpivot(OUTCOMES, variable_name="outcome", value_name="contacts")
    contacts = (
        pl.DataFrame({"outcome": OUTCOMES})
        .join(ended, on="outcome", how="left", maintain_order="left")
        .with_columns(pl.col("contacts").fill_null(0).cast(pl.Int64))
    )
    seconds = read_counts(connection, settings, _SECONDS, {}, view).drop(WHOLE)
    lengths = seconds.with_columns(pl.col("outcome").cast(pl.String), pl.col(_NUMBERS).cast(pl.Float64))
    rows = contacts.join(lengths, on="outcome", how="left", maintain_order="left").with_columns(
        pl.col(_NUMBERS).fill_null(0.0)
    )
    whole = rows.select(pl.lit(ALL).alias("outcome"), pl.col("contacts", *_NUMBERS).sum())
    share = proportion(pl.col("contacts"), pl.lit(whole["contacts"].item()))
    return (
        pl.concat([rows, whole], how="diagonal")
        .with_columns(**share._asdict(), customers=pl.lit(None, pl.Int64))
        .with_columns(
            pl.col("served", "waited").cast(pl.Int64),
            customers=pl.when(pl.col("outcome") == ALL).then(_customers(connection, settings, view)),
        )
    )


def _customers(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> int:
    """Different ones, as the measure of that name counts them."""
    counts = read_counts(connection, settings, CUSTOMERS.counts.split_by(settings, {}, view), {}, view)
    return int(counts["customers"].sum() or 0)
