"""Work that comes and is done day by day: capacity, how much of it is used, and when a backlog is gone.

Sources: Thompson (1936), Annals of Mathematical Statistics 7 (ranks of a quantile); Donner and Zou (2012),
Closed-form confidence intervals for functions of the normal mean and standard deviation, Statistical Methods
in Medical Research 21 (ratios from two intervals, MOVER-R); Whitmore (1986), First-passage-time models for
duration data, The Statistician 35.
"""

import math

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval

_LOWER_TAIL, _UPPER_TAIL = 0.025, 0.975


def mean_of_days(values: npt.ArrayLike) -> Interval:
    """The mean of counts by day, with Student's interval from how much days differ; never below 0. At least
    two days."""
    y = np.asarray(values, dtype=np.float64)
    half = _student(len(y)) * float(y.std(ddof=1)) / math.sqrt(len(y))
    value = float(y.mean())
    return Interval(value, max(0.0, value - half), value + half)


def quantile_of_days(values: npt.ArrayLike, share: float) -> Interval:
    """What is not exceeded on such a share of days, with the order statistics that hold it with 95 %; the
    upper end is infinite where it may lie beyond all days."""
    y: Floats = np.sort(np.asarray(values, dtype=np.float64))
    n = len(y)
    rank = max(1, math.ceil(n * share - 1e-9))
    low = int(scipy.stats.binom.ppf(_LOWER_TAIL, n, share))
    high = int(scipy.stats.binom.ppf(_UPPER_TAIL, n, share)) + 1
    return Interval(
        float(y[rank - 1]), float(y[low - 1]) if low else 0.0, float(y[high - 1]) if high <= n else math.inf
    )


def ratio_of(over: Interval, under: Interval) -> Interval:
    """A ratio of two independent figures from their intervals (MOVER-R); both at least 0, `under` over it."""
    product = over.value * under.value
    low, high = 0.0, math.inf
    if under.high < 2 * under.value:
        spread = _spread(product, over.low, over.value, under.high, under.value)
        low = (product - spread) / (under.high * (2 * under.value - under.high))
    if under.low > 0:
        spread = _spread(product, over.high, over.value, under.low, under.value)
        high = (product + spread) / (under.low * (2 * under.value - under.low))
    value = over.value / under.value
    return Interval(value, min(max(0.0, low), value), max(high, value))


def days_until_gone(backlog: float, less_a_day: npt.ArrayLike) -> Interval | None:
    """In how many days a backlog is gone at the pace of some days, with a 95 % interval that holds the day
    itself: days to come differ as those did, and their mean is known no better than from those.

    less_a_day: by how much it got less on each day (negative where it grew); at least two. value is infinite
    where the mean pace does not lessen it, high where that cannot be excluded. None where it never gets less
    at this pace, beyond chance: the interval of the mean pace is below nothing.
    """
    y = np.asarray(less_a_day, dtype=np.float64)
    n, pace, reach = len(y), float(y.mean()), _student(len(y))
    if backlog <= 0:
        return Interval(0.0, 0.0, 0.0)
    spread = (reach * float(y.std(ddof=1))) ** 2
    certain = pace**2 - spread / n
    if pace <= 0 and certain >= 0:
        return None
    # (backlog - pace·t)² = spread·(t + t²/n): where the backlog by then is within reach of nothing.
    middle = 2 * backlog * pace + spread
    root = math.sqrt(max(0.0, middle**2 - 4 * certain * backlog**2))
    low = 2 * backlog**2 / (middle + root) if middle + root > 0 else math.inf
    high = (middle + root) / (2 * certain) if pace > 0 and certain > 0 else math.inf
    return Interval(backlog / pace if pace > 0 else math.inf, low, high)


def _student(n: int) -> float:
    return float(scipy.special.stdtrit(n - 1, _UPPER_TAIL))


def _spread(product: float, end: float, over: float, other: float, under: float) -> float:
    return math.sqrt(max(0.0, product**2 - end * other * (2 * over - end) * (2 * under - other)))
