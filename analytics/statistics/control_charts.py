"""Shewhart's control charts: how far figures in time order vary while nothing changes.

Limits are three sigma from the centre. Sources: Montgomery, Introduction to Statistical Quality Control,
chapters 6 and 7; Laney (2002), Improved control charts for attributes, Quality Engineering 14.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.statistics.common import Floats

SIGMAS = 3
# Mean range of two draws from a normal distribution, in units of its standard deviation.
_D2 = 1.128
_FEWEST_POINTS = 2


@dataclass(frozen=True)
class Limits:
    """Per point: the centre, the lower and upper limit, and the standard deviation they are made from."""

    centre: Floats
    lower: Floats
    upper: Floats
    sigma: Floats


def xmr_limits(values: npt.ArrayLike, baseline: int) -> Limits:
    """Individual values, their spread told by the ranges between neighbours.

    baseline: how many of the first values set the centre and the limits.

    Raises ValueError for a baseline under two values.
    """
    first = _numbers(values)[: _checked(baseline)]
    sigma = np.abs(np.diff(first)).mean() / _D2
    return _limits(np.full(len(_numbers(values)), first.mean()), sigma)


def p_limits(counts: npt.ArrayLike, sizes: npt.ArrayLike, baseline: int, *, is_laney: bool = False) -> Limits:
    """Shares count / size. is_laney: as much wider or narrower as the baseline varies than binomial chance
    (p').

    Raises ValueError for a baseline under two points.
    """
    share = _pooled(counts, sizes, baseline)
    sigma = np.sqrt(share * (1 - share) / _numbers(sizes))
    limits = _attribute_limits(counts, sizes, baseline, share, sigma, is_laney)
    return Limits(limits.centre, limits.lower.clip(min=0), limits.upper.clip(max=1), limits.sigma)


def u_limits(counts: npt.ArrayLike, sizes: npt.ArrayLike, baseline: int, *, is_laney: bool = False) -> Limits:
    """Events per unit of size. is_laney: as much wider or narrower as the baseline varies than Poisson chance
    (u').

    Raises ValueError for a baseline under two points.
    """
    rate = _pooled(counts, sizes, baseline)
    sigma = np.sqrt(rate / _numbers(sizes))
    limits = _attribute_limits(counts, sizes, baseline, rate, sigma, is_laney)
    return Limits(limits.centre, limits.lower.clip(min=0), limits.upper, limits.sigma)


def scaled(limits: Limits, sizes: npt.ArrayLike) -> Limits:
    """Limits of rates as limits of counts, each of its own size."""
    by = _numbers(sizes)
    return Limits(limits.centre * by, limits.lower * by, limits.upper * by, limits.sigma * by)


def _attribute_limits(
    counts: npt.ArrayLike,
    sizes: npt.ArrayLike,
    baseline: int,
    centre: float,
    sigma: Floats,
    is_laney: bool,
) -> Limits:
    rates = _numbers(counts) / _numbers(sizes)
    widening = _sigma_z(rates[:baseline], centre, sigma[:baseline]) if is_laney else 1.0
    return _limits(np.full(len(rates), centre), sigma * widening)


def _sigma_z(rates: Floats, centre: float, sigma: Floats) -> float:
    """The spread of the standardised baseline from the ranges between neighbours."""
    z = np.divide(rates - centre, sigma, out=np.zeros_like(rates), where=sigma > 0)
    return float(np.abs(np.diff(z)).mean() / _D2)


def _limits(centre: Floats, sigma: Floats | float) -> Limits:
    spread = np.broadcast_to(np.asarray(sigma, dtype=np.float64), centre.shape)
    return Limits(centre, centre - SIGMAS * spread, centre + SIGMAS * spread, spread)


def _pooled(counts: npt.ArrayLike, sizes: npt.ArrayLike, baseline: int) -> float:
    first = slice(_checked(baseline))
    return float(_numbers(counts)[first].sum() / _numbers(sizes)[first].sum())


def _checked(baseline: int) -> int:
    if baseline < _FEWEST_POINTS:
        raise ValueError("A baseline needs two points at least.")
    return baseline


def _numbers(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
