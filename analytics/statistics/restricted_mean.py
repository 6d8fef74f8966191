"""The mean time until an event, as far as it lies before a horizon: the area under a survival curve."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from analytics.statistics.common import Floats, Z
from analytics.statistics.kaplan_meier import Figure

Mask: TypeAlias = npt.NDArray[np.bool_]


def restricted_mean(curve: pl.DataFrame, horizon: float) -> Figure:
    """The mean of the times until the event, each counted up to the horizon, with its 95 % interval.

    curve: time, at_risk, events and survival as `survival_curve` gives them, from time 0 on. Beyond its last
    time nobody was watched any more, and the area ends there. The variance is Greenwood's, by the area that
    lies behind each time (Irwin 1949; Klein and Moeschberger 2003, section 4.5). None without a curve.
    """
    if curve.is_empty():
        return Figure(None, None, None)
    times, survival = (curve[name].to_numpy().astype(np.float64) for name in ("time", "survival"))
    inside = times <= horizon
    if not inside.any():
        return Figure(horizon, None, None)
    starts = times[inside]
    end = horizon if times[-1] > horizon or survival[-1] <= 0 else times[-1]
    areas = survival[inside] * np.diff(starts, append=max(end, starts[-1]))
    mean = float(starts[0] + areas.sum())
    behind = areas[::-1].cumsum()[::-1]
    error = float(np.sqrt(_variance(curve, inside, behind)))
    return Figure(mean, max(mean - Z * error, 0.0), mean + Z * error)


def _variance(curve: pl.DataFrame, inside: Mask, behind: Floats) -> float:
    at_risk, events = (curve[name].to_numpy().astype(np.float64)[inside] for name in ("at_risk", "events"))
    remaining = at_risk - events
    # Where nobody remains no area lies behind either.
    counts = (events > 0) & (remaining > 0)
    terms = behind[counts] ** 2 * events[counts] / (at_risk[counts] * remaining[counts])
    return float(terms.sum())
