"""How much more often: a common difference of shares of two groups within strata, which may be small and
many.

Mantel and Haenszel's weights; the variance by Sato (1989), Biometrics 45, is right both with few large
strata and with many small ones, whether or not the groups differ.
"""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.common import Z


def risk_difference(cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str]) -> pl.DataFrame:
    """The share of the exposed less that of the others at equal strata, per combination of `by`.

    cells: by, strata, is_exposed, n and events. Returns by, exposed and others (of strata with both),
    expected (events of the exposed there, if they had as many as all: Mantel and Fleiss 1980), value, low
    and high (95 %); null where no stratum has both.
    """
    keys = [*by, *strata]
    arms = cells.group_by(keys).agg(
        pl.col(name).filter(pl.col("is_exposed") == is_exposed).sum().cast(pl.Float64).alias(f"{name}_{arm}")
        for arm, is_exposed in (("1", True), ("0", False))
        for name in ("n", "events")
    )
    n1, n0, a, b = (pl.col(name) for name in ("n_1", "n_0", "events_1", "events_0"))
    n = n1 + n0
    sums = (
        arms.filter(n1 > 0, n0 > 0)
        .select(
            *by,
            exposed=n1,
            others=n0,
            expected=n1 * (a + b) / n,
            weight=n1 * n0 / n,
            gap=(a * n0 - b * n1) / n,
            p=(n1**2 * b - n0**2 * a + n1 * n0 * (n0 - n1) / 2) / n**2,
            q=(a * (n0 - b) + b * (n1 - a)) / (2 * n),
        )
        .group_by(by)
        .agg(pl.exclude(by).sum())
    )
    value = pl.col("gap") / pl.col("weight")
    variance = (value * pl.col("p") + pl.col("q")) / pl.col("weight") ** 2
    half = Z * variance.clip(lower_bound=0).sqrt()
    return sums.select(
        *by,
        pl.col("exposed", "others").cast(pl.Int64),
        "expected",
        value=value,
        low=(value - half).clip(lower_bound=-1),
        high=(value + half).clip(upper_bound=1),
    )
