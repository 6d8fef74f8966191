"""Survival curves from times to an event, some of them cut short (Kaplan and Meier 1958).

Statsmodels' `SurvfuncRight` takes one group at a time, and pandas comes with it; here one pass of polars
gives the curves of all groups, from counts.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from analytics.statistics.common import Z
from analytics.statistics.life_table import as_spells, count_spells, life_table, within

# Sums of weights that are not whole differ from nothing by rounding.
_NOTHING_LEFT = 1e-9


class Figure(NamedTuple):
    """A figure and its 95 % interval; None where the curve does not reach that far."""

    value: float | None
    low: float | None
    high: float | None


def kaplan_meier(
    durations: npt.ArrayLike,
    events: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    entry: npt.ArrayLike | None = None,
) -> pl.DataFrame:
    """The share that has not had the event by each time, from one row per spell.

    durations: when each spell ended. events: whether with the event; else it was cut short. weights: how many
    spells a row stands for, 1 unless given. entry: when each spell came under observation, on the scale of
    the durations; 0 unless given. Nothing may be missing.

    Returns the columns of `survival_curve`, one row per time at which a spell came under observation or
    ended; no spells give no rows.
    """
    return survival_curve(life_table(count_spells(as_spells(durations, events, weights, entry))))


def survival_curve(table: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """The Kaplan-Meier curve of each combination of `by` in a life table (time, at_risk, events).

    Returns by, time, at_risk, events, survival (0-1, just after the time), std_error (Greenwood 1926) and low
    and high, the 95 % interval symmetric on the scale of log(-log survival) (Kalbfleisch and Prentice 1980).
    At 1 and at 0 that interval has no width and says nothing.
    """
    at_risk, events = pl.col("at_risk"), pl.col("events")
    remaining = at_risk - events
    has_remaining = remaining > _NOTHING_LEFT * at_risk
    factor = pl.when(at_risk <= 0).then(1.0).when(has_remaining).then(remaining / at_risk).otherwise(0.0)
    term = pl.when(has_remaining).then(events / (at_risk * remaining)).otherwise(0.0)
    curve = table.with_columns(
        survival=within(factor.cum_prod(), by), spread=within(term.cum_sum(), by).sqrt()
    )
    survival, spread = pl.col("survival"), pl.col("spread")
    is_inside = (survival > 0) & (survival < 1)
    stretch = (Z * spread / survival.log().abs()).exp()
    return curve.with_columns(
        std_error=survival * spread,
        low=pl.when(is_inside).then(survival**stretch).otherwise(survival),
        high=pl.when(is_inside).then(survival ** (1 / stretch)).otherwise(survival),
    ).select(*by, "time", "at_risk", "events", "survival", "std_error", "low", "high")


def survival_at(curve: pl.DataFrame, times: Sequence[float]) -> pl.DataFrame:
    """The curve read at times: time, at_risk (just before), survival, std_error, low and high.

    Before the first time of the curve all survive. After its last, nobody was watched any more: null, unless
    nobody was left.
    """
    if curve.is_empty():
        empty = dict.fromkeys(("at_risk", "survival", "std_error", "low", "high"), pl.lit(None, pl.Float64))
        return pl.DataFrame({"time": times}, {"time": pl.Float64}).with_columns(**empty)
    asked = np.asarray(times, dtype=float)
    known = curve["time"].to_numpy()
    step = np.searchsorted(known, asked, side="right") - 1
    ends_at_zero = curve["survival"][-1] == 0
    is_known = (asked <= known[-1]) | ends_at_zero
    read = {
        name: np.where(step < 0, start, curve[name].to_numpy()[np.maximum(step, 0)])
        for name, start in (("survival", 1.0), ("std_error", 0.0), ("low", 1.0), ("high", 1.0))
    }
    at_risk = np.append(curve["at_risk"].to_numpy(), 0.0)[np.searchsorted(known, asked, side="left")]
    frame = pl.DataFrame({"time": asked, "at_risk": at_risk, **read})
    return frame.with_columns(
        pl.when(pl.Series(is_known)).then(pl.col("survival", "std_error", "low", "high"))
    )


def quantile(curve: pl.DataFrame, share: float) -> Figure:
    """The first time by which at least `share` had the event (interval: Brookmeyer and Crowley 1982)."""
    return Figure(*(_first_time(curve, end, 1 - share) for end in ("survival", "low", "high")))


def median(curve: pl.DataFrame) -> Figure:
    """The first time by which half had the event."""
    return quantile(curve, 0.5)


def _first_time(curve: pl.DataFrame, column: str, level: float) -> float | None:
    # A level that is met exactly may lie a rounding error above it.
    reached = curve.filter(pl.col(column) <= level + 1e-12)
    return float(reached["time"][0]) if reached.height else None
