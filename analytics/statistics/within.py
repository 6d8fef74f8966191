"""What units' means go with, among units that are alike: slopes within strata, as in a meta-regression.

Units differ by more than their own chance, so each weighs 1 / (its variance + the variance between units
that the columns leave), which is found by moments; errors hold whatever the true weights are, and for units
that stand in several strata.

Sources: Raudenbush (2009), Analyzing effect sizes: random-effects models, in The Handbook of Research
Synthesis, second edition; Cameron and Miller (2015), A practitioner's guide to cluster-robust inference,
Journal of Human Resources 50.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval

_UPPER_TAIL = 0.975
# A column that is told by the strata and the other columns has no slope of its own.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Units:
    """Per unit: its mean, the variance of that mean by chance, its stratum, and whose it is."""

    means: Floats
    variances: Floats
    strata: npt.NDArray[np.integer]
    owners: npt.NDArray[np.integer]


def slopes_within(units: Units, columns: Floats) -> list[Interval] | None:
    """Change of the mean per step of each column, others and stratum held, with 95 % intervals.

    columns: a row per unit. None where a column does not vary within strata beside the others, or there are
    too few owners.
    """
    owners, strata = len(np.unique(units.owners)), len(np.unique(units.strata))
    freedom = owners - strata - columns.shape[1]
    if freedom < 1 or not _can_be_told(units, columns):
        return None
    weights = 1 / (units.variances + _variance_between(units, columns))
    slopes, rest, centred = _fit(units, columns, weights)
    bread = np.linalg.inv(centred.T @ (centred * weights[:, None]))
    _, owner = np.unique(units.owners, return_inverse=True)
    scores = np.zeros((owners, columns.shape[1]))
    np.add.at(scores, owner, centred * (weights * rest)[:, None])
    correction = owners / (owners - 1) * (len(rest) - 1) / max(len(rest) - strata - columns.shape[1], 1)
    errors = np.sqrt(np.diag(bread @ scores.T @ scores @ bread) * correction)
    reach = scipy.special.stdtrit(freedom, _UPPER_TAIL)
    return [
        Interval(float(slope), float(slope - reach * error), float(slope + reach * error))
        for slope, error in zip(slopes, errors, strict=True)
    ]


def _fit(units: Units, columns: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Slopes, what they leave, and the columns less their means in strata (Frisch, Waugh and Lovell)."""
    x = _less_means(columns, weights, units.strata)
    y = _less_means(units.means[:, None], weights, units.strata)[:, 0]
    slopes = np.linalg.lstsq(x * np.sqrt(weights)[:, None], y * np.sqrt(weights), rcond=None)[0]
    return np.asarray(slopes), np.asarray(y - x @ slopes), x


def _less_means(columns: Floats, weights: Floats, strata: npt.NDArray[np.integer]) -> Floats:
    _, place = np.unique(strata, return_inverse=True)
    sizes = np.bincount(place, weights)
    means = np.column_stack([np.bincount(place, weights * column) / sizes for column in columns.T])
    return np.asarray(columns - means[place])


def _can_be_told(units: Units, columns: Floats) -> bool:
    x = _less_means(columns, 1 / units.variances, units.strata)
    scale = columns.std(axis=0)
    if (scale <= 0).any():
        return False
    return bool(np.linalg.svd(x / scale, compute_uv=False).min() > _ROUNDING * len(x) ** 0.5)


def _variance_between(units: Units, columns: Floats) -> float:
    """Of Paule and Mandel (1982): the one under which what is left scatters as it should."""
    freedom = len(units.means) - len(np.unique(units.strata)) - columns.shape[1]
    if freedom < 1:
        return 0.0

    def excess(variance: float) -> float:
        weights = 1 / (units.variances + variance)
        _, rest, _ = _fit(units, columns, weights)
        return float((weights * rest**2).sum() - freedom)

    return _root(excess, float(np.var(units.means)) * len(units.means))


def _root(falling: Callable[[float], float], most: float) -> float:
    if falling(0.0) <= 0 or falling(most) >= 0:
        return 0.0
    return float(scipy.optimize.brentq(falling, 0.0, most))
