"""Cost to serve against value: by tenths of customers, who is served at a loss, who gets more care."""

from typing import Any

import duckdb
import polars as pl

from analytics.estimators import ratio
from analytics.intervals import Estimate, mean, proportion
from analytics.money.values import picked_of_customers
from analytics.money.yearly import days_of
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import narrowed, parameters, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

GROUPS = 10
_SUMS = ("annual", "years", "cost", "cost_squares", "year_squares", "products", "loss")
_COUNTS = (
    *("value_group", "customers", "cost_known", "at_a_loss"),
    *("waited", "met", "tiers_known", "in_high", "by_person", "failed", "taken_up"),
)
_READ: dict[str, pl.DataType] = {
    **dict.fromkeys(_COUNTS, pl.Int64()),
    **dict.fromkeys((*_SUMS, "wait_beside", "wait_squares"), pl.Float64()),
}
FIGURES = ("cost", "at_a_loss", "wait", "high_tier", "by_person", "taken_up")
"""What is told of each group; `wait` is a factor on what is usual in the channel."""
SCHEMA = {
    "value_group": pl.Int64(),
    "customers": pl.Int64(),
    "value": pl.Float64(),
    **{f"{name}{end}": pl.Float64() for name in FIGURES for end in ("", "_low", "_high")},
    **{f"{name}_n": pl.Int64() for name in FIGURES},
    "losing": pl.Int64(),
    "loss": pl.Float64(),
    "note": pl.String(),
}


def serving(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per tenth of the customers by yearly value, 1 the highest, and at last one of all (null).

    Columns: value_group, customers (there for 30 days or more of the view's), value (mean, a year), cost
    (to serve one of them a year: costs of contacts per year there), at_a_loss (share whose contacts cost
    more than the value of the same days, after settings.money.margin), wait (mean, as a factor on what is
    usual in the channel), high_tier and by_person (shares of contacts), taken_up (share of failures whose
    recovery was tried), each with …_low, …_high (95 %) and …_n, what it is out of; losing and loss (how
    many are served at a loss, and by how much in these days), note. Figures out of fewer than
    settings.definitions.small_n are null. Customers of the same value stand in the order of their ids.

    Raises QueryError for a view that picks anything but dimensions of customers.
    """
    days = days_of(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=SCHEMA)
    picked = picked_of_customers(view, settings)
    query = read_sql("analytics.money", "serving").replace(
        "{value_groups}", read_sql("analytics.money", "value_groups")
    )
    query = narrowed(query, view, settings)
    prepare(connection, settings, picked.values(), query)
    values: dict[str, Any] = {
        "since": days[0],
        "until": days[1],
        "margin": settings.money.margin or 1.0,
        **parameters(view.anytime()),
    }
    read = read_stored(connection, query, values, _READ).select(
        pl.col(name).cast(kind) for name, kind in _READ.items()
    )
    if read.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    whole = read.select(pl.lit(None, pl.Int64).alias("value_group"), pl.exclude("value_group").sum())
    return _figures(pl.concat([read, whole]), settings)


def _figures(read: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    costs = ratio("cost", "years", "cost_squares", "year_squares", "products", "customers")
    figures = {
        "at_a_loss": (proportion(pl.col("at_a_loss"), pl.col("customers")), pl.col("customers")),
        "wait": (
            mean(pl.col("wait_beside"), pl.col("wait_squares"), pl.col("waited"), 0, float("inf")),
            pl.col("waited"),
        ),
        "high_tier": (proportion(pl.col("in_high"), pl.col("tiers_known")), pl.col("tiers_known")),
        "by_person": (proportion(pl.col("by_person"), pl.col("met")), pl.col("met")),
        "taken_up": (proportion(pl.col("taken_up"), pl.col("failed")), pl.col("failed")),
    }
    is_costed = pl.col("cost_known") > 0
    cost = costs(read, ["value_group"], settings.definitions).rename({"value": "cost_a_year"})
    told = read.join(cost, on="value_group", how="left", nulls_equal=True, maintain_order="left")
    least, note = settings.definitions.small_n, pl.when(pl.col("cost_known") == 0).then(pl.lit(NOT_IN_DATA))
    own_cost = Estimate(pl.col("cost_a_year"), pl.col("low"), pl.col("high"))
    shown = {"cost": (own_cost, pl.when(is_costed).then("customers").otherwise(0)), **figures}
    return told.select(
        "value_group",
        "customers",
        value=pl.col("annual") / pl.col("customers"),
        losing=pl.when(is_costed).then("at_a_loss"),
        loss=pl.when(is_costed).then("loss"),
        **{
            f"{name}{end}": pl.when((n >= least) & (is_costed | (name not in ("cost", "at_a_loss")))).then(
                part
            )
            for name, (estimate, n) in shown.items()
            for end, part in zip(("", "_low", "_high"), estimate, strict=True)
        },
        **{f"{name}_n": n.cast(pl.Int64) for name, (_, n) in shown.items()},
        note=note.when(pl.col("customers") < least).then(pl.lit(TOO_FEW)),
    ).select(SCHEMA.keys())
