"""Regressions on many rows with few columns, by the normal equations.

Statsmodels decomposes all rows anew in each step, which takes ten times as long on cells of covariates; the
coefficients are the same.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats

_ITERATIONS = 50
_CLOSE = 1e-9
# A column is a sum of others when less than this part of the largest is its own.
_OWN_PART = 1e-10


def regress(means: Floats, rows: Floats, counts: Floats, is_share: bool) -> Callable[[Floats], Floats]:
    """What a regression expects at other rows: logistic for shares from 0 to 1, else least squares.

    means: the mean outcome of each row, which stands for `counts` units. Columns that are sums of others are
    left out.
    """
    sizes = np.sqrt(_products(rows, counts).diagonal())
    scales = np.where(sizes > 0, sizes, 1.0)
    own = independent_columns(rows / scales, counts)
    kept = rows[:, own] / scales[own]
    if is_share:
        parameters = logistic(means, kept, counts) / scales[own]
        return lambda at: np.asarray(scipy.special.expit(at[:, own] @ parameters))
    parameters = _solve(_products(kept, counts), kept.T @ (counts * means)) / scales[own]
    return lambda at: np.asarray(at[:, own] @ parameters)


def logistic(means: Floats, rows: Floats, counts: Floats, start: Floats | None = None) -> Floats:
    """The coefficients of a logistic regression, by Newton's steps from no effect or `start`."""
    parameters = np.zeros(rows.shape[1]) if start is None else start
    for _ in range(_ITERATIONS):
        expected = scipy.special.expit(rows @ parameters)
        score = rows.T @ (counts * (means - expected))
        step = _solve(_products(rows, counts * expected * (1 - expected)), score)
        parameters = parameters + step
        if np.abs(step).max() < _CLOSE:
            break
    return parameters


def _products(rows: Floats, weights: Floats) -> Floats:
    return np.asarray(rows.T @ (rows * weights[:, None]))


def _solve(products: Floats, right: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(products, right, rcond=None)[0])


def independent_columns(rows: Floats, counts: Floats) -> npt.NDArray[np.intp]:
    """The columns, in their order, that are no sums of others; larger ones are kept rather than smaller."""
    triangle, order = scipy.linalg.qr(_products(rows, counts), mode="r", pivoting=True)
    sizes = np.abs(np.diag(triangle))
    return np.sort(order[: len(sizes)][sizes > _OWN_PART * sizes[0]])
