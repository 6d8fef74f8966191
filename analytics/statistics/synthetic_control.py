"""A control put together from others: nonnegative weights that sum to one and fit best before the day.

Abadie, Diamond and Hainmueller (2010, Journal of the American Statistical Association 105). Levels may be
taken out of the series first, as the treated need not lie among the others (Ferman and Pinto 2021,
Quantitative Economics 12).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from analytics.statistics.common import Floats
from analytics.statistics.difference_in_differences import Difference, Flags, difference_in_differences

# How much heavier the sum of weights is than all that is fitted, before weights are scaled to it.
_SUM_WEIGHS = 1e3
# Weights are chosen without the steps that they are then held against, a part at a time.
_PARTS = 4


@dataclass(frozen=True)
class Synthetic:
    """A synthetic control. shares: of the others. control: the series they make. effect: of the gap to it;
    None where it cannot be told. misfit_before, misfit_after: the root of the mean square of the gap.
    """

    shares: Floats
    control: Floats
    effect: Difference | None
    misfit_before: float
    misfit_after: float

    @property
    def ratio(self) -> float:
        """How much worse the fit is after the day: what placebos in space are ranked by."""
        return self.misfit_after / self.misfit_before if self.misfit_before > 0 else float("inf")


def synthetic_weights(target: Floats, others: Floats, importance: Floats | None = None) -> Floats:
    """Weights of the rows of `others` (units by features) that come nearest to the target's features.

    Nonnegative least squares (Lawson and Hanson 1974) with a heavy row for the sum. importance: of the
    features; else all count alike.
    """
    root = np.sqrt(np.ones(len(target)) if importance is None else importance)
    scale = max(float(np.abs(others * root).max(initial=0.0)), np.finfo(np.float64).tiny)
    design = np.vstack([(others * root).T / scale, np.full(len(others), _SUM_WEIGHS)])
    aim = np.append(target * root / scale, _SUM_WEIGHS)
    weights, _ = scipy.optimize.nnls(design, aim)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def synthetic_control(
    treated: Floats, others: Floats, is_after: Flags, weights: Floats, *, has_own_level: bool = True
) -> Synthetic:
    """The synthetic control of a series from others (units by steps), and the effect after the day.

    weights: how much each step says. has_own_level: whether series are fitted around their means before the
    day. The gap before it, from which the effect's interval comes, is measured with weights chosen without
    the steps it is measured at; fitted gaps would be too small.
    """
    shares = _fit(treated, others, ~is_after, weights, has_own_level)
    control = _made(treated, others, shares, ~is_after, has_own_level)
    gap = treated - control
    honest = gap.copy()
    for part in np.array_split(np.flatnonzero(~is_after), _PARTS):
        fitted = ~is_after
        fitted[part] = False
        if fitted.sum() > 1 and len(part):
            chosen = _fit(treated, others, fitted, weights, has_own_level)
            honest[part] = (treated - _made(treated, others, chosen, fitted, has_own_level))[part]
    effect = difference_in_differences(honest, is_after, weights)
    before, after = (float(np.sqrt(np.mean(gap[part] ** 2))) for part in (~is_after, is_after))
    return Synthetic(shares, control, effect, before, after)


def rank_among_placebos(ratio: float, placebos: Floats) -> float:
    """The p value of a ratio among those of units that were not treated: one of so many is the largest."""
    return float((1 + (placebos >= ratio).sum()) / (1 + len(placebos)))


def placebos_in_space(others: Floats, fit: Callable[[Floats, Floats], Synthetic]) -> list[Synthetic]:
    """Each of the others as if it were the treated one, with the rest as its control; none of fewer than
    two.
    """
    if len(others) < 2:
        return []
    return [fit(others[place], np.delete(others, place, axis=0)) for place in range(len(others))]


def _fit(treated: Floats, others: Floats, fitted: Flags, weights: Floats, has_own_level: bool) -> Floats:
    aim, features = treated[fitted], others[:, fitted]
    if has_own_level:
        aim, features = aim - aim.mean(), features - features.mean(axis=1, keepdims=True)
    return synthetic_weights(aim, features, weights[fitted])


def _made(treated: Floats, others: Floats, shares: Floats, fitted: Flags, has_own_level: bool) -> Floats:
    control = np.asarray(shares @ others, dtype=np.float64)
    return control + float((treated - control)[fitted].mean()) if has_own_level else control
