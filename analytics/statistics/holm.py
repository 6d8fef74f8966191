"""Adjusting probabilities for many looks (Holm 1979, Scandinavian Journal of Statistics 6)."""

import numpy as np
import numpy.typing as npt


def holm(probabilities: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Each probability as large as it has to be so that one false alarm among all is as rare as it says."""
    p = np.asarray(probabilities, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    adjusted = np.empty_like(p)
    adjusted[order] = np.maximum.accumulate(p[order] * (len(p) - np.arange(len(p)))).clip(max=1)
    return adjusted
