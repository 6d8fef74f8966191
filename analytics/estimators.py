"""From counts to figures: each function makes an estimator, which a measure names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

import polars as pl

from analytics.intervals import Estimate, event_count, mean, net_share, proportion
from analytics.quantiles import quantile_from_buckets
from analytics.statistics.kish import alike
from warehouse.settings import Definitions

Kind = Literal["count", "share", "mean", "ratio", "quantile", "curve"]
# Takes counts, the columns that name the combinations, and the company's definitions.
# Gives these columns and others.
Reduction: TypeAlias = Callable[[pl.DataFrame, Sequence[str], Definitions], pl.DataFrame]
# Gives other counts for these columns.
Preparation: TypeAlias = Callable[[pl.DataFrame, Sequence[str]], pl.DataFrame]
# A figure from the sum of what records are worth, the sum of its squares, and how many they are.
FigureOfMoments: TypeAlias = Callable[[pl.Expr, pl.Expr, pl.Expr], Estimate]

# What a favourable answer is worth in a net share, which is in points.
_POINTS = 100


@dataclass(frozen=True)
class Estimator:
    """Called with counts it gives figures: the columns that name the combinations, value, low, high and n.

    kind: what the figure is, and so which methods fit it. A count of events; a share or mean of what single
    records are worth; a ratio of two sums over them; a quantile; or a figure read off a curve of times of
    which some are cut short. high is infinite where it lies beyond the end of such a curve, null where it
    cannot be told.
    """

    kind: Kind
    figures: Reduction

    def __call__(self, counts: pl.DataFrame, keys: Sequence[str], definitions: Definitions) -> pl.DataFrame:
        return self.figures(counts, keys, definitions)


class Weights(NamedTuple):
    """The sums of records' weights and of their squares, as expressions over columns of counts."""

    weight: pl.Expr
    weight_squares: pl.Expr


ANSWERS = pl.col("answers")
# What an answer weighs in a survey.
OF_ANSWERS = Weights(pl.col("weight"), pl.col("weight_squares"))


@dataclass(frozen=True)
class MeanEstimator(Estimator):
    """A share or mean. sums: instead of figures n, how many records there are, weight and weight_squares,
    the sums of their weights and of the squares of these, and total and total_squares, the weighted sums of
    what they are worth and of its squares. Sums of several parts add up to those of the whole.

    A record of a share is worth 1 or 0; of a net share 100, 0 or -100. scale: of a mean, the lowest and the
    highest that a record can be worth.
    """

    sums: Reduction
    scale: tuple[float, float] = field(default=(0, float("inf")), kw_only=True)

    def moments(self, counts: pl.DataFrame, keys: Sequence[str], definitions: Definitions) -> pl.DataFrame:
        """n, and effective_n, total and total_squares as of so many records that weigh alike (Kish 1965)."""
        return alike(self.sums(counts, keys, definitions))


def number(events: str) -> Estimator:
    """How many events there were."""

    def figures(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        sums = counts.group_by(keys).agg(n=pl.col(events).sum())
        return sums.select(*keys, "n", **event_count(pl.col("n"))._asdict())

    return Estimator("count", figures)


def share(successes: pl.Expr, trials: pl.Expr) -> MeanEstimator:
    """Successes among trials, both expressions over columns of counts."""
    # Of a 0 or 1 the square is itself.
    return _mean("share", successes, successes, trials, _proportion)


def share_of_answers(is_favourable: pl.Expr) -> MeanEstimator:
    """Answers that are favourable among all, by weight.

    Counts hold `score`, `answers`, and `weight` and `weight_squares`, the sums of their weights and squares.
    """
    favourable = is_favourable * OF_ANSWERS.weight
    return _mean("share", favourable, favourable, ANSWERS, _proportion, OF_ANSWERS)


def net_share_of_answers(is_favourable: pl.Expr, is_adverse: pl.Expr) -> MeanEstimator:
    """Favourable less adverse answers in points, by weight; counts hold what `share_of_answers` needs."""
    favourable, adverse = is_favourable * OF_ANSWERS.weight, is_adverse * OF_ANSWERS.weight

    def figure(total: pl.Expr, total_squares: pl.Expr, n: pl.Expr) -> Estimate:
        difference, either = total / _POINTS, total_squares / _POINTS**2
        return net_share((either + difference) / 2, (either - difference) / 2, n)

    total, squares = _POINTS * (favourable - adverse), _POINTS**2 * (favourable + adverse)
    return _mean("mean", total, squares, ANSWERS, figure, OF_ANSWERS)


def mean_of_answers(lowest: float, highest: float) -> MeanEstimator:
    """The mean score on a scale, by weight; counts hold what `share_of_answers` needs."""
    score, weight = pl.col("score"), OF_ANSWERS.weight
    return mean_of_sums(score * weight, score**2 * weight, ANSWERS, lowest, highest, OF_ANSWERS)


def mean_of_sums(
    total: pl.Expr,
    total_squares: pl.Expr,
    n: pl.Expr,
    lowest: float = 0,
    highest: float = float("inf"),
    weights: Weights | None = None,
) -> MeanEstimator:
    """The mean of n values on a scale, from their sum and the sum of their squares, all columns of counts.

    weights: where values weigh differently, so that both sums are weighted.
    """
    made = _mean("mean", total, total_squares, n, partial(mean, lowest=lowest, highest=highest), weights)
    return replace(made, scale=(lowest, highest))


def ratio(one: str, per: str, one_squares: str, per_squares: str, products: str, n: str) -> Estimator:
    """What n records have of one thing per another: columns of counts with the sums of both, of their squares
    and of their products.

    The interval is Student's over the records' residuals from the ratio, Taylor's first term (Cochran 1977,
    Sampling Techniques, 6.4).
    """

    def figures(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        sums = counts.group_by(keys).agg(
            *(pl.col(name).sum().cast(pl.Float64) for name in {one, per, one_squares, per_squares, products}),
            n=pl.col(n).sum(),
        )
        value = pl.col(one) / pl.when(pl.col(per) > 0).then(pl.col(per))
        left = pl.col(one_squares) - 2 * value * pl.col(products) + value**2 * pl.col(per_squares)
        around = mean(pl.lit(0.0), left, pl.col("n"), float("-inf"), float("inf"))
        half = around.high * pl.col("n") / pl.col(per)
        return sums.select(*keys, "n", value=value, low=(value - half).clip(lower_bound=0), high=value + half)

    return Estimator("ratio", figures)


def ratio_of_counts(events: str, base: str) -> Estimator:
    """Events per base events, both Poisson: they are a share of both (Przyborowski and Wilenski 1940)."""

    def figures(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        sums = counts.group_by(keys).agg(pl.col(events, base).sum())
        among = proportion(pl.col(events), pl.col(events) + pl.col(base))
        odds = Estimate(*(end / (1 - end) for end in among))
        is_known = pl.col(base) > 0
        named = {name: pl.when(is_known).then(end) for name, end in odds._asdict().items()}
        return sums.select(*keys, n=pl.col(base), **named)

    return Estimator("ratio", figures)


def wait_quantile(part: float) -> Estimator:
    """The wait that this share of contacts did not exceed; counts hold `wait_bucket` and `contacts`."""

    def figures(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        return quantile_from_buckets(counts, keys, part)

    return Estimator("quantile", figures)


def as_set(kind: Kind, choose: Callable[[Definitions], MeanEstimator]) -> MeanEstimator:
    """The estimator that the company's definitions choose."""
    return MeanEstimator(
        kind,
        lambda counts, keys, definitions: choose(definitions).figures(counts, keys, definitions),
        lambda counts, keys, definitions: choose(definitions).sums(counts, keys, definitions),
    )


def after(prepare: Preparation, then: MeanEstimator) -> MeanEstimator:
    """The estimator on counts that were prepared first."""
    return MeanEstimator(
        then.kind,
        lambda counts, keys, definitions: then.figures(prepare(counts, keys), keys, definitions),
        lambda counts, keys, definitions: then.sums(prepare(counts, keys), keys, definitions),
    )


def _proportion(total: pl.Expr, _total_squares: pl.Expr, n: pl.Expr) -> Estimate:
    return proportion(total, n)


def _mean(
    kind: Kind,
    total: pl.Expr,
    total_squares: pl.Expr,
    n: pl.Expr,
    figure: FigureOfMoments,
    weights: Weights | None = None,
) -> MeanEstimator:
    """weights: of the records; else each weighs 1, and so does its square."""
    weight, weight_squares = weights or (n, n)

    def added_up(counts: pl.DataFrame, keys: Sequence[str]) -> pl.LazyFrame:
        return (
            counts.lazy()
            .group_by(keys)
            .agg(
                n=n.sum(),
                weight=weight.sum().cast(pl.Float64),
                weight_squares=weight_squares.sum().cast(pl.Float64),
                total=total.sum().cast(pl.Float64),
                total_squares=total_squares.sum().cast(pl.Float64),
            )
        )

    def sums(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        return added_up(counts, keys).collect()

    def figures(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        estimate = figure(pl.col("total"), pl.col("total_squares"), pl.col("effective_n"))
        return alike(added_up(counts, keys)).select(*keys, "n", **estimate._asdict()).collect()

    return MeanEstimator(kind, figures, sums)
