"""What a treatment changes, from units that were not assigned to it at random.

The doubly robust estimator of the mean outcome under treatment and without it: it needs a right model of who
is treated or a right model of the outcome, one of the two (Robins, Rotnitzky and Zhao 1994; Hernán and Robins
2020, What If, chapters 12 and 13). It takes the covariates as enough to make treated and untreated alike.
Units count as independent. Statsmodels' `TreatmentEffect` has it for all units only, not for those treated,
and takes no cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from analytics.statistics.common import Floats
from analytics.statistics.effect import NOTHING, Arm, Cells, Effect, Overlap, effect, effective_size
from analytics.statistics.regression import regress

Target = Literal["all", "treated"]


@dataclass(frozen=True)
class Design:
    """The rows of an outcome model as they would be with the treatment and without it."""

    if_treated: Floats
    if_untreated: Floats

    @classmethod
    def additive(cls, covariates: Floats) -> "Design":
        """Covariates, with a constant among them, and the treatment."""
        ones = np.ones((len(covariates), 1))
        return cls(np.hstack([covariates, ones]), np.hstack([covariates, 0 * ones]))


def propensity(cells: Cells, covariates: Floats) -> Floats:
    """The chance of each row to be treated: a logistic regression on covariates with a constant."""
    return regress(cells.is_treated.astype(float), covariates, cells.counts, True)(covariates)


def doubly_robust(
    cells: Cells, chance: Floats, design: Design, target: Target = "all", trim: float = 0.01
) -> Effect:
    """Means that the outcome model expects, corrected by the weighted residuals (AIPW).

    Rows whose chance to be treated is within `trim` of 1, and for all also of 0, are left out. The interval
    is that of the efficient influence function, right when both models are.
    """
    fitted, _ = _outcome_model(cells, design)
    kept, weights, overlap = _weighting(cells, chance, target, trim)
    is_kept = _is_kept(chance, target, trim)
    aims = (kept.is_treated if target == "treated" else np.ones(len(weights))).astype(float)
    size = float((aims * kept.counts).sum())

    def arm(under: Floats, side: Floats) -> Arm:
        means = fitted(under[is_kept])
        slope = weights * side / size
        unadjusted = aims * means / size - slope * means
        value = float((kept.counts * unadjusted + slope * kept.totals).sum())
        own = aims * (means - value) / size
        expected = float((kept.counts * (own**2 + slope**2 * _variance(means, kept.is_share))).sum())
        return Arm(value, own - slope * means, slope, _size(kept, value, slope, expected))

    treated, untreated = _sides(kept)
    return effect(kept, arm(design.if_treated, treated), arm(design.if_untreated, untreated), overlap)


def _size(cells: Cells, value: float, slope: Floats, variance: float) -> float:
    """How many units would give the variance that the outcome model expects of a share."""
    if cells.is_share and NOTHING < value < 1 - NOTHING and variance > 0:
        return value * (1 - value) / variance
    return effective_size(cells.counts, slope)


def naive(cells: Cells) -> Effect:
    """The plain difference of the two arms' means."""
    treated, untreated = (_weighted_mean(cells, side) for side in _sides(cells))
    return effect(cells, treated, untreated, None)


def _sides(cells: Cells) -> tuple[Floats, Floats]:
    """1 for the rows of the treated, 0 for the others; and the other way round."""
    return cells.is_treated.astype(float), (~cells.is_treated).astype(float)


def _is_kept(chance: Floats, target: Target, trim: float) -> npt.NDArray[np.bool_]:
    lowest = 0.0 if target == "treated" else trim
    return np.asarray((chance >= lowest) & (chance <= 1 - trim))


def _weighting(cells: Cells, chance: Floats, target: Target, trim: float) -> tuple[Cells, Floats, Overlap]:
    """The rows kept, the weight of each of their units (1 over its chance, times that of the target)."""
    is_kept = _is_kept(chance, target, trim)
    kept = Cells(
        cells.is_treated[is_kept],
        cells.counts[is_kept],
        cells.totals[is_kept],
        cells.squares[is_kept],
        cells.is_share,
    )
    e = chance[is_kept]
    in_target = e if target == "treated" else np.ones_like(e)
    weights = in_target / np.where(kept.is_treated, e, 1 - e)
    aimed_at = cells.counts * (cells.is_treated if target == "treated" else 1.0)
    overlap = Overlap(
        float(chance.min()),
        float(chance.max()),
        float(aimed_at[~is_kept].sum() / aimed_at.sum()),
        *(effective_size(kept.counts[side], weights[side]) for side in (kept.is_treated, ~kept.is_treated)),
    )
    return kept, weights, overlap


def _weighted_mean(cells: Cells, weights: Floats) -> Arm:
    size = float((cells.counts * weights).sum())
    value = float((weights * cells.totals).sum()) / size
    return Arm(value, -weights * value / size, weights / size, effective_size(cells.counts, weights))


def _outcome_model(cells: Cells, design: Design) -> tuple[Callable[[Floats], Floats], Floats]:
    """What is expected at given rows of the design, and the rows as they were."""
    rows = np.where(cells.is_treated[:, None], design.if_treated, design.if_untreated)
    return regress(cells.means, rows, cells.counts, cells.is_share), rows


def _variance(means: Floats, is_share: bool) -> Floats:
    return means * (1 - means) if is_share else np.ones_like(means)
