"""Adjusting probabilities for many looks (Holm 1979, Scandinavian Journal of Statistics 6)."""

import numpy as np
import numpy.typing as npt

from analytics.statistics.common import Floats
from warehouse.pandas_on_demand import admit_pandas


def holm(probabilities: npt.ArrayLike) -> Floats:
    """Each probability as large as it has to be so that one false alarm among all is as rare as it says."""
    p = np.asarray(probabilities, dtype=np.float64)
    if not p.size:
        return p
    # Statsmodels takes seconds to import; only those who adjust wait for it.
    admit_pandas()
    from statsmodels.stats.multitest import multipletests

    return np.asarray(multipletests(p, method="holm")[1])
