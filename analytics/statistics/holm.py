"""Adjusting probabilities for many looks (Holm 1979, Scandinavian Journal of Statistics 6).

Statsmodels has the same, and goes through all of Python's memory each time: a fifth of a second in a server.
"""

import numpy as np
import numpy.typing as npt

from analytics.statistics.common import Floats


def holm(probabilities: npt.ArrayLike) -> Floats:
    """Each probability as large as it has to be so that one false alarm among all is as rare as it says."""
    p = np.asarray(probabilities, dtype=np.float64)
    order = np.argsort(p)
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
