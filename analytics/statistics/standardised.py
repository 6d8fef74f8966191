"""Two groups' means as they would be if both had the same mix of strata: direct standardisation.

Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, chapter 2; Fleiss, Levin and Paik
(2003), Statistical Methods for Rates and Proportions, chapter 19.
"""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.arms import arm_sums, mean_of, scatter_of, with_ends

_ARMS = ("main", "other")


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
    plain = arm_sums(cells, by, _ARMS).select(
        *by,
        plain=mean_of("main") - mean_of("other"),
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
        *(part for arm in _ARMS for part in with_ends(arm, pl.col(f"{arm}_error"), f"{arm}_")),
        *with_ends("difference", difference_error, ""),
        "plain",
        "n_main",
        "n_other",
        "all_main",
        "all_other",
        "overlap",
        "strata",
    )


def _standardised(cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str], least: int) -> pl.DataFrame:
    sums = arm_sums(cells, [*by, *strata], _ARMS)
    counting = sums.filter(pl.min_horizontal("main_n", "other_n") >= least)
    share = pl.col("main_n") + pl.col("other_n")
    weighed = counting.with_columns(share=share / share.sum().over(by) if by else share / share.sum())
    aggregates = [
        *((pl.col("share") * mean_of(arm)).sum().alias(arm) for arm in _ARMS),
        *(_error(arm).alias(f"{arm}_error") for arm in _ARMS),
        *(pl.col(f"{arm}_n").sum().alias(f"n_{arm}") for arm in _ARMS),
        pl.len().cast(pl.Int64).alias("strata"),
    ]
    return weighed.group_by(by).agg(aggregates).with_columns(difference=pl.col("main") - pl.col("other"))


def _error(arm: str) -> pl.Expr:
    """Of the weighed mean, with the variance that values of the group have within strata."""
    size = pl.col(f"{arm}_size")
    freedom = (size - 1).sum()
    variance = pl.when(freedom > 0).then(scatter_of(arm).sum() / freedom)
    return (variance * (pl.col("share") ** 2 / size).sum()).sqrt()
