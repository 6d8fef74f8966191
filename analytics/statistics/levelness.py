"""How evenly two sides arrive over the hours of the day, with intervals from a bootstrap over days."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from analytics.statistics.common import Floats, Interval

# The ends of a 95 % interval are then right within about a tenth of its width.
REPLICATES = 1000
_ENDS = (0.025, 0.975)
_SEED = 1


@dataclass(frozen=True)
class Levelness:
    """Both sides at the mix of strata of the booked.

    booked, walk_in: the coefficient of variation of arrivals over hours, without the part that counting
    alone brings. ratio: of the two; below 1 bookings come more evenly. booked_peak, walk_in_peak: the busiest
    hour as a multiple of the mean. profile: hour, booked, walk_in (shares of the day's arrivals, 0-1). days,
    n_booked, n_walk_in: what it rests on. Intervals are percentiles of a bootstrap of whole days (Efron and
    Tibshirani 1993).
    """

    booked: Interval
    walk_in: Interval
    ratio: Interval
    booked_peak: Interval
    walk_in_peak: Interval
    profile: pl.DataFrame
    days: int
    n_booked: int
    n_walk_in: int


def levelness(arrivals: pl.DataFrame, by: Sequence[str]) -> Levelness:
    """arrivals: day, by (strata, each with both sides), hour, is_booked, arrivals; a missing row is none."""
    hours = arrivals["hour"].unique().sort().to_list()
    booked, walk_in = (_cube(arrivals, by, hours, is_booked=side) for side in (True, False))
    days = booked.shape[0]
    once = np.ones((1, days))
    # Each replicate is a number of times that each day is drawn.
    drawn = np.random.default_rng(_SEED).multinomial(days, np.full(days, 1 / days), REPLICATES).astype(float)
    (found,), replicates = _figures(once, booked, walk_in, 1), _figures(drawn, booked, walk_in, 2)
    low, high = np.nanquantile(replicates, _ENDS, axis=0)
    shares = [profile[0] / profile[0].sum() for profile in _profiles(once, booked, walk_in)[:2]]
    of_booked, of_walk_in, ratio, peak, other_peak = (
        Interval(float(value), float(least), float(most))
        for value, least, most in zip(found, low, high, strict=True)
    )
    return Levelness(
        of_booked,
        of_walk_in,
        ratio,
        peak,
        other_peak,
        pl.DataFrame({"hour": hours, "booked": shares[0], "walk_in": shares[1]}),
        days,
        int(booked.sum()),
        int(walk_in.sum()),
    )


def _cube(arrivals: pl.DataFrame, by: Sequence[str], hours: Sequence[str], *, is_booked: bool) -> Floats:
    """Arrivals by day, stratum and hour."""
    days = arrivals.select("day").unique().sort("day")
    strata = arrivals.select(by).unique().sort(by)
    whole = days.join(strata, how="cross").join(pl.DataFrame({"hour": hours}), how="cross")
    side = arrivals.filter(pl.col("is_booked") == is_booked).select("day", *by, "hour", "arrivals")
    filled = whole.join(side, on=["day", *by, "hour"], how="left", nulls_equal=True, maintain_order="left")
    numbers = filled["arrivals"].fill_null(0).to_numpy().astype(np.float64)
    return numbers.reshape(days.height, strata.height, len(hours))


def _profiles(times: Floats, booked: Floats, walk_in: Floats) -> tuple[Floats, Floats, Floats]:
    """Arrivals by hour of both sides in each replicate, and of how many equal ones the second is worth."""
    of_booked, of_walk_in = (np.tensordot(times, side, axes=(1, 0)) for side in (booked, walk_in))
    each = of_walk_in.sum(axis=2, keepdims=True)
    weights = np.divide(of_booked.sum(axis=2, keepdims=True), each, out=np.zeros_like(each), where=each > 0)
    weighted = (weights * of_walk_in).sum(axis=1)
    worth = weighted.sum(axis=1) ** 2 / (weights**2 * of_walk_in).sum(axis=(1, 2))
    return of_booked.sum(axis=1), weighted, worth


def _figures(times: Floats, booked: Floats, walk_in: Floats, noise: int) -> Floats:
    """Rows of booked, walk_in, ratio, booked_peak, walk_in_peak.

    noise: how many times counting was done: a replicate counts what was counted before.
    """
    of_booked, of_walk_in, worth = _profiles(times, booked, walk_in)
    sizes = (of_booked.sum(axis=1), worth)
    variations = [
        _variation(side, size, noise) for side, size in zip((of_booked, of_walk_in), sizes, strict=True)
    ]
    peaks = [side.max(axis=1) / side.mean(axis=1) for side in (of_booked, of_walk_in)]
    ratio = np.divide(
        variations[0], variations[1], out=np.full_like(variations[0], np.nan), where=variations[1] > 0
    )
    return np.stack([*variations, ratio, *peaks], axis=1)


def _variation(profile: Floats, size: Floats, noise: int) -> Floats:
    """Standard deviation over hours per mean, less what as many arrivals would show by chance."""
    hours = profile.shape[1]
    square = (profile.std(axis=1) / profile.mean(axis=1)) ** 2
    beyond: Floats = np.sqrt(np.clip(square - noise * (hours - 1) / size, 0, None))
    return beyond
