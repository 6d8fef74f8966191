"""What estimators share: arrays, the reach of 95 % intervals, and a figure with its interval."""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

# So many standard errors to each side hold 95 % of a normal distribution; so many hold 99.8 %. Written
# out, as what computes them takes longer to import than most answers take.
Z = 1.959963984540054
Z_998 = 3.090232306167813


class Interval(NamedTuple):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float
