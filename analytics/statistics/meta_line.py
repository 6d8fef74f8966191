"""A line through units' values that differ by more than their own chance: a random-effects meta-regression.

Each unit weighs 1 / (its variance + the variance between units that the line leaves); errors are those of
Knapp and Hartung, which hold for few units.

Sources: Paule and Mandel (1982), Journal of Research of the National Bureau of Standards 87; Knapp and Hartung
(2003), Improved tests for a random effects meta-regression with a single covariate, Statistics in Medicine 22.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from analytics.statistics.common import Floats, Interval


@dataclass(frozen=True)
class Line:
    """intercept and slope with their covariance; between: the variance of units around the line; freedom:
    Student's degrees of freedom.
    """

    intercept: float
    slope: float
    covariance: Floats
    between: float
    freedom: int

    def slope_interval(self) -> Interval:
        """The slope with its 95 % interval."""
        half = self._reach() * float(np.sqrt(self.covariance[1, 1]))
        return Interval(self.slope, self.slope - half, self.slope + half)

    def at(self, place: float) -> Interval:
        """The height of the line with its 95 % interval."""
        value, half = self.height(place), self._reach() * self.error(place)
        return Interval(value, value - half, value + half)

    def height(self, place: float) -> float:
        """The value that units have there on average."""
        return self.intercept + self.slope * place

    def error(self, place: float) -> float:
        """The standard error of the height."""
        row = np.array([1.0, place])
        return float(np.sqrt(row @ self.covariance @ row))

    def _reach(self) -> float:
        return float(scipy.special.stdtrit(self.freedom, 0.975))


def meta_line(values: Floats, variances: Floats, places: Floats) -> Line | None:
    """The line through units at their places. None of fewer than three units, or all at one place."""
    freedom = len(values) - 2
    if freedom < 1 or np.ptp(places) <= 0:
        return None
    rows = np.column_stack([np.ones(len(places)), places])
    between = _between(values, variances, rows)
    weights = 1 / (variances + between)
    bread = np.linalg.inv(rows.T @ (rows * weights[:, None]))
    fitted = bread @ (rows.T @ (weights * values))
    scatter = float((weights * (values - rows @ fitted) ** 2).sum()) / freedom
    # Less than chance alone would leave is luck.
    return Line(float(fitted[0]), float(fitted[1]), bread * max(scatter, 1.0), between, freedom)


def _between(values: Floats, variances: Floats, rows: Floats) -> float:
    """Of Paule and Mandel: the variance under which units scatter around the line as they should."""
    freedom = len(values) - rows.shape[1]

    def excess(variance: float) -> float:
        weights = 1 / (variances + variance)
        fitted = np.linalg.solve(rows.T @ (rows * weights[:, None]), rows.T @ (weights * values))
        return float((weights * (values - rows @ fitted) ** 2).sum()) - freedom

    most = float(((values - values.mean()) ** 2).sum()) + 1e-12
    if excess(0.0) <= 0 or excess(most) >= 0:
        return 0.0
    return float(scipy.optimize.brentq(excess, 0.0, most))
