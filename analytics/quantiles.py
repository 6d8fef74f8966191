"""Quantiles of waits that are kept as counts per logarithmic bucket."""

from collections.abc import Sequence
from math import floor, log

import polars as pl

from analytics.intervals import quantile_ranks

BUCKET_RATIO = 1.04
# Waits under a hundredth of a second share the lowest bucket, which stands for no wait at all.
LOWEST_BUCKET = floor(log(0.01) / log(BUCKET_RATIO))


def quantile_from_buckets(counts: pl.DataFrame, keys: Sequence[str], share: float) -> pl.DataFrame:
    """The wait that this share of contacts did not exceed, per combination of the keys.

    counts: the keys, `wait_bucket` (k holds waits from 1.04^k up to 1.04^(k+1) seconds) and `contacts`.
    Returns the keys, `value`, `low`, `high` in seconds and `n`. The value is the geometric middle of its
    bucket and so within 2 % of the exact order statistic; the interval reaches to the outer edges of its
    buckets. `low` is 0 and `high` null where the interval has no such end.
    """
    ranks = quantile_ranks(pl.col("n"), share)
    sizes = counts.group_by(keys).agg(n=pl.col("contacts").sum()).with_columns(**_ranked(ranks._asdict()))
    running = counts.sort("wait_bucket").with_columns(reached=pl.col("contacts").cum_sum().over(keys))
    return (
        running.join(sizes, on=keys, nulls_equal=True)
        .group_by(keys)
        .agg(
            value=_wait(_bucket_at("value_rank"), 0.5),
            low=pl.when(pl.col("low_rank").first() > 0).then(_wait(_bucket_at("low_rank"), 0)).otherwise(0.0),
            high=_wait(_bucket_at("high_rank"), 1),
            n=pl.col("n").first(),
        )
    )


def quantile_of_values(counts: pl.DataFrame, keys: Sequence[str], value: str, share: float) -> pl.DataFrame:
    """The value that this share did not exceed, per combination of the keys.

    counts: the keys, the column `value` and n, how many have it. Returns the keys, value, low and high (95 %,
    order statistics; null where the interval has no such end).
    """
    ranks = quantile_ranks(pl.col("n"), share)
    sizes = counts.group_by(keys).agg(pl.col("n").sum()).select(*keys, **_ranked(ranks._asdict()))
    running = counts.group_by(*keys, value).agg(pl.col("n").sum()).sort(value)
    reached = running.with_columns(reached=pl.col("n").cum_sum().over(keys))

    def at(rank: str) -> pl.Expr:
        # Rank 0 lies below the first value.
        return pl.col(value).filter((pl.col("reached") >= pl.col(rank)) & (pl.col(rank) > 0)).min()

    found = reached.join(sizes, on=keys, nulls_equal=True).group_by(keys)
    return found.agg(value=at("value_rank"), low=at("low_rank"), high=at("high_rank"))


def _ranked(ranks: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    return {f"{name}_rank": rank for name, rank in ranks.items()}


def _bucket_at(rank: str) -> pl.Expr:
    """The bucket of the contact of that rank; null beyond the last contact."""
    return pl.col("wait_bucket").filter(pl.col("reached") >= pl.col(rank)).min()


def _wait(bucket: pl.Expr, part: float) -> pl.Expr:
    """The wait at a part, 0-1, of the bucket's width."""
    wait = pl.lit(BUCKET_RATIO).pow(bucket.cast(pl.Float64) + part)
    return pl.when(bucket > LOWEST_BUCKET).then(wait).when(bucket.is_not_null()).then(0.0)
