"""A difference of shares between two groups at equal strata, from counts that may be small."""

import numpy as np

from analytics.statistics.common import Floats, Interval, Z


def stratified_share_difference(
    exposed: Floats, exposed_events: Floats, others: Floats, other_events: Floats
) -> Interval | None:
    """The share of the exposed less that of the others, by Mantel and Haenszel's weights.

    Arrays with one entry per stratum: how many there are of each side, and of how many it holds. The variance
    is the one under which the two do not differ (Cochran 1954; Mantel and Haenszel 1959), as a side on which
    it holds of all, or of none, would else have none. None where no stratum has both sides.
    """
    both = (exposed > 0) & (others > 0)
    if not both.any():
        return None
    n1, n0, a, b = (side[both] for side in (exposed, others, exposed_events, other_events))
    whole, events = n1 + n0, a + b
    weights = n1 * n0 / whole
    value = float((weights * (a / n1 - b / n0)).sum() / weights.sum())
    spread = n1 * n0 * events * (whole - events) / (whole**2 * (whole - 1))
    half = Z * float(np.sqrt(spread.sum()) / weights.sum())
    return Interval(value, max(-1.0, value - half), min(1.0, value + half))
