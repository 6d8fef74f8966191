"""How well predicted probabilities tell events from the rest, on cells of persons alike in both.

Scikit-learn takes weights, but knows no interval of the area under the curve.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
import scipy

from analytics.statistics.common import Floats, Interval, Z
from analytics.statistics.hazard import RiskCells, fit_hazard

_EPSILON = float(np.finfo(np.float64).eps)
_UNKNOWN = Interval(float("nan"), float("nan"), float("nan"))


class Calibration(NamedTuple):
    """The line log-odds of events = intercept + slope · log-odds predicted, and observed / expected events.

    A slope under 1 says that predictions are too extreme.
    """

    intercept: Interval
    slope: Interval
    observed_to_expected: Interval


def auc(probability: Floats, events: Floats, persons: Floats) -> Interval:
    """The chance that a person with the event was given the higher probability, ties counted half.

    Interval after DeLong, DeLong and Clarke-Pearson (1988), on the logit scale. NaN without both kinds.
    """
    ranks, place = np.unique(probability, return_inverse=True)
    with_event: Floats = np.bincount(place, events, len(ranks)).astype(np.float64)
    without: Floats = np.bincount(place, persons - events, len(ranks)).astype(np.float64)
    total, others = with_event.sum(), without.sum()
    if total == 0 or others == 0:
        return _UNKNOWN
    beaten = (np.cumsum(without) - without / 2) / others
    beating = 1 - (np.cumsum(with_event) - with_event / 2) / total
    value = float(with_event @ beaten / total)
    variance = _variance(beaten, with_event, value) + _variance(beating, without, value)
    return _on_logit_scale(value, variance)


def brier(probability: Floats, events: Floats, persons: Floats) -> float:
    """The mean squared distance of probability and event (Brier 1950)."""
    squares = events * (1 - probability) ** 2 + (persons - events) * probability**2
    return float(squares.sum() / persons.sum())


def log_loss(probability: Floats, events: Floats, persons: Floats) -> float:
    """The mean of -log(probability given to what happened)."""
    kept = np.clip(probability, _EPSILON, 1 - _EPSILON)
    logs = events * np.log(kept) + (persons - events) * np.log1p(-kept)
    return float(-logs.sum() / persons.sum())


def calibration(probability: Floats, events: Floats, persons: Floats, cluster: pl.Series) -> Calibration:
    """The calibration line with intervals robust to clusters (Cox 1958); NaN where it cannot be drawn."""
    expected, observed = float(probability @ persons), float(events.sum())
    ratio = _poisson_ratio(observed, expected)
    if len(np.unique(probability)) < 2 or observed in (0, persons.sum()):
        return Calibration(_UNKNOWN, _UNKNOWN, ratio)
    kept = np.clip(probability, _EPSILON, 1 - _EPSILON)
    design = np.column_stack([np.ones(len(kept)), scipy.special.logit(kept)])
    places = np.arange(len(kept))
    groups = cluster.rank("dense").to_numpy().astype(np.int64) - 1
    fitted = fit_hazard(RiskCells(design, places, groups, persons, events))
    halves = fitted.reach * fitted.standard_errors
    intercept, slope = (
        Interval(float(value), float(value - half), float(value + half))
        for value, half in zip(fitted.coefficients, halves, strict=True)
    )
    return Calibration(intercept, slope, ratio)


def by_decile(probability: Floats, events: Floats, persons: Floats) -> pl.DataFrame:
    """Persons in ten groups of equal size by probability, lowest first; persons of one cell stay together.

    Columns: decile, persons, events, expected_rate.
    """
    cells = pl.DataFrame({"probability": probability, "events": events, "persons": persons})
    middle = pl.col("persons").cum_sum() - pl.col("persons") / 2
    return (
        cells.lazy()
        .group_by("probability")
        .agg(pl.col("events", "persons").sum())
        .filter(pl.col("persons") > 0)
        .sort("probability")
        .with_columns(decile=(10 * middle / pl.col("persons").sum()).floor().clip(0, 9).cast(pl.Int64) + 1)
        .group_by("decile")
        .agg(
            pl.col("persons", "events").sum(),
            expected_rate=(pl.col("probability") * pl.col("persons")).sum() / pl.col("persons").sum(),
        )
        .sort("decile")
        .collect()
    )


def _variance(component: Floats, weight: Floats, value: float) -> float:
    """Of the mean of DeLong's components over persons of one kind."""
    total = weight.sum()
    return float(weight @ (component - value) ** 2 / max(total - 1, 1) / total)


def _on_logit_scale(value: float, variance: float) -> Interval:
    if value in (0, 1):
        return Interval(value, value, value)
    half = Z * np.sqrt(variance) / (value * (1 - value))
    low, high = scipy.special.expit([scipy.special.logit(value) - half, scipy.special.logit(value) + half])
    return Interval(value, float(low), float(high))


def _poisson_ratio(observed: float, expected: float) -> Interval:
    """Observed to expected events, with the exact interval of the observed (Garwood 1936)."""
    low = scipy.special.gammaincinv(observed, 0.025) if observed > 0 else 0.0
    high = scipy.special.gammaincinv(observed + 1, 0.975)
    return Interval(observed / expected, float(low / expected), float(high / expected))
