"""Does a share rise step by step? The slope of its log-odds, and the test that it has one."""

from dataclasses import dataclass
from warnings import catch_warnings

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Z
from warehouse.pandas_on_demand import admit_pandas


@dataclass(frozen=True)
class Slope:
    """Change of the log-odds per step, its 95 % interval, and the p value of the test for a trend."""

    log_odds: float
    low: float
    high: float
    p: float


def logit_slope(
    steps: Floats,
    events: Floats,
    trials: Floats,
    stratum: npt.NDArray[np.integer],
) -> Slope | None:
    """The common slope within strata, from one row per stratum and step.

    A logistic regression with a level of its own for each stratum; the test is the stratified one of Cochran
    (1954), Armitage (1955) and Mantel (1963). None where no stratum has both events and others at more than
    one step.
    """
    is_telling = _is_telling(steps, events, trials, stratum)
    if not is_telling.any():
        return None
    steps, events, trials = steps[is_telling], events[is_telling], trials[is_telling]
    stratum = stratum[is_telling]
    # Statsmodels takes seconds to import; only those who fit wait for it.
    admit_pandas()
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    levels = (stratum[:, None] == np.unique(stratum)).astype(float)
    outcomes = np.column_stack([events, trials - events])
    with np.errstate(all="ignore"), catch_warnings(action="ignore"):
        fitted = GLM(outcomes, np.column_stack([steps, levels]), family=families.Binomial()).fit()
    slope, error = float(fitted.params[0]), float(fitted.bse[0])
    if not (np.isfinite(slope) and np.isfinite(error) and error < 1 / np.finfo(float).eps ** 0.25):
        return None
    return Slope(slope, slope - Z * error, slope + Z * error, trend_p(steps, events, trials, stratum))


def trend_p(
    steps: Floats,
    events: Floats,
    trials: Floats,
    stratum: npt.NDArray[np.integer],
) -> float:
    """The two-sided p value of the stratified test for trend (Mantel 1963, extending Cochran-Armitage)."""
    _, place = np.unique(stratum, return_inverse=True)

    def total(part: Floats) -> Floats:
        return np.bincount(place, part).astype(np.float64)

    size, happened = total(trials), total(events)
    surplus = total(steps * events) - happened * total(steps * trials) / size
    spread = size * total(steps**2 * trials) - total(steps * trials) ** 2
    variance = happened * (size - happened) * spread / (size**2 * np.maximum(size - 1, 1))
    if not variance.sum() > 0:
        return 1.0
    return float(scipy.stats.chi2.sf(surplus.sum() ** 2 / variance.sum(), 1))


def _is_telling(
    steps: Floats,
    events: Floats,
    trials: Floats,
    stratum: npt.NDArray[np.integer],
) -> npt.NDArray[np.bool_]:
    """Rows of strata with events and others, and with more than one step."""
    if not len(steps):
        return np.zeros(0, dtype=bool)
    names, place = np.unique(stratum, return_inverse=True)
    happened, size = np.bincount(place, events), np.bincount(place, trials)
    lowest, highest = np.full(len(names), np.inf), np.full(len(names), -np.inf)
    np.minimum.at(lowest, place, steps)
    np.maximum.at(highest, place, steps)
    return ((happened > 0) & (happened < size) & (lowest < highest))[place]
