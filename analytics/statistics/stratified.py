"""A difference of means between two groups, taken where both are alike."""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.arms import arm_sums, mean_of, scatter_of, with_ends

_ARMS = ("exposed", "unexposed")


def stratified_difference(cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str]) -> pl.DataFrame:
    """Mean of the exposed less mean of the others at equal strata, for each combination of `by`.

    cells: by, strata, is_exposed, n (how many values), weight and weight_squares, the sums of their weights
    and of the squares of these (both n where all weigh alike), and total and squares, the weighted sums of
    the values and of their squares. Values of a side that weigh differently count as so many that weigh alike
    as say as much (Kish 1965), n₁ and n₀ of them. Strata without both are left out.
    Each of the others weighs n₁n₀ / (n₁ + n₀), which is largest where the two overlap most and gives the
    least variance if the difference is the same in all (Cochran and Cox 1957; overlap weights: Li, Morgan and
    Zaslavsky 2018). Variances are pooled over strata, apart for the two; the interval is the normal one.

    Returns by, difference, low, high (95 %), exposed and unexposed (values used), strata (used), plain,
    plain_low, plain_high (the difference of all values regardless of strata), all_exposed, all_unexposed.
    Null where a side has no values, or too few for an interval.
    """
    plain, alike = _plain_difference(cells, by), _difference_at_equal_strata(cells, strata, by)
    return plain.join(alike, on=by, how="left", nulls_equal=True).select(
        *by,
        *with_ends("difference", pl.col("error"), ""),
        pl.col("exposed", "unexposed", "strata").fill_null(0),
        *with_ends("plain", pl.col("plain_error"), "plain_"),
        "all_exposed",
        "all_unexposed",
    )


def _difference_at_equal_strata(
    cells: pl.DataFrame, strata: Sequence[str], by: Sequence[str]
) -> pl.DataFrame:
    sums = arm_sums(cells, [*by, *strata], _ARMS)
    both = sums.filter((pl.col("exposed_n") > 0) & (pl.col("unexposed_n") > 0))
    weighted = both.with_columns(weight=_weight(), gap=mean_of("exposed") - mean_of("unexposed"))
    return weighted.group_by(by).agg(
        _weighted_gap().alias("difference"),
        _variance_of_gap().sqrt().alias("error"),
        exposed=pl.col("exposed_n").sum(),
        unexposed=pl.col("unexposed_n").sum(),
        strata=pl.len().cast(pl.Int64),
    )


def _plain_difference(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    return arm_sums(cells, by, _ARMS).select(
        *by,
        plain=mean_of("exposed") - mean_of("unexposed"),
        plain_error=sum((_own_variance(arm) for arm in _ARMS), start=pl.lit(0.0)).sqrt(),
        all_exposed="exposed_n",
        all_unexposed="unexposed_n",
    )


def _weight() -> pl.Expr:
    exposed, unexposed = pl.col("exposed_size"), pl.col("unexposed_size")
    return exposed * unexposed / (exposed + unexposed)


def _weighted_gap() -> pl.Expr:
    return (pl.col("weight") * pl.col("gap")).sum() / pl.col("weight").sum()


def _variance_of_gap() -> pl.Expr:
    parts = [_pooled_variance(arm) * (pl.col("weight") ** 2 / pl.col(f"{arm}_size")).sum() for arm in _ARMS]
    return sum(parts, start=pl.lit(0.0)) / pl.col("weight").sum() ** 2


def _pooled_variance(arm: str) -> pl.Expr:
    freedom = (pl.col(f"{arm}_size") - 1).sum()
    return pl.when(freedom > 0).then(scatter_of(arm).sum() / freedom)


def _own_variance(arm: str) -> pl.Expr:
    n = pl.col(f"{arm}_size")
    return pl.when(n > 1).then(scatter_of(arm) / (n - 1) / n)
