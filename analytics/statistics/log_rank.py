"""Whether groups differ in how soon they have an event (Mantel 1966).

Statsmodels' `survdiff` knows late entry, but no counts: it wants a row per spell.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy

from analytics.statistics.common import Floats
from analytics.statistics.life_table import life_table

# Groups add up to everybody, so that one direction has no spread but for rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class LogRank:
    """statistic: chi-squared with so many degrees of freedom; None where no two groups can be compared.

    groups: one row per group with entered, observed and expected events (group, entered, observed, expected).
    """

    statistic: float | None
    degrees_of_freedom: int
    p_value: float | None
    groups: pl.DataFrame


def log_rank(counts: pl.DataFrame) -> LogRank:
    """The test from counts as `life_table` takes them: group, time, entered, events and censored."""
    totals = counts.group_by("group").agg(entered=pl.col("entered").sum()).sort("group", nulls_last=True)
    names = totals.select("group")
    at_risk, events = _matrices(counts, names)
    happens = events.sum(axis=1) > 0
    at_risk, events = at_risk[happens], events[happens]
    expected = at_risk * (events.sum(axis=1) / at_risk.sum(axis=1))[:, None]
    statistic, freedom = _statistic(at_risk, events, expected)
    p_value = None if statistic is None else float(scipy.stats.chi2.sf(statistic, freedom))
    groups = totals.with_columns(
        observed=pl.Series(events.sum(axis=0)), expected=pl.Series(expected.sum(axis=0))
    )
    return LogRank(statistic, freedom, p_value, groups)


def _matrices(counts: pl.DataFrame, names: pl.DataFrame) -> tuple[Floats, Floats]:
    """At risk and events of every group (columns) at every time (rows)."""
    grid = names.join(counts.select("time").unique(), how="cross")
    nothing = grid.with_columns(entered=pl.lit(0.0), events=pl.lit(0.0), censored=pl.lit(0.0))
    numbers = pl.col("entered", "events", "censored").cast(pl.Float64)
    columns = ["group", "time", "entered", "events", "censored"]
    everywhere = pl.concat([counts.select(columns).with_columns(numbers), nothing], how="vertical_relaxed")
    table = life_table(everywhere, ["group"])
    shape = (names.height, -1) if names.height else (0, 0)
    at_risk, events = (table[column].to_numpy().reshape(shape).T for column in ("at_risk", "events"))
    return at_risk, events


def _statistic(at_risk: Floats, events: Floats, expected: Floats) -> tuple[float | None, int]:
    """Observed minus expected against their covariance, which is hypergeometric at every time."""
    everybody, all_events = at_risk.sum(axis=1), events.sum(axis=1)
    share = at_risk / everybody[:, None]
    others = np.maximum(everybody - 1, 1)
    spread = all_events * (everybody - all_events) / others
    covariance = np.diag((spread[:, None] * share).sum(axis=0)) - (spread[:, None] * share).T @ share
    values, directions = np.linalg.eigh(covariance)
    known = values > _ROUNDING * values.max(initial=0.0)
    if not known.any():
        return None, 0
    difference = (events - expected).sum(axis=0) @ directions[:, known]
    return float((difference**2 / values[known]).sum()), int(known.sum())
