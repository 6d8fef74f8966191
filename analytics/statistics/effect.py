"""Two mean outcomes and their difference, with intervals from what each unit adds to their errors."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval, Z

_TAIL = 0.025
# Less than this of a share or of a variance is rounding.
NOTHING = 1e-12


@dataclass(frozen=True)
class Cells:
    """Units alike in treatment and covariates: their number, and the sums of their outcomes and of squares.

    A row for each single unit has count 1, total y and squares y². is_share: whether outcomes are 0 or 1.
    """

    is_treated: npt.NDArray[np.bool_]
    counts: Floats
    totals: Floats
    squares: Floats
    is_share: bool = False

    @property
    def means(self) -> Floats:
        """The mean outcome of each row."""
        return np.asarray(self.totals / self.counts, dtype=float)


@dataclass(frozen=True)
class Overlap:
    """How comparable the arms are.

    lowest and highest: range of the chance to be treated, in both arms. trimmed: share of the units that the
    effect speaks of for whom the other arm has hardly anyone alike. treated and untreated: effective sample
    sizes (Kish 1965) after weighting.
    """

    lowest: float
    highest: float
    trimmed: float
    treated: float
    untreated: float


@dataclass(frozen=True)
class Effect:
    """Mean outcome with the treatment, without it, and the difference; overlap where weights were used."""

    difference: Interval
    treated: Interval
    untreated: Interval
    overlap: Overlap | None = None


@dataclass(frozen=True)
class Arm:
    """A mean, and what one unit with outcome y adds to its error: constant + slope × y, per row.

    size: the effective number of units in the arm, which limits how sure a share can be.
    """

    value: float
    constant: Floats
    slope: Floats
    size: float


def effect(cells: Cells, treated: Arm, untreated: Arm, overlap: Overlap | None) -> Effect:
    """Both means, and their difference by recovered variances with correlation (Zou 2007)."""
    variance, other = _covariance(cells, treated, treated), _covariance(cells, untreated, untreated)
    common = _covariance(cells, treated, untreated)
    is_known = min(variance, other) > NOTHING**2
    correlation = min(common / (variance * other) ** 0.5, 1.0) if is_known else 0.0
    with_it = _interval(treated, variance, cells.is_share)
    without = _interval(untreated, other, cells.is_share)
    value = with_it.value - without.value
    below = _joined(with_it.value - with_it.low, without.high - without.value, correlation)
    above = _joined(with_it.high - with_it.value, without.value - without.low, correlation)
    return Effect(Interval(value, value - below, value + above), with_it, without, overlap)


def effective_size(counts: Floats, weights: Floats) -> float:
    """How many equally weighted units say as much (Kish 1965)."""
    squares = float((counts * weights**2).sum())
    return float((counts * weights).sum()) ** 2 / squares if squares else 0.0


def _covariance(cells: Cells, one: Arm, other: Arm) -> float:
    products = (
        cells.counts * one.constant * other.constant
        + cells.totals * (one.constant * other.slope + one.slope * other.constant)
        + cells.squares * one.slope * other.slope
    )
    return max(float(products.sum()), 0.0) if one is other else float(products.sum())


def _joined(one: float, other: float, correlation: float) -> float:
    return float(max(one**2 + other**2 - 2 * correlation * one * other, 0.0) ** 0.5)


def _interval(arm: Arm, variance: float, is_share: bool) -> Interval:
    """Normal for a mean; for a share the exact one of as many units as give its variance, but of no more than
    there are in effect (Korn and Graubard 1998): with few events the variance itself is poorly known."""
    if not is_share:
        return Interval(arm.value, arm.value - Z * variance**0.5, arm.value + Z * variance**0.5)
    p = min(max(arm.value, 0.0), 1.0)
    is_inside = NOTHING < p < 1 - NOTHING and variance > 0
    n = min(p * (1 - p) / variance, arm.size) if is_inside else arm.size
    events, others = p * n, (1 - p) * n
    low = scipy.special.betaincinv(events, others + 1, _TAIL) if p > NOTHING else 0.0
    high = scipy.special.betaincinv(events + 1, others, 1 - _TAIL) if p < 1 - NOTHING else 1.0
    return Interval(p, float(low), float(high))
