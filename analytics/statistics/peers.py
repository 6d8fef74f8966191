"""How far a unit is from its peers at equal strata, where units differ anyway: a linear mixed model.

A value is the level of its stratum, what its unit is apart from others everywhere, what it is apart there
alone, and chance. The variances of both are found by moments: that at which what is left scatters as it
should.

Sources: Paule and Mandel (1982), Journal of Research of the National Bureau of Standards 87; Laird and Ware
(1982), Random-effects models for longitudinal data, Biometrics 38.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats
from analytics.statistics.meta_regression import meta_regression

_FEWEST_PEERS = 4


class Values(NamedTuple):
    """Per unit and stratum: the value with its variance by chance, its stratum, and its unit."""

    values: Floats
    variances: Floats
    strata: npt.NDArray[np.integer]
    units: npt.NDArray[np.integer]

    def only(self, kept: npt.NDArray[np.bool_]) -> "Values":
        """Those that are kept."""
        return Values(self.values[kept], self.variances[kept], self.strata[kept], self.units[kept])


class Deviation(NamedTuple):
    """How far the unit is from its peers, its standard error (what units differ by anyway is in it), and
    Student's degrees of freedom.
    """

    value: float
    error: float
    freedom: int

    def reach(self) -> float:
        """Half of the 95 % interval."""
        return float(scipy.special.stdtrit(self.freedom, 0.975)) * self.error

    def p(self) -> float:
        """How often a unit like its peers is this far from them."""
        return 2 * float(scipy.special.stdtr(self.freedom, -abs(self.value) / self.error))


def deviation_from_peers(every: Values, unit: int) -> Deviation | None:
    """The unit's deviation from the others, over the strata that it shares with them.

    None where it shares none, or there are fewer than four others.
    """
    peers = every.only(every.units != unit)
    own = every.only((every.units == unit) & np.isin(every.strata, peers.strata))
    names = np.unique(peers.units)
    if len(names) < _FEWEST_PEERS or not len(own.values):
        return None
    strata = np.unique(peers.strata)
    rows, own_rows = (_columns(part.strata, strata) for part in (peers, own))
    units = _columns(peers.units, names)
    there = _apart_in_one_stratum(peers, rows, units)
    chance, same = np.diag(peers.variances + there), units @ units.T
    anywhere = _apart_everywhere(peers.values, chance, same, rows, units)
    levels, covariance = _levels(peers.values, chance + anywhere * same, rows)
    weights = 1 / (own.variances + there)
    pulls = weights / weights.sum()
    reach = pulls @ own_rows
    error = 1 / weights.sum() + anywhere + reach @ covariance @ reach
    return Deviation(float(pulls @ (own.values - own_rows @ levels)), float(error**0.5), len(names) - 1)


def _apart_in_one_stratum(peers: Values, rows: Floats, units: Floats) -> float:
    """The variance that levels of strata and of units leave; nothing where too few tell it."""
    fit = meta_regression(peers.values, peers.variances, np.hstack([rows, units[:, 1:]]))
    return 0.0 if fit is None else fit.between


def _apart_everywhere(values: Floats, chance: Floats, same: Floats, rows: Floats, units: Floats) -> float:
    """The variance at which units scatter as they should: what they add to how well strata alone fit."""
    both = np.hstack([rows, units[:, 1:]])
    freedom = int(np.linalg.matrix_rank(both)) - rows.shape[1]
    within = _scatter(values, chance, both)

    def excess(variance: float) -> float:
        return float(_scatter(values, chance + variance * same, rows) - within - freedom)

    most = float(((values - values.mean()) ** 2).sum()) + 1e-9
    if freedom < 1 or excess(0.0) <= 0 or excess(most) >= 0:
        return 0.0
    return _root(excess, most)


def _scatter(values: Floats, covariance: Floats, rows: Floats) -> float:
    rest = values - rows @ _levels(values, covariance, rows)[0]
    return float(rest @ np.linalg.solve(covariance, rest))


def _root(falling: Callable[[float], float], most: float) -> float:
    return float(scipy.optimize.brentq(falling, 0.0, most))


def _levels(values: Floats, covariance: Floats, rows: Floats) -> tuple[Floats, Floats]:
    """Generalised least squares, and the covariance of what it finds."""
    weighed = np.linalg.solve(covariance, np.column_stack([rows, values]))
    spread = np.linalg.pinv(rows.T @ weighed[:, :-1], hermitian=True)
    return spread @ (rows.T @ weighed[:, -1]), spread


def _columns(places: npt.NDArray[np.integer], names: npt.NDArray[np.integer]) -> Floats:
    return np.asarray(places[:, None] == names, dtype=np.float64)
