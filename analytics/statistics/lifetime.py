"""How long those who are there will still be there, discounted, from the chance to leave in each month."""

import numpy as np

from analytics.statistics.common import Floats, Interval

_MONTHS_A_YEAR = 12


def discounted_years(hazards: Floats, months: int, discount_rate: float) -> Floats:
    """Years that somebody will be there within so many months, those to come discounted at a yearly rate.

    hazards (…, tenures): the chance to leave in each month since joining, the last for all later ones.
    Gives the years (…, tenures) for somebody who has been there for so many months. Who leaves in a month
    is there for half of it; what comes in a month is discounted to its middle. A sum over survival as in
    Gupta, Lehmann and Stuart 2004, Valuing customers, Journal of Marketing Research 41.
    """
    tenures = hazards.shape[-1]
    later = np.repeat(hazards[..., -1:], months, axis=-1)
    left = np.cumsum(np.log1p(-np.concatenate([hazards, later], axis=-1)), axis=-1)
    there = np.exp(np.concatenate([np.zeros((*left.shape[:-1], 1)), left], axis=-1))
    in_month = (there[..., :-1] + there[..., 1:]) / 2
    discount = (1 + discount_rate) ** -((np.arange(months) + 0.5) / _MONTHS_A_YEAR)
    windows = np.lib.stride_tricks.sliding_window_view(in_month, months, axis=-1)[..., :tenures, :]
    years: Floats = windows @ discount / there[..., :tenures] / _MONTHS_A_YEAR
    return years


def drawn_shares(events: Floats, trials: Floats, draws: int, seed: int) -> Floats:
    """So many draws (draws, …) of what shares may be after events among trials: Jeffreys' posterior."""
    random = np.random.default_rng(seed)
    shares: Floats = random.beta(events + 0.5, trials - events + 0.5, size=(draws, *events.shape))
    return shares


def interval_of_draws(value: float, draws: Floats) -> Interval:
    """The value with the middle 95 % of its draws; it lies within them whatever skew they have."""
    low, high = np.quantile(draws, [0.025, 0.975])
    return Interval(value, min(float(low), value), max(float(high), value))


def product(one: Interval, other: Interval) -> Interval:
    """The product of two independent figures, its interval recovered from theirs (MOVER).

    Both ends by the law of error propagation with the distances to the ends of the factors' intervals, as Zou
    and Donner 2008 (Statistics in Medicine 27) do for sums.
    """
    value = one.value * other.value
    low, high = (value + sign * _reach(one, other, sign) for sign in (-1, 1))
    return Interval(value, low, high)


def _reach(one: Interval, other: Interval, sign: int) -> float:
    """How far the product's interval reaches: a negative factor turns the other's ends round."""
    by_one = other.value * _distance(one, sign if other.value >= 0 else -sign)
    by_other = one.value * _distance(other, sign if one.value >= 0 else -sign)
    return float(np.hypot(by_one, by_other))


def _distance(figure: Interval, sign: int) -> float:
    return figure.high - figure.value if sign > 0 else figure.value - figure.low
