"""How much units differ beyond chance: the standard deviation between them, with its interval.

Sources: Paule and Mandel (1982), Consensus values and weighting factors, Journal of Research of the National
Bureau of Standards 87; Viechtbauer (2007), Confidence intervals for the amount of heterogeneity in
meta-analysis, Statistics in Medicine 26 (Q-profile).
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval

_TAIL = 0.025


def spread_between(
    values: npt.ArrayLike, standard_errors: npt.ArrayLike, groups: npt.ArrayLike
) -> Interval | None:
    """The standard deviation of units' true values around the mean of their group, with its 95 % interval.

    values: one per unit, with known standard errors over zero. groups: what units are alike in; each has a
    mean of its own. The estimate is 0 where units differ no more than chance makes them. None where no group
    has two units.
    """
    y, error = (np.asarray(given, dtype=np.float64) for given in (values, standard_errors))
    names, place = np.unique(np.asarray(groups), return_inverse=True)
    freedom = len(y) - len(names)
    if freedom < 1:
        return None

    def scatter(variance: float) -> float:
        """Generalised Q: chi-squared with `freedom` degrees at the true variance, falling in it."""
        weights = 1 / (error**2 + variance)
        means = np.bincount(place, weights * y) / np.bincount(place, weights)
        return float((weights * (y - means[place]) ** 2).sum())

    low = scipy.special.chdtri(freedom, _TAIL)
    high = scipy.special.chdtri(freedom, 1 - _TAIL)
    ends = (_variance_at(scatter, level, y) for level in (float(freedom), float(low), float(high)))
    return Interval(*(end**0.5 for end in ends))


def _variance_at(scatter: Callable[[float], float], level: float, values: Floats) -> float:
    """The variance at which Q falls to the level; 0 where it is below from the start."""
    if scatter(0.0) <= level:
        return 0.0
    # Q is at most the sum of squares over the variance.
    most = float(((values - values.mean()) ** 2).sum()) / level + 1e-12
    return float(scipy.optimize.brentq(lambda variance: scatter(variance) - level, 0.0, most))
