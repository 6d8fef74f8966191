"""Weighted least squares on cells of alike units, with errors that do not take their spread as the same.

Standard errors are the sandwich's with residuals divided by 1 - leverage (HC2: MacKinnon and White 1985,
Journal of Econometrics 29), which is unbiased where the spread is the same after all. The outcome may be 0 or
1: then coefficients are differences of shares. Statsmodels has the same row by row, and takes seconds to
import.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from analytics.statistics.common import Floats

# A direction of the design is taken as empty when it holds less than this part of the largest.
_EMPTY = 1e-10
# A contrast further than this from what the design can tell is not told.
_UNTELLABLE = 1e-6


@dataclass(frozen=True)
class Contrasts:
    """Sums of coefficients with their standard errors; nan where the design cannot tell them.

    freedom: Student's degrees of freedom, units less columns that are no sums of others.
    """

    values: Floats
    errors: Floats
    freedom: float

    def reach(self, looks: int = 1) -> float:
        """How many standard errors to each side hold so many contrasts together with 95 % (Bonferroni)."""
        return float(scipy.special.stdtrit(self.freedom, 1 - 0.025 / looks)) if self.freedom > 0 else np.inf


def contrasts(
    values: Floats,
    rows: Floats,
    counts: Floats,
    weights: Floats,
    wanted: Floats,
    *,
    are_shares: bool = False,
) -> Contrasts:
    """Fit the outcome on the columns, and tell the wanted sums of coefficients, one a row.

    values: the outcome of each row of the design, which stands for `counts` units that weigh `weights` each.
    Columns may be sums of others. are_shares: whether outcomes are 0 or 1. Where few of a group are 1 their
    own residuals say too little of how much they vary, so no error is smaller than by the spread of all then.
    """
    scales = np.sqrt((rows**2).sum(axis=0))
    scales = np.where(scales > 0, scales, 1.0)
    design, asked = rows / scales, wanted / scales
    products = design.T @ (design * (counts * weights)[:, None])
    inverse = np.linalg.pinv(products, rcond=_EMPTY, hermitian=True)
    fitted = inverse @ (design.T @ (counts * weights * values))
    half = design @ inverse
    leverage = weights * np.einsum("ij,ij->i", half, design)
    left = np.maximum(1 - leverage, 0.0)
    # A unit that alone decides a coefficient leaves no residual to judge it by.
    squares = np.divide((values - design @ fitted) ** 2, left, out=np.zeros_like(values), where=left > _EMPTY)
    spread = half.T @ (half * (counts * weights**2 * squares)[:, None])
    told = np.abs(asked @ inverse @ products - asked).max(axis=1) < _UNTELLABLE
    errors = np.sqrt(np.einsum("ij,jk,ik->i", asked, spread, asked))
    freedom = float(counts.sum() - np.linalg.matrix_rank(products, tol=_EMPTY, hermitian=True))
    if are_shares and freedom > 0:
        common = float((counts * weights * (values - design @ fitted) ** 2).sum()) / freedom
        errors = np.maximum(errors, np.sqrt(common * np.einsum("ij,jk,ik->i", asked, inverse, asked)))
    return Contrasts(np.where(told, asked @ fitted, np.nan), np.where(told, errors, np.nan), freedom)
