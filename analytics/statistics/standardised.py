"""Two groups' means as they would be if both had the same mix of strata: direct standardisation.

Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, chapter 2; Fleiss, Levin and Paik
(2003), Statistical Methods for Rates and Proportions, chapter 19.
"""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.common import Z
from analytics.statistics.kish import effective_size, per_weight

_ARMS = ("main", "other")
_SUMS = ("n", "weight", "weight_squares", "total", "squares")


def standardised_difference(
    cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str], least: int = 5
) -> pl.DataFrame:
    """Both means at the same mix of strata, and how far the main group's is from the other's.

    cells: by, strata, is_main, n (how many values), weight and weight_squares (sums of their weights and of
    the squares; both n where all weigh alike), total and squares (weighted sums of the values and of their
    squares). Values that weigh differently count as so many that weigh alike as say as much (Kish 1965).
    A stratum counts where each group has `least` values in it, and weighs as many as both have together. The
    variance of values within strata is pooled over strata, apart for the two groups; intervals are normal.

    Returns by, main, main_low, main_high, other, other_low, other_high, difference, low, high (95 %: main
    less other), plain (regardless of strata), n_main, n_other (values used), all_main, all_other, overlap
    (share of the values of both that are in strata that count), strata (how many count). Figures are null
    where no stratum counts.
    """
    plain = _arms(cells, by).select(
        *by,
        plain=_mean("main") - _mean("other"),
        all_main="main_n",
        all_other="other_n",
    )
    told = plain.join(_standardised(cells, strata, by, least), on=by, how="left", nulls_equal=True)
    both = pl.col("all_main") + pl.col("all_other")
    used = pl.col("n_main", "n_other", "strata").fill_null(0)
    counted = told.with_columns(used).with_columns(
        overlap=pl.when(both > 0).then((pl.col("n_main") + pl.col("n_other")) / both)
    )
    difference_error = (pl.col("main_error") ** 2 + pl.col("other_error") ** 2).sqrt()
    return counted.select(
        *by,
        *(part for arm in _ARMS for part in _ends(arm, pl.col(f"{arm}_error"), f"{arm}_")),
        *_ends("difference", difference_error, ""),
        "plain",
        "n_main",
        "n_other",
        "all_main",
        "all_other",
        "overlap",
        "strata",
    )


def _standardised(cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str], least: int) -> pl.DataFrame:
    sums = _arms(cells, [*by, *strata])
    counting = sums.filter(pl.min_horizontal("main_n", "other_n") >= least)
    share = pl.col("main_n") + pl.col("other_n")
    weighed = counting.with_columns(share=share / share.sum().over(by) if by else share / share.sum())
    aggregates = [
        *((pl.col("share") * _mean(arm)).sum().alias(arm) for arm in _ARMS),
        *(_error(arm).alias(f"{arm}_error") for arm in _ARMS),
        *(pl.col(f"{arm}_n").sum().alias(f"n_{arm}") for arm in _ARMS),
        pl.len().cast(pl.Int64).alias("strata"),
    ]
    return weighed.group_by(by).agg(aggregates).with_columns(difference=pl.col("main") - pl.col("other"))


def _arms(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Per combination and group n, and size, total and squares of values that weigh alike."""
    sums = cells.group_by(by).agg(
        pl.col(_SUMS).filter(pl.col("is_main") == (arm == "main")).sum().name.prefix(f"{arm}_")
        for arm in _ARMS
    )
    return sums.with_columns(column for arm in _ARMS for column in _alike(arm))


def _alike(arm: str) -> list[pl.Expr]:
    weights = pl.col(f"{arm}_weight"), pl.col(f"{arm}_weight_squares")
    return [
        pl.col(f"{arm}_total", f"{arm}_squares") * per_weight(*weights),
        effective_size(*weights).alias(f"{arm}_size"),
    ]


def _mean(arm: str) -> pl.Expr:
    size = pl.col(f"{arm}_size")
    return pl.when(size > 0).then(pl.col(f"{arm}_total") / size)


def _error(arm: str) -> pl.Expr:
    """Of the weighed mean, with the variance that values of the group have within strata."""
    size = pl.col(f"{arm}_size")
    scatter = (pl.col(f"{arm}_squares") - pl.col(f"{arm}_total") * _mean(arm)).clip(lower_bound=0)
    freedom = (size - 1).sum()
    variance = pl.when(freedom > 0).then(scatter.sum() / freedom)
    return (variance * (pl.col("share") ** 2 / size).sum()).sqrt()


def _ends(value: str, error: pl.Expr, prefix: str) -> list[pl.Expr]:
    half = Z * error
    return [
        pl.col(value),
        (pl.col(value) - half).alias(f"{prefix}low"),
        (pl.col(value) + half).alias(f"{prefix}high"),
    ]
