"""How much of what a linear model explains goes to each predictor, of predictors that go together.

Two divisions of R²: by the average over all orders in which predictors can join (LMG: Lindeman, Merenda and
Gold 1980; Grömping 2006, Journal of Statistical Software 17(1)), which takes predictors of several columns;
and by predictors made independent (relative weights: Genizi 1993; Johnson 2000, Multivariate Behavioral
Research 35), which takes many of them. Parts are never below 0 and add up to R². The intervals are those of
the delta method: parts are smooth functions of means of squares and products, whatever the distribution.
They are not to be had of a part that is 0, which is always found above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.statistics.common import Floats, Interval, Z
from analytics.statistics.linear_model import Units
from analytics.statistics.shapley import shapley_values

# Of standardised moments: derivatives by central differences are then right to nine digits.
_STEP = 1e-5


@dataclass(frozen=True)
class Importance:
    """r_squared: what all explain together, beyond what is always there. parts: of the outcome's variance.
    shares: of what is explained; they add up to 1. All with 95 % intervals, within 0 and 1."""

    r_squared: Interval
    parts: Mapping[str, Interval]
    shares: Mapping[str, Interval]


def lmg(units: Units, groups: Mapping[str, Sequence[int]], always: Sequence[int]) -> Importance:
    """Each group's gain in R², averaged over all orders of joining; at most 8 groups.

    groups: the columns of each predictor. always: the columns of what is in every model, the constant among
    them.
    """
    weights = units.weights / units.weights.sum()
    deviations = units.outcome - weights @ units.outcome
    variance = float(weights @ deviations**2)
    products = units.rows.T @ (units.rows * weights[:, None])
    with_outcome = units.rows.T @ (weights * deviations)

    def explained(some: frozenset[str]) -> Floats:
        """R², and what each unit adds to its error. Coefficients need no error of their own: R² is at its
        highest in them."""
        columns = [*always, *(column for name in groups if name in some for column in groups[name])]
        inside = products[np.ix_(columns, columns)]
        found = np.linalg.lstsq(inside, with_outcome[columns], rcond=None)[0]
        squares = (deviations - units.rows[:, columns] @ found) ** 2
        unexplained = float(weights @ squares) / variance
        return np.concatenate([[1 - unexplained], (unexplained * deviations**2 - squares) / variance])

    values = shapley_values(list(groups), explained)
    return _importance({name: (float(found[0]), found[1:]) for name, found in values.items()}, units)


def relative_weights(units: Units, names: Sequence[str]) -> Importance:
    """The parts of R² by Johnson's relative weights. rows: a column for each name, and no constant.

    The predictors are made independent in the way that changes them least, by the root of their correlations;
    what each of these explains is given back as far as it is made of a predictor. Predictors must vary and be
    no sums of one another.
    """
    weights = units.weights / units.weights.sum()
    values = np.column_stack([units.outcome, units.rows])
    values = values - weights @ values
    values = values / np.sqrt(weights @ values**2)
    moments = values.T @ (values * weights[:, None])
    parts = _johnson(moments)
    influences = _influences(values, moments)
    return _importance(
        {name: (float(parts[place]), influences[place]) for place, name in enumerate(names)}, units
    )


def _johnson(moments: Floats) -> Floats:
    """The parts from variances and covariances, the outcome's first."""
    scales = np.sqrt(np.diag(moments))
    correlations = moments / np.outer(scales, scales)
    lengths, directions = np.linalg.eigh(correlations[1:, 1:])
    root = (directions * np.sqrt(lengths)) @ directions.T
    return np.asarray(root**2 @ np.linalg.solve(root, correlations[1:, 0]) ** 2)


def _influences(values: Floats, moments: Floats) -> list[Floats]:
    """What each unit adds to the error of each part: a quadratic form in its values."""
    size = len(moments)
    slopes = np.zeros((size - 1, size, size))
    for one in range(size):
        for other in range(one + 1):
            change = np.zeros((size, size))
            change[one, other] = change[other, one] = _STEP
            slope = (_johnson(moments + change) - _johnson(moments - change)) / (2 * _STEP)
            # A covariance stands in the matrix twice.
            slopes[:, one, other] = slopes[:, other, one] = slope / (1 if one == other else 2)
    return [np.einsum("ij,jk,ik->i", values, slope, values, optimize=True) for slope in slopes]


def _importance(found: Mapping[str, tuple[float, Floats]], units: Units) -> Importance:
    total = sum(value for value, _ in found.values())
    influence = np.sum([each for _, each in found.values()], axis=0)

    def interval(value: float, influence: Floats) -> Interval:
        error = float(np.sqrt(units.weight_squares @ influence**2)) / float(units.weights.sum())
        return Interval(value, max(value - Z * error, 0.0), min(value + Z * error, 1.0))

    shares = {
        name: interval(value / total, (own - value / total * influence) / total)
        for name, (value, own) in found.items()
        if total > 0
    }
    return Importance(
        interval(total, influence), {name: interval(*each) for name, each in found.items()}, shares
    )
