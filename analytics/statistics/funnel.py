"""Funnel plots: how far units of different size may lie from what is expected of them.

Source: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24;
and Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14. There are
packages for R, none for Python that is kept up.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats

TRIMMED_SHARE = 0.1


class Dispersion(NamedTuple):
    """phi: mean square of the z-scores, 1 where units differ by chance alone. tau_squared: the variance
    between units that explains the rest. kept: which units were used.
    """

    phi: float
    tau_squared: float
    kept: npt.NDArray[np.bool_]


def binomial_limits(share: float, sizes: npt.ArrayLike, tail: float) -> tuple[Floats, Floats]:
    """The shares beyond which a unit of that size (a whole number) falls with probability `tail` at each end.

    Exact, interpolated between whole numbers so that the limits are smooth in the size (Spiegelhalter 2005,
    appendix A.1.1).
    """
    n = np.asarray(sizes, dtype=np.float64).round()
    return (
        _quantile(scipy.stats.binom(n, share), tail, n).clip(0, 1),
        _quantile(scipy.stats.binom(n, share), 1 - tail, n).clip(0, 1),
    )


def trimmed(z: npt.ArrayLike, share: float = TRIMMED_SHARE) -> npt.NDArray[np.bool_]:
    """Which units are left when this share of them, at least one, is left out at each end of the order."""
    scores = np.asarray(z, dtype=np.float64)
    cut = max(1, int(share * len(scores)))
    kept = np.zeros(len(scores), dtype=np.bool_)
    kept[np.argsort(scores, kind="stable")[cut : len(scores) - cut]] = True
    return kept


def over_dispersion(z: npt.ArrayLike, standard_errors: npt.ArrayLike) -> Dispersion:
    """How much more units differ than chance makes them, told by those left after trimming.

    tau_squared = max(0, (n phi - (n - 1)) / (sum w - sum w^2 / sum w)), with w the inverse squared errors.
    """
    kept = trimmed(z)
    scores = np.asarray(z, dtype=np.float64)[kept]
    n = len(scores)
    if n < 2:
        return Dispersion(1.0, 0.0, kept)
    weights = 1 / np.asarray(standard_errors, dtype=np.float64)[kept] ** 2
    phi = float(np.mean(scores**2))
    spread = weights.sum() - (weights**2).sum() / weights.sum()
    return Dispersion(phi, max(0.0, float((n * phi - (n - 1)) / spread)), kept)


def _quantile(distribution: "scipy.stats.rv_discrete", probability: float, sizes: Floats) -> Floats:
    """The quantile of a share, moved back from the whole number by how far its probability overshoots."""
    count = distribution.ppf(probability)
    excess = distribution.cdf(count) - probability
    mass = distribution.pmf(count)
    part = np.divide(excess, mass, out=np.zeros_like(excess), where=mass > 0)
    return np.asarray((count - part) / sizes)
