"""What units' values go with where they differ by more than their own chance: random-effects regression.

Each unit weighs 1 / (its variance + the variance between units that the columns leave); errors are those of
Knapp and Hartung, which hold for few units.

Sources: Paule and Mandel (1982), Journal of Research of the National Bureau of Standards 87; Knapp and
Hartung (2003), Improved tests for a random effects meta-regression with a single covariate, Statistics in
Medicine 22.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from analytics.statistics.common import Floats, Interval


@dataclass(frozen=True)
class Fit:
    """Coefficients of the columns with their covariance; between: the variance of units around what is
    fitted; freedom: Student's degrees of freedom.
    """

    coefficients: Floats
    covariance: Floats
    between: float
    freedom: int

    def of(self, row: Floats) -> Interval:
        """The value that units with these columns have on average, with its 95 % interval."""
        value, half = float(row @ self.coefficients), self.reach() * self.error(row)
        return Interval(value, value - half, value + half)

    def error(self, row: Floats) -> float:
        """The standard error of that value."""
        return float(np.sqrt(row @ self.covariance @ row))

    def reach(self) -> float:
        """So many standard errors to each side hold 95 %."""
        return float(scipy.special.stdtrit(self.freedom, 0.975))

    def p(self, value: float, error: float) -> float:
        """How often chance alone brings a difference this far from nothing."""
        return 2 * float(scipy.special.stdtr(self.freedom, -abs(value) / error))


def meta_regression(values: Floats, variances: Floats, rows: Floats) -> Fit | None:
    """The columns' coefficients, from a row per unit. None where there are no more units than columns, or
    columns that are sums of others.
    """
    freedom = len(values) - rows.shape[1]
    if freedom < 1 or np.linalg.matrix_rank(rows) < rows.shape[1]:
        return None
    between = _between(values, variances, rows)
    weights = 1 / (variances + between)
    bread = np.linalg.inv(rows.T @ (rows * weights[:, None]))
    fitted = bread @ (rows.T @ (weights * values))
    scatter = float((weights * (values - rows @ fitted) ** 2).sum()) / freedom
    # Less than chance alone would leave is luck.
    return Fit(fitted, bread * max(scatter, 1.0), between, freedom)


def meta_line(values: Floats, variances: Floats, places: Floats) -> Fit | None:
    """The line through units at their places: intercept and slope."""
    return meta_regression(values, variances, np.column_stack([np.ones(len(places)), places]))


def _between(values: Floats, variances: Floats, rows: Floats) -> float:
    """Of Paule and Mandel: the variance under which units scatter around what is fitted as they should."""
    freedom = len(values) - rows.shape[1]

    def excess(variance: float) -> float:
        weights = 1 / (variances + variance)
        fitted = np.linalg.solve(rows.T @ (rows * weights[:, None]), rows.T @ (weights * values))
        return float((weights * (values - rows @ fitted) ** 2).sum() - freedom)

    most = float(((values - values.mean()) ** 2).sum()) + 1e-12
    if excess(0.0) <= 0 or excess(most) >= 0:
        return 0.0
    return float(scipy.optimize.brentq(excess, 0.0, most))
