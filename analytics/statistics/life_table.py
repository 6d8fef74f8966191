"""How many were at risk of an event at each time, and how many had it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl


def life_table(counts: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """At risk, with the event and cut short at each time, for each combination of the columns `by`.

    `counts` holds by, time, entered, events and censored; times may repeat. Whoever enters at a time is at
    risk after it, at the first time already at it; whoever is cut short at a time is still at risk at it.

    Returns by, time, at_risk, events and censored (Float64), sorted by time within the combination.
    """
    sums = (
        counts.group_by(*by, "time")
        .agg(pl.col("entered", "events", "censored").cast(pl.Float64).sum())
        .sort(*by, "time", nulls_last=True)
    )
    gone = pl.col("events") + pl.col("censored")
    is_first = pl.col("time") == within(pl.col("time").min(), by)
    just_entered = pl.when(is_first).then(0.0).otherwise(pl.col("entered"))
    inside = within(pl.col("entered").cum_sum(), by) - within(gone.cum_sum(), by)
    at_risk = (inside + gone - just_entered).clip(lower_bound=0)
    return sums.with_columns(at_risk=at_risk).select(*by, "time", "at_risk", "events", "censored")


def count_spells(spells: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """The counts that `life_table` takes, from spells: by, entry, duration, has_event and weight.

    A spell that ends when it begins is left out, unless that is the first time of all.
    """
    begins, ends, size = pl.col("entry"), pl.col("duration"), pl.col("weight")
    has_event = pl.col("has_event")
    seen = spells.filter((begins < ends) | (ends == begins.min()))
    nothing = pl.lit(0.0)
    entering = seen.select(*by, time=begins.cast(pl.Float64), entered=size, events=nothing, censored=nothing)
    leaving = seen.select(
        *by,
        time=ends.cast(pl.Float64),
        entered=nothing,
        events=pl.when(has_event).then(size).otherwise(0.0),
        censored=pl.when(has_event).then(0.0).otherwise(size),
    )
    return pl.concat([entering, leaving], how="vertical_relaxed")


def as_spells(
    durations: npt.ArrayLike,
    events: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    entry: npt.ArrayLike | None = None,
) -> pl.DataFrame:
    """Arrays as the spells that `count_spells` takes.

    durations: when each spell ended, on the same scale as `entry`, when it came under observation (0 unless
    given, or the least duration if that is below). events: whether it ended with the event. weights: how many
    spells a row stands for.
    """
    ends = np.asarray(durations, dtype=float)
    earliest = min(0.0, ends.min(initial=0.0))
    return pl.DataFrame(
        {
            "entry": np.full_like(ends, earliest) if entry is None else np.asarray(entry, dtype=float),
            "duration": ends,
            "has_event": np.asarray(events).astype(bool),
            "weight": np.ones_like(ends) if weights is None else np.asarray(weights, dtype=float),
        }
    )


def within(expression: pl.Expr, by: Sequence[str]) -> pl.Expr:
    """The expression over each combination of the columns, or over all rows if there are none."""
    return expression.over(by) if by else expression
