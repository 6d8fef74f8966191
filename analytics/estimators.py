"""From counts to figures: each function makes an estimator, which a measure names."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import polars as pl

from analytics.intervals import Estimate, event_count, mean, net_share, proportion
from analytics.quantiles import quantile_from_buckets
from warehouse.settings import Definitions

# Takes counts, the columns that name the combinations, and the company's definitions.
# Gives these columns, value, low, high and n.
Estimator: TypeAlias = Callable[[pl.DataFrame, Sequence[str], Definitions], pl.DataFrame]


def number(events: str) -> Estimator:
    """How many events there were."""

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        sums = counts.group_by(keys).agg(n=pl.col(events).sum())
        return _with_estimate(sums, keys, event_count(pl.col("n")))

    return estimate


def share(successes: pl.Expr, trials: pl.Expr) -> Estimator:
    """Successes among trials, both expressions over columns of counts."""

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        sums = counts.group_by(keys).agg(successes=successes.sum(), n=trials.sum())
        return _with_estimate(sums, keys, proportion(pl.col("successes"), pl.col("n")))

    return estimate


def share_of_answers(is_favourable: pl.Expr) -> Estimator:
    """Answers that are favourable among all; counts hold `score` and `answers`."""
    return share(is_favourable * pl.col("answers"), pl.col("answers"))


def net_share_of_answers(is_favourable: pl.Expr, is_adverse: pl.Expr) -> Estimator:
    """Favourable less adverse answers in points; counts hold `score` and `answers`."""

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        answers = pl.col("answers")
        sums = counts.group_by(keys).agg(
            favourable=(is_favourable * answers).sum(), adverse=(is_adverse * answers).sum(), n=answers.sum()
        )
        return _with_estimate(sums, keys, net_share(pl.col("favourable"), pl.col("adverse"), pl.col("n")))

    return estimate


def mean_of_answers(lowest: float, highest: float) -> Estimator:
    """The mean score on a scale; counts hold `score` and `answers`."""

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        score, answers = pl.col("score"), pl.col("answers")
        sums = counts.group_by(keys).agg(
            total=(score * answers).sum(), total_squares=(score**2 * answers).sum(), n=answers.sum()
        )
        estimated = mean(pl.col("total"), pl.col("total_squares"), pl.col("n"), lowest, highest)
        return _with_estimate(sums, keys, estimated)

    return estimate


def mean_of_sums(total: pl.Expr, total_squares: pl.Expr, n: pl.Expr) -> Estimator:
    """The mean of n values from 0 on, from their sum and the sum of their squares, all columns of counts."""

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        sums = counts.group_by(keys).agg(total=total.sum(), total_squares=total_squares.sum(), n=n.sum())
        estimated = mean(pl.col("total"), pl.col("total_squares"), pl.col("n"), 0, float("inf"))
        return _with_estimate(sums, keys, estimated)

    return estimate


def wait_quantile(part: float) -> Estimator:
    """The wait that this share of contacts did not exceed; counts hold `wait_bucket` and `contacts`."""

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        return quantile_from_buckets(counts, keys, part)

    return estimate


def _with_estimate(sums: pl.DataFrame, keys: Sequence[str], estimate: Estimate) -> pl.DataFrame:
    return sums.select(*keys, "n", **estimate._asdict())
