"""Means weighted to a population whose strata are known in size, though not everybody answered.

Within a stratum those who answered stand for those who did not. Standard errors by Taylor linearisation, for
post-stratified means of a sample drawn with replacement (Särndal, Swensson and Wretman 1992, section 7.6);
effective size and design effect after Kish (1965).
"""

from collections.abc import Sequence

import polars as pl
import scipy

from analytics.statistics.kish import effective_size, per_weight


def post_stratified_means(strata: pl.DataFrame, groups: Sequence[str]) -> pl.DataFrame:
    """The weighted mean of each group, beside the plain one.

    strata: one row per stratum of each combination of `groups` (at least one column), with population, n
    (answers), weight and weight_squares, the sums of their weights in the sample and of the squares of these
    (both n where all weigh alike), and total and squares, the weighted sums of the answers and of their
    squares. Weights multiply: within a stratum answers share what it weighs by their own. Strata without
    answers cannot be stood for and are left out.

    Returns groups, n, mean, std_error, margin, plain_mean (by the weights in the sample alone), difference
    (mean - plain_mean), difference_margin, effective_n and plain_effective_n ((sum of weights)² / sum of
    squared weights, with and without post-stratification) and design_effect (n / effective_n). Margins are
    half of Student's 95 % interval with the effective answers of each stratum less the number of strata
    degrees of freedom; null where these are none. A group without answers has no row.
    """
    by_group = _by_group(_of_groups(strata, groups), groups)
    return by_group.select(
        *groups,
        "n",
        "mean",
        std_error=pl.col("variance").sqrt(),
        margin=_student() * pl.col("variance").sqrt(),
        plain_mean="plain_mean",
        difference=pl.col("mean") - pl.col("plain_mean"),
        difference_margin=_student() * pl.col("difference_variance").sqrt(),
        effective_n="effective_n",
        plain_effective_n="plain_effective_n",
        design_effect=pl.col("n") / pl.col("effective_n"),
    )


def _of_groups(strata: pl.DataFrame, groups: Sequence[str]) -> pl.DataFrame:
    """Strata with answers, each with its mean and spread, its part of the group, and what the group says
    without post-stratification.
    """
    size, population, weight = pl.col("size"), pl.col("population"), pl.col("weight")
    return _alike(strata.filter(pl.col("n") > 0)).with_columns(
        stratum_mean=pl.col("total") / size,
        spread=(pl.col("squares") - pl.col("total") ** 2 / size).clip(lower_bound=0),
        part=population / population.sum().over(groups),
        plain_weight=pl.col("own_weight") / weight.sum().over(groups),
        plain_mean=((pl.col("total") * pl.col("own_weight")).sum() / weight.sum()).over(groups),
    )


def _by_group(answered: pl.DataFrame, groups: Sequence[str]) -> pl.DataFrame:
    """Means and variances of groups from what `_of_groups` gives."""
    return answered.group_by(groups, maintain_order=True).agg(
        strata=pl.len(),
        n=pl.col("n").sum(),
        size=pl.col("size").sum(),
        mean=(pl.col("part") * pl.col("stratum_mean")).sum(),
        variance=_variance_of_mean(),
        plain_mean=pl.col("plain_mean").first(),
        difference_variance=_variance_of_difference(),
        effective_n=1 / (pl.col("part") ** 2 / pl.col("size")).sum(),
        plain_effective_n=effective_size(pl.col("weight").sum(), pl.col("weight_squares").sum()),
    )


def _alike(strata: pl.DataFrame) -> pl.DataFrame:
    """Each stratum as `size` answers that weigh alike, each of them own_weight in the sample."""
    weights = pl.col("weight"), pl.col("weight_squares")
    return strata.with_columns(
        pl.col("total", "squares") * per_weight(*weights),
        size=effective_size(*weights),
        own_weight=1 / per_weight(*weights),
    )


def _variance_of_mean() -> pl.Expr:
    """An answer moves the weighted mean by its weight times its distance from the stratum's mean."""
    weight = pl.col("part") / pl.col("size")
    return _correction() * (weight**2 * pl.col("spread")).sum()


def _variance_of_difference() -> pl.Expr:
    """An answer moves the plain mean too: by its distance from that mean, over all answers."""
    weight, plain_weight = pl.col("part") / pl.col("size"), pl.col("plain_weight")
    offset = pl.col("stratum_mean") - pl.col("plain_mean")
    within = (weight - plain_weight) ** 2 * pl.col("spread")
    between = pl.col("size") * (plain_weight * offset) ** 2
    return _correction() * (within + between).sum()


def _correction() -> pl.Expr:
    """n / (n - 1); nothing for a single answer."""
    answers = pl.col("size").sum()
    return pl.when(answers > 1).then(answers / (answers - 1.0))


def _student() -> pl.Expr:
    """The 97.5 % quantile of Student's distribution."""
    freedom = pl.col("size") - pl.col("strata")
    return (
        pl.when(freedom > 0)
        .then(freedom)
        .map_batches(
            lambda values: pl.Series(scipy.special.stdtrit(values.to_numpy(), 0.975)).fill_nan(None),
            return_dtype=pl.Float64,
            is_elementwise=True,
        )
    )
