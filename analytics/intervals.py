"""Figures with their 95 % intervals, as polars expressions over counts.

All intervals take the records as independent of each other. Records of one customer or one bad day go
together, so that the truth is somewhat less sure than the intervals say.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl
import scipy

from analytics.statistics.common import Z

CONFIDENCE = 0.95
_LOWER_TAIL = (1 - CONFIDENCE) / 2
_UPPER_TAIL = 1 - _LOWER_TAIL
# A share of sums of squares that no spread of scores is as small as.
_ROUNDING = 1e-12


class Estimate(NamedTuple):
    """A figure and the ends of its interval; null where there is nothing to compute it from."""

    value: pl.Expr
    low: pl.Expr
    high: pl.Expr


def proportion(successes: pl.Expr, trials: pl.Expr, looks: int = 1) -> Estimate:
    """The share of successes, 0-1, with the score interval (Wilson 1927).

    looks: how many shares of the same whole are told beside each other. Their intervals hold all of them
    together with 95 %, whether or not they exclude each other (Goodman 1965, Technometrics 7; Bonferroni).
    """
    z = float(scipy.special.ndtri(1 - _LOWER_TAIL / looks))
    n = _positive(trials)
    value = successes / n
    weight = n / (n + z**2)
    centre = weight * (value + z**2 / (2 * n))
    half = weight * z * (value * (1 - value) / n + (z / (2 * n)) ** 2).sqrt()
    return _bounded(value, centre - half, centre + half, 0, 1)


def event_count(events: pl.Expr) -> Estimate:
    """A number of events with the exact interval of its Poisson mean (Garwood 1936)."""
    low = _elementwise(events, lambda k: scipy.special.gammaincinv(k, _LOWER_TAIL))
    high = _elementwise(events, lambda k: scipy.special.gammaincinv(k + 1, _UPPER_TAIL))
    return Estimate(events.cast(pl.Float64), pl.when(events == 0).then(0.0).otherwise(low), high)


def net_share(favourable: pl.Expr, adverse: pl.Expr, answers: pl.Expr) -> Estimate:
    """100 x (favourable - adverse) / answers, in points from -100 to 100, as the Net Promoter Score is.

    The interval is value ± z·√(variance / answers), with the variance of a multinomial:
    favourable share + adverse share - (their difference)².
    """
    n = _positive(answers)
    difference = (favourable - adverse) / n
    variance = ((favourable + adverse) / n - difference**2).clip(lower_bound=0)
    half = Z * (variance / n).sqrt()
    return _bounded(100 * difference, 100 * (difference - half), 100 * (difference + half), -100, 100)


def mean(total: pl.Expr, total_squares: pl.Expr, n: pl.Expr, lowest: float, highest: float) -> Estimate:
    """A mean with Student's interval, from the sums of n values on a scale and of their squares.

    A single value has a mean but no interval.
    """
    value = total / _positive(n)
    freedom = _positive(n - 1)
    spread = total_squares - n * value**2
    # What rounding leaves of equal values would be the whole scale, where few of them carry all weight.
    variance = pl.when(spread > _ROUNDING * total_squares).then(spread).otherwise(0.0) / freedom
    half = _elementwise(freedom, lambda df: scipy.special.stdtrit(df, _UPPER_TAIL)) * (variance / n).sqrt()
    return _bounded(value, value - half, value + half, lowest, highest)


def change(now: Estimate, before: Estimate) -> Estimate:
    """now - before with the interval recovered from those of both (MOVER: Zou and Donner 2008).

    Both figures are taken as independent of each other.
    """
    difference = now.value - before.value
    below = ((now.value - now.low) ** 2 + (before.high - before.value) ** 2).sqrt()
    above = ((now.high - now.value) ** 2 + (before.value - before.low) ** 2).sqrt()
    return Estimate(difference, difference - below, difference + above)


def quantile_ranks(n: pl.Expr, share: float) -> Estimate:
    """Ranks from 1 to n of the share-quantile of n values and of the ends of its interval.

    The ranks of the ends are binomial (Thompson 1936) and hold without any assumption about the values.
    Rank 0 or n + 1: that end lies beyond the values at hand.
    """
    low = _elementwise(n, lambda size: scipy.special.bdtrik(_LOWER_TAIL, size, share)).ceil()
    high = _elementwise(n, lambda size: scipy.special.bdtrik(_UPPER_TAIL, size, share)).ceil() + 1
    rank = (n * share - 1e-9).ceil().clip(lower_bound=1)
    return Estimate(rank, low, high)


def _bounded(value: pl.Expr, low: pl.Expr, high: pl.Expr, lowest: float, highest: float) -> Estimate:
    """An interval that holds its value, whatever rounding does, and stays on the scale."""
    held_low = pl.when(low > value).then(value).otherwise(low).clip(lower_bound=lowest)
    held_high = pl.when(high < value).then(value).otherwise(high).clip(upper_bound=highest)
    return Estimate(value, held_low, held_high)


def _positive(n: pl.Expr) -> pl.Expr:
    return pl.when(n > 0).then(n.cast(pl.Float64))


def _elementwise(column: pl.Expr, function: Callable[[Any], Any]) -> pl.Expr:
    """A function of numpy arrays over a column; null stays null."""
    return column.cast(pl.Float64).map_batches(
        lambda values: pl.Series(function(values.to_numpy())).fill_nan(None),
        return_dtype=pl.Float64,
        is_elementwise=True,
    )
