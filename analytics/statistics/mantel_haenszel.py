"""How many times the odds: a common odds ratio of two groups within strata.

Mantel and Haenszel (1959), Journal of the National Cancer Institute 22; variance of its logarithm by Robins,
Breslow and Greenland (1986), Biometrics 42, which is right both with few large strata and with many small
ones. Statsmodels' `StratifiedTable` has the same of one comparison at a time, and takes no frames.
"""

from collections.abc import Sequence

import polars as pl

_PARTS = ("r", "s", "pr", "ps_qr", "qs")


def common_odds_ratio(
    cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str], z: float
) -> pl.DataFrame:
    """The odds of an event of the exposed against those of the others at equal strata, per combination of
    `by`.

    cells: by, strata, is_exposed, n and events. z: how many standard errors of the logarithm the interval
    reaches. Returns by, odds_ratio, low and high: null where no stratum has an event on one side and none on
    the other, on either side.
    """
    keys = [*by, *strata]
    arms = cells.group_by(keys).agg(
        pl.col(name).filter(pl.col("is_exposed") == is_exposed).sum().cast(pl.Float64).alias(f"{name}_{arm}")
        for arm, is_exposed in (("1", True), ("0", False))
        for name in ("n", "events")
    )
    n = pl.col("n_1") + pl.col("n_0")
    a, b = pl.col("events_1"), pl.col("n_1") - pl.col("events_1")
    c, d = pl.col("events_0"), pl.col("n_0") - pl.col("events_0")
    p, q, r, s = (a + d) / n, (b + c) / n, a * d / n, b * c / n
    parts = {"r": r, "s": s, "pr": p * r, "ps_qr": p * s + q * r, "qs": q * s}
    sums = arms.filter(n > 0).select(*by, **parts).group_by(by).agg(pl.col(_PARTS).sum())
    up, down = pl.col("r"), pl.col("s")
    variance = pl.col("pr") / (2 * up**2) + pl.col("ps_qr") / (2 * up * down) + pl.col("qs") / (2 * down**2)
    half = (z * variance.sqrt()).exp()
    is_known = (up > 0) & (down > 0)
    ratio = up / down
    return sums.select(
        *by,
        pl.when(is_known).then(ratio).alias("odds_ratio"),
        pl.when(is_known).then(ratio / half).alias("low"),
        pl.when(is_known).then(ratio * half).alias("high"),
    )
