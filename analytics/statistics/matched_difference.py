"""A difference of means between few who are exposed and many others who are alike, in strata with hardly any
exposed.

Weights as for overlap (Cochran and Cox 1957). Where a stratum has one exposed, the spread of the exposed
around their own mean in it says nothing; so it is taken around the mean of the others there plus the
difference.
"""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.common import Z


def matched_difference(cells: pl.DataFrame, strata: Sequence[str]) -> tuple[float, ...] | None:
    """exposed and others used, difference, low and high (95 %); None where no stratum has both, or too few
    say how much they vary.

    cells: strata, is_exposed, n, total and squares, the sums of the values and of their squares.
    """
    arms = cells.group_by(strata).agg(
        pl.col(name).filter(pl.col("is_exposed") == is_exposed).sum().cast(pl.Float64).alias(f"{name}{arm}")
        for arm, is_exposed in ((1, True), (0, False))
        for name in ("n", "total", "squares")
    )
    both = arms.filter(pl.col("n1") > 0, pl.col("n0") > 0)
    n1, n0 = (both[name].to_numpy() for name in ("n1", "n0"))
    freedom = float((n0 - 1).sum())
    if both.is_empty() or n1.sum() < 2 or freedom < 1:
        return None
    t1, t0, q1, q0 = (both[name].to_numpy() for name in ("total1", "total0", "squares1", "squares0"))
    weight, level = n1 * n0 / (n1 + n0), t0 / n0
    value = float((weight * (t1 / n1 - level)).sum() / weight.sum())
    of_others = max(float((q0 - t0 * level).sum()), 0.0) / freedom
    around = level + value
    scatter = float((q1 - 2 * around * t1 + n1 * around**2).sum())
    # What the mean of the others is off by is a part of that.
    off = float((n1 * of_others / n0).sum())
    of_exposed = max(scatter - off, scatter / 2, 0.0) / (n1.sum() - 1)
    variance = float((weight**2 * (of_exposed / n1 + of_others / n0)).sum() / weight.sum() ** 2)
    half = Z * variance**0.5
    return n1.sum(), n0.sum(), value, value - half, value + half
