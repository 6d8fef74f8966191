"""Departments beside their own kind: how far from the average of the tier, in units of the interval."""

import polars as pl

from analytics.measures.measure import Measure

_CLEAR, _FAR = 1.0, 2.0


def beside_tier(cells: pl.DataFrame, averages: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Cells (department, contact_tier, value, low, high, …) with how they stand to their tier.

    Adds average and shade: 0 if the interval holds the tier's average or the measure has no direction; else
    1, or 2 if the average is twice as far off; below zero where the cell is worse. Sorted by department, the
    one that is worst off in any tier first; without a direction the one with the most records.
    """
    towards = pl.when(pl.col("value") > pl.col("average")).then(pl.col("value") - pl.col("low"))
    reach = towards.otherwise(pl.col("high") - pl.col("value"))
    sign = {"higher": 1, "lower": -1, None: 0}[measure.direction]
    standing = cells.join(
        averages.select("contact_tier", average="value"), on="contact_tier", how="left", nulls_equal=True
    ).with_columns(standing=sign * (pl.col("value") - pl.col("average")) / reach)
    return standing.with_columns(shade=_shade()).sort(_order(measure)).drop("standing")


def _shade() -> pl.Expr:
    distance = pl.col("standing").abs()
    size = (distance > _CLEAR).cast(pl.Int8) + (distance > _FAR).cast(pl.Int8)
    return (size * pl.col("standing").sign()).fill_null(0).cast(pl.Int8)


def _order(measure: Measure) -> list[pl.Expr]:
    if measure.direction is None:
        return [-pl.col("n").sum().over("department"), pl.col("department")]
    return [pl.col("standing").min().over("department").fill_null(float("inf")), pl.col("department")]
