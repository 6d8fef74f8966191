"""A difference of means at equal strata between units that come in clusters, such as matters of customers.

Sources: Cochran and Cox (1957), Experimental Designs (weights n₁n₀ / (n₁ + n₀)); Cameron and Miller (2015), A
practitioner's guide to cluster-robust inference, Journal of Human Resources 50.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl
import scipy

from analytics.statistics.common import Interval

_SIZES = ("exposed_n", "others_n")


class Difference(NamedTuple):
    """difference: of the exposed less the others at equal strata, 95 %; own: the mean of the exposed used;
    p: of no difference; exposed, others: units used, in so many clusters.
    """

    difference: Interval
    own: float
    p: float
    exposed: int
    others: int
    clusters: int


def clustered_difference(units: pl.DataFrame) -> Difference | None:
    """The mean of the exposed less that of the others, each stratum weighing n₁n₀ / (n₁ + n₀).

    units: stratum, is_exposed, cluster and value, a row each. Errors are those of sums over clusters, with
    Student's t of clusters less one. None where no stratum has both, or in fewer than two clusters.
    """
    strata = _strata(units.lazy())
    pulls = units.lazy().join(strata, on="stratum").group_by("cluster").agg(pull=_pull().sum())
    sums, pulled = pl.collect_all(
        [
            strata.select(
                value=(pl.col("weight") * (pl.col("exposed_mean") - pl.col("others_mean"))).sum(),
                own=(pl.col("exposed_n") * pl.col("exposed_mean")).sum() / pl.col("exposed_n").sum(),
                exposed=pl.col("exposed_n").sum(),
                others=pl.col("others_n").sum(),
            ),
            pulls.select(squares=(pl.col("pull") ** 2).sum(), clusters=pl.len()),
        ]
    )
    return _difference(sums.row(0, named=True), **pulled.row(0, named=True))


def _strata(units: pl.LazyFrame) -> pl.LazyFrame:
    """Those with both: sizes and means of either side, and what the stratum weighs of 1."""
    exposed, value = pl.col("is_exposed"), pl.col("value")
    sides = units.group_by("stratum").agg(
        exposed_n=exposed.sum(),
        others_n=(~exposed).sum(),
        exposed_mean=value.filter(exposed).mean(),
        others_mean=value.filter(~exposed).mean(),
    )
    weight = pl.col("exposed_n") * pl.col("others_n") / pl.sum_horizontal(_SIZES)
    both = sides.filter(pl.min_horizontal(_SIZES) > 0).with_columns(weight=weight)
    return both.with_columns(pl.col("weight") / pl.col("weight").sum())


def _pull() -> pl.Expr:
    """How far a unit moves the difference from what it is."""
    return pl.col("weight") * (
        pl.when("is_exposed")
        .then((pl.col("value") - pl.col("exposed_mean")) / pl.col("exposed_n"))
        .otherwise((pl.col("others_mean") - pl.col("value")) / pl.col("others_n"))
    )


def _difference(sums: Mapping[str, Any], squares: float, clusters: int) -> Difference | None:
    if clusters < 2 or not sums["exposed"]:
        return None
    value = float(sums["value"])
    error = float((squares * clusters / (clusters - 1)) ** 0.5)
    reach = float(scipy.special.stdtrit(clusters - 1, 0.975)) * error
    far = abs(value) / error if error > 0 else (0.0 if value == 0 else float("inf"))
    return Difference(
        Interval(value, value - reach, value + reach),
        own=float(sums["own"]),
        p=2 * float(scipy.special.stdtr(clusters - 1, -far)),
        exposed=int(sums["exposed"]),
        others=int(sums["others"]),
        clusters=clusters,
    )
