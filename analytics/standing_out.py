"""What stands out among many: how far off in units of its own interval, and how far is far enough."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import polars as pl

from analytics.intervals import CONFIDENCE
from analytics.measures.measure import Measure
from analytics.statistics.common import Z
from analytics.view import View

# One measure per thing that can get better or worse; others say the same in other words.
WATCHED = ("csat", "nps", "wait_p90", "abandonment", "failure", "complaint")
# Cells of a matrix are shaded from one half interval on, and darker from two.
_CLEAR, _FAR = 1.0, 2.0


@dataclass(frozen=True)
class Comparisons:
    """How many changes were looked at, and the clearest as a row; None if none goes beyond chance.

    has_records: whether any of the measures has something to go by.
    """

    count: int
    clearest: dict[str, Any] | None
    has_records: bool = True

    def where(self, view: View) -> View:
        """The view narrowed to where the clearest change is."""
        row = self.clearest or {}
        places = {name: str(row[name]) for name in ("department", "contact_tier") if row.get(name)}
        return view.pick(**places)

    @property
    def measure(self) -> str | None:
        """The measure that changed most clearly."""
        return None if self.clearest is None else str(self.clearest["measure"])


def distance(difference: pl.Expr, low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """A difference in units of the part of its own 95 % interval that reaches towards nothing.

    Beyond 1 (or −1, where it is negative) the interval excludes nothing. 0 without an interval, null without
    a difference.
    """
    reach = pl.when(difference > 0).then(difference - low).otherwise(high - difference)
    return pl.when(reach > 0).then(difference / reach).when(difference.is_not_null()).then(0.0)


def clear_distance(looks: int) -> float:
    """From which distance on a difference goes beyond chance, of so many looked at together.

    Looking at many finds some by chance, so each is held to the error that is right for all together
    (Bonferroni 1936), 5 %.
    """
    tail = (1 - CONFIDENCE) / 2 / max(looks, 1)
    return NormalDist().inv_cdf(1 - tail) / Z


def clearest_change(changes: pl.DataFrame) -> Comparisons:
    """The change that is furthest from nothing, if that is beyond chance.

    Takes rows with n, change, change_low and change_high (95 %).
    """
    known = changes.filter(pl.col("change").is_not_null() & (pl.col("change") != 0))
    count = changes.height - changes["change"].null_count()
    if known.is_empty():
        return Comparisons(count, None, has_records=bool(changes["n"].sum()))
    far = distance(pl.col("change"), pl.col("change_low"), pl.col("change_high")).abs()
    first = known.with_columns(distance=far).sort("distance", descending=True).row(0, named=True)
    return Comparisons(count, first if first["distance"] > clear_distance(count) else None)


def beside_tier(cells: pl.DataFrame, averages: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Cells (department, contact_tier, value, low, high, …) with how they stand to their tier.

    Adds average and shade: 0 if the interval holds the tier's average or the measure has no direction; else
    1, or 2 if the average is twice as far off; below zero where the cell is worse. Sorted by department, the
    one that is worst off in any tier first; without a direction the one with the most records.
    """
    sign = {"higher": 1, "lower": -1, None: 0}[measure.direction]
    difference, low, high = (pl.col(name) - pl.col("average") for name in ("value", "low", "high"))
    standing = cells.join(
        averages.select("contact_tier", average="value"), on="contact_tier", how="left", nulls_equal=True
    ).with_columns(standing=sign * distance(difference, low, high))
    return standing.with_columns(shade=_shade()).sort(_order(measure)).drop("standing")


def _shade() -> pl.Expr:
    far = pl.col("standing").abs()
    size = (far > _CLEAR).cast(pl.Int8) + (far > _FAR).cast(pl.Int8)
    return (size * pl.col("standing").sign()).fill_null(0).cast(pl.Int8)


def _order(measure: Measure) -> list[pl.Expr]:
    if measure.direction is None:
        return [-pl.col("n").sum().over("department"), pl.col("department")]
    return [pl.col("standing").min().over("department").fill_null(float("inf")), pl.col("department")]
