"""Empirical-Bayes shrinkage: small samples drawn towards what all have in common.

Sources: Efron and Morris (1975), Data analysis using Stein's estimator and its generalizations, Journal of
the American Statistical Association 70; DerSimonian and Laird (1986), Meta-analysis in clinical trials,
Controlled Clinical Trials 7.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Z

_LOWER_TAIL, _UPPER_TAIL = 0.025, 0.975


class Shrunk(NamedTuple):
    """Per unit: its value drawn towards the others, the 95 % interval, and its standard deviation."""

    value: Floats
    low: Floats
    high: Floats
    spread: Floats


def shrink_means(values: npt.ArrayLike, standard_errors: npt.ArrayLike) -> Shrunk:
    """Means with known standard errors over zero, each drawn towards the average of all as far as it is
    unsure.

    The variance between units is that of DerSimonian and Laird; it is taken as known, the average is not.
    """
    y, error = (np.asarray(given, dtype=np.float64) for given in (values, standard_errors))
    weights = 1 / error**2
    pooled = np.average(y, weights=weights)
    heterogeneity = (weights * (y - pooled) ** 2).sum() - (len(y) - 1)
    spread = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, float(heterogeneity / spread)) if len(y) > 1 else 0.0
    centre = np.average(y, weights=1 / (error**2 + between))
    factor = between / (between + error**2)
    doubt_of_centre = 1 / (1 / (error**2 + between)).sum()
    deviation = np.sqrt(factor * error**2 + (1 - factor) ** 2 * doubt_of_centre)
    value = centre + factor * (y - centre)
    return Shrunk(value, value - Z * deviation, value + Z * deviation, deviation)


def shrink_shares(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Shrunk:
    """Shares count / size, 0-1, under a beta distribution whose mean and weight come from all units by
    moments."""
    k, n = (np.asarray(given, dtype=np.float64) for given in (counts, sizes))
    mean = k.sum() / n.sum()
    if mean in (0.0, 1.0):
        mean = (k.sum() + 0.5) / (n.sum() + 1)
    # What all others together say is the most that can be known beforehand; never less than one record.
    weight = np.minimum(_prior_weight(k / n, n, mean), np.maximum(1.0, n.sum() - n))
    a, b = k + weight * mean, n - k + weight * (1 - mean)
    value = a / (a + b)
    return Shrunk(
        value,
        scipy.special.betaincinv(a, b, _LOWER_TAIL),
        scipy.special.betaincinv(a, b, _UPPER_TAIL),
        np.sqrt(value * (1 - value) / (a + b + 1)),
    )


def _prior_weight(shares: Floats, sizes: Floats, mean: float) -> float:
    """How many records the prior is worth: the less units differ beyond chance, the more."""
    if len(shares) < 2:
        return math.inf
    within = mean * (1 - mean)
    spread = sizes.sum() - (sizes**2).sum() / sizes.sum()
    between = ((sizes * (shares - mean) ** 2).sum() - (len(shares) - 1) * within) / spread
    return float(within / between - 1) if 0 < between < within else math.inf
