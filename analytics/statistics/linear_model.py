"""Least squares on cells of alike units, with errors that hold whatever the spread around the line.

Standard errors: White (1980), A heteroskedasticity-consistent covariance matrix estimator, Econometrica 48,
with the factor n / (n - p) of MacKinnon and White (1985).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.statistics.common import Floats, Interval, Z
from analytics.statistics.regression import independent_columns


class Units(NamedTuple):
    """Cells of units alike in outcome and covariates, a row each.

    rows: the covariates, with a constant among them. weights and weight_squares: the sums of what units weigh
    and of its squares; both the number of units where all weigh 1.
    """

    outcome: Floats
    rows: Floats
    weights: Floats
    weight_squares: Floats


@dataclass(frozen=True)
class LinearModel:
    """coefficients and their covariance; is_known: whether the data tell a column from the others."""

    coefficients: Floats
    covariance: Floats
    is_known: npt.NDArray[np.bool_]

    def contrast(self, direction: Floats) -> Interval:
        """What the outcome differs by when covariates differ by `direction`, with its 95 % interval."""
        value, variance = float(direction @ self.coefficients), float(direction @ self.covariance @ direction)
        half = Z * max(variance, 0.0) ** 0.5
        return Interval(value, value - half, value + half)

    def of(self, column: int) -> Interval:
        """The coefficient of a column."""
        return self.contrast(np.eye(len(self.coefficients))[column])


def least_squares(units: Units) -> LinearModel:
    """The model; columns that are sums of others get no part in it."""
    kept = independent_columns(units.rows, units.weights)
    rows = units.rows[:, kept]
    bread = np.linalg.inv(rows.T @ (rows * units.weights[:, None]))
    found = bread @ (rows.T @ (units.weights * units.outcome))
    residuals = units.outcome - rows @ found
    scores = rows.T @ (rows * (units.weight_squares * residuals**2)[:, None])
    size, columns = float(units.weights.sum()) ** 2 / float(units.weight_squares.sum()), units.rows.shape[1]
    covariance = np.zeros((columns, columns))
    covariance[np.ix_(kept, kept)] = bread @ scores @ bread * size / max(size - len(kept), 1)
    coefficients, is_known = np.zeros(columns), np.zeros(columns, dtype=bool)
    coefficients[kept], is_known[kept] = found, True
    return LinearModel(coefficients, covariance, is_known)
