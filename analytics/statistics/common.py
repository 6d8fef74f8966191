"""What estimators share: arrays, the reach of 95 % intervals, and a figure with its interval."""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

Floats: TypeAlias = npt.NDArray[np.float64]

# So many standard errors to each side hold 95 % of a normal distribution; so many hold 99.8 %.
Z = float(special.ndtri(0.975))
Z_998 = float(special.ndtri(0.999))


class Interval(NamedTuple):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float
