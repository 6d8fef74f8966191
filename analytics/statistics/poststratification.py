"""Means weighted to a population whose strata are known in size, though not everybody answered.

Within a stratum those who answered stand for those who did not. Standard errors by Taylor linearisation, for
post-stratified means of a sample drawn with replacement (Särndal, Swensson and Wretman 1992, section 7.6);
effective size and design effect after Kish (1965).
"""

from collections.abc import Sequence

import polars as pl
import scipy


def post_stratified_means(strata: pl.DataFrame, groups: Sequence[str]) -> pl.DataFrame:
    """The weighted mean of each group, beside the plain one.

    strata: one row per stratum of each combination of `groups` (at least one column), with population, n
    (answers), and total and squares, the sums of the answers and of their squares. Strata without answers
    cannot be stood for and are left out.

    Returns groups, n, mean, std_error, margin, plain_mean, difference (mean - plain_mean), difference_margin,
    effective_n ((sum of weights)² / sum of squared weights) and design_effect (n / effective_n). Margins are
    half of Student's 95 % interval with n less the number of strata degrees of freedom; null where these are
    none. A group without answers has no row.
    """
    n, population = pl.col("n"), pl.col("population")
    answered = strata.filter(n > 0).with_columns(
        stratum_mean=pl.col("total") / n,
        spread=(pl.col("squares") - pl.col("total") ** 2 / n).clip(lower_bound=0),
        part=population / population.sum().over(groups),
        answers=n.sum().over(groups),
        plain_mean=(pl.col("total").sum() / n.sum()).over(groups),
    )
    by_group = answered.group_by(groups, maintain_order=True).agg(
        strata=pl.len(),
        n=n.sum(),
        mean=(pl.col("part") * pl.col("stratum_mean")).sum(),
        variance=_variance_of_mean(),
        plain_mean=pl.col("plain_mean").first(),
        difference_variance=_variance_of_difference(),
        effective_n=1 / (pl.col("part") ** 2 / n).sum(),
    )
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
        design_effect=n / pl.col("effective_n"),
    )


def _variance_of_mean() -> pl.Expr:
    """An answer moves the weighted mean by its weight times its distance from the stratum's mean."""
    weight = pl.col("part") / pl.col("n")
    return _correction() * (weight**2 * pl.col("spread")).sum()


def _variance_of_difference() -> pl.Expr:
    """An answer moves the plain mean too: by its distance from that mean, over all answers."""
    weight, plain_weight = pl.col("part") / pl.col("n"), 1 / pl.col("answers")
    offset = pl.col("stratum_mean") - pl.col("plain_mean")
    within = (weight - plain_weight) ** 2 * pl.col("spread")
    between = pl.col("n") * (plain_weight * offset) ** 2
    return _correction() * (within + between).sum()


def _correction() -> pl.Expr:
    """n / (n - 1); nothing for a single answer."""
    answers = pl.col("n").sum()
    return pl.when(answers > 1).then(answers / (answers - 1.0))


def _student() -> pl.Expr:
    """The 97.5 % quantile of Student's distribution."""
    freedom = pl.col("n").cast(pl.Float64) - pl.col("strata")
    return (
        pl.when(freedom > 0)
        .then(freedom)
        .map_batches(
            lambda values: pl.Series(scipy.special.stdtrit(values.to_numpy(), 0.975)).fill_nan(None),
            return_dtype=pl.Float64,
            is_elementwise=True,
        )
    )
