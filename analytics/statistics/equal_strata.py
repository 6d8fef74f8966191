"""How units differ at equal strata, and how much of that is beyond chance.

Cells of a unit in a stratum are fitted by an effect of each stratum and one of each unit (weighted least
squares, as many values as a cell has); the errors let values of each unit vary as they do, so they hold even
where effects do not add up. What units differ by beyond chance is the standard deviation whose generalised Q
statistic is as large as it should be.

Sources: Paule and Mandel (1982), Journal of Research of the National Bureau of Standards 87; Viechtbauer
(2007), Statistics in Medicine 26 (Q-profile); Jackson and Bowden (2016), Confidence intervals for the
between-study variance in random-effects meta-analysis, Statistics in Medicine 35 (correlated estimates).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval

_TAIL = 0.025
_EMPTY = 1e-10
# Twice as wide, until the spread is found.
_MOST_DOUBLINGS = 80


@dataclass(frozen=True)
class Levels:
    """units: their names in the order of `values`, their means at the same mix of strata; covariance: of
    these. Units that share no strata with the others, even by way of third ones, are left out.
    """

    units: list[str]
    values: Floats
    covariance: Floats

    def contrast(self, weights: npt.ArrayLike) -> tuple[float, float]:
        """A weighted sum of the values, and its standard error."""
        given = np.asarray(weights, dtype=np.float64)
        return float(given @ self.values), float(np.sqrt(given @ self.covariance @ given))


def levels_at_equal_strata(
    units: npt.ArrayLike, strata: npt.ArrayLike, sizes: Floats, totals: Floats, squares: Floats
) -> Levels | None:
    """The mean of each unit at the mix of strata of all, from one row per cell of a unit in a stratum.

    sizes: how many values; totals, squares: their sum, and that of their squares. None where fewer than two
    units share strata, or values do not vary.
    """
    if not len(sizes):
        return None
    names, unit = np.unique(np.asarray(units), return_inverse=True)
    keys, stratum = np.unique(np.asarray(strata), return_inverse=True)
    is_kept = _largest_connected(unit, stratum, len(names), sizes)
    if len(np.unique(unit[is_kept])) < 2:
        return None
    if not is_kept.all():
        given = np.asarray(units)[is_kept], np.asarray(strata)[is_kept]
        return levels_at_equal_strata(*given, sizes[is_kept], totals[is_kept], squares[is_kept])
    spread = _variances(unit, sizes, totals, squares)
    if spread is None:
        return None
    design = np.hstack([_columns(unit, len(names)), _columns(stratum, len(keys))])
    inverse = np.linalg.pinv(design.T @ (design * sizes[:, None]), rcond=_EMPTY, hermitian=True)
    half = inverse @ (design * sizes[:, None]).T
    fitted = half @ (totals / sizes)
    # The mean over the mix of strata of all, of each unit in turn.
    mix = np.bincount(stratum, sizes) / sizes.sum()
    asked = np.hstack([np.eye(len(names)), np.tile(mix, (len(names), 1))])
    reach = asked @ half
    covariance = (reach * (spread[unit] / sizes)) @ reach.T
    return Levels([str(name) for name in names], asked @ fitted, covariance)


def spread_of(levels: Levels) -> Interval:
    """The standard deviation of units' true values, with its 95 % interval.

    The estimate is 0 where units differ no more than chance makes them.
    """
    scatter, freedom = _scatter(levels), len(levels.values) - 1
    marks = (
        float(freedom),
        float(scipy.special.chdtri(freedom, _TAIL)),
        float(scipy.special.chdtri(freedom, 1 - _TAIL)),
    )
    return Interval(*(_variance_at(scatter, mark) ** 0.5 for mark in marks))


def spread_p(levels: Levels) -> float:
    """How often units that do not differ would be as far apart as these (Cochran's Q)."""
    return float(scipy.special.chdtrc(len(levels.values) - 1, _scatter(levels)(0.0)))


def _scatter(levels: Levels) -> Callable[[float], float]:
    """Generalised Q of differences from the first unit: chi-squared at the true variance, falling in it."""
    size = len(levels.values)
    apart = np.hstack([-np.ones((size - 1, 1)), np.eye(size - 1)])
    gaps, chance, own = apart @ levels.values, apart @ levels.covariance @ apart.T, apart @ apart.T

    def scatter(variance: float) -> float:
        return float(gaps @ np.linalg.solve(chance + variance * own, gaps))

    return scatter


def _variance_at(scatter: Callable[[float], float], mark: float) -> float:
    if scatter(0.0) <= mark:
        return 0.0
    most = 1e-12
    for _ in range(_MOST_DOUBLINGS):
        most *= 2
        if scatter(most) < mark:
            break
    return float(scipy.optimize.brentq(lambda variance: scatter(variance) - mark, 0.0, most))


def _columns(place: npt.NDArray[np.integer], count: int) -> Floats:
    return np.asarray(np.eye(count)[place])


def _variances(
    unit: npt.NDArray[np.integer], sizes: Floats, totals: Floats, squares: Floats
) -> Floats | None:
    """Per unit: of values within its cells. None where a unit has no cell with two, or nothing varies."""
    scatter = np.maximum(np.bincount(unit, squares - totals**2 / sizes), 0.0)
    freedom = np.bincount(unit, sizes - 1)
    if (freedom <= 0).any() or not scatter.sum() > 0:
        return None
    # A unit whose few values are all the same varies like the others.
    common = scatter.sum() / freedom.sum()
    return np.where(scatter > 0, scatter / freedom, common)


def _largest_connected(
    unit: npt.NDArray[np.integer], stratum: npt.NDArray[np.integer], units: int, sizes: Floats
) -> npt.NDArray[np.bool_]:
    """Cells of the units that can be compared, of the largest such part."""
    graph = scipy.sparse.coo_array(
        (np.ones(len(unit)), (unit, units + stratum)), shape=(units + stratum.max() + 1,) * 2
    )
    _, part = scipy.sparse.csgraph.connected_components(graph, directed=False)
    weights = np.bincount(part[unit], sizes)
    return np.asarray(part[unit] == weights.argmax())
