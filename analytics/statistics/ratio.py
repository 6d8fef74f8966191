"""Ratios of totals, with intervals from how much the parts that were added up differ.

Source: Cochran (1977), Sampling Techniques, third edition, section 6.4; clusters stand for units there.
"""

from collections.abc import Sequence

import polars as pl
import scipy

_UPPER_TAIL = 0.975


def ratio_of_totals(
    clusters: pl.DataFrame, by: Sequence[str], numerator: str, denominator: str
) -> pl.DataFrame:
    """The total of one column ÷ that of another, per combination of `by`; a row of `clusters` is a cluster.

    Returns by, value, low, high (95 %, Student's t of the clusters; low is never below 0) and clusters. Null
    where the denominator adds up to nothing, the interval also of a single
    cluster. Without `by` always a row.
    """
    over, under = pl.col(numerator).cast(pl.Float64), pl.col(denominator).cast(pl.Float64)
    counted = clusters.filter(under.is_not_null() & over.is_not_null() & (under > 0))
    # What is the same in all rows groups those that are not split.
    sums = counted.group_by(*(map(pl.col, by) if by else [pl.lit(0).alias("_all")])).agg(
        over=over.sum(),
        under=under.sum(),
        over_squares=(over**2).sum(),
        products=(over * under).sum(),
        under_squares=(under**2).sum(),
        clusters=pl.len().cast(pl.Int64),
    )
    value = pl.col("over") / pl.when(pl.col("under") > 0).then("under")
    residuals = pl.col("over_squares") - 2 * value * pl.col("products") + value**2 * pl.col("under_squares")
    freedom = pl.when(pl.col("clusters") > 1).then(pl.col("clusters") - 1)
    error = (residuals.clip(lower_bound=0) * pl.col("clusters") / freedom).sqrt() / pl.col("under")
    half = error * freedom.cast(pl.Float64).map_batches(
        lambda df: pl.Series(scipy.special.stdtrit(df.to_numpy(), _UPPER_TAIL)).fill_nan(None),
        return_dtype=pl.Float64,
        is_elementwise=True,
    )
    return sums.select(
        *by,
        value=value,
        low=(value - half).clip(lower_bound=0),
        high=value + half,
        clusters=pl.col("clusters"),
    )
