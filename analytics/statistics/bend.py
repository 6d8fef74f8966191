"""Where a line through figures bends: flat on one side, steep on the other.

A line with a bend at an unknown place is fitted to figures with known errors by trying all places. Sources:
Hinkley (1971), Inference in two-phase regression, Journal of the American Statistical Association 66; the
interval of the place: Hansen (2017), Regression kink with an unknown threshold, Journal of Business and
Economic Statistics 35; slopes on both sides are told with that place unknown.
"""

from dataclasses import dataclass

import numpy as np

from analytics.statistics.common import Floats, Interval, Z

# A line and its bend take three figures; with a fourth there is something to judge it by.
_FEWEST = 4
# Places tried between two neighbouring figures.
_BETWEEN = 10
# Of the chi-squared distribution with one degree of freedom, below which 95 % lie.
_RATIO_LIMIT = Z**2
# Draws that tell how far chance alone bends a line; the seed makes an answer the same each time.
_DRAWS, _SEED = 5_000, 1


@dataclass(frozen=True)
class Bend:
    """The likeliest bend: its place, the slopes before and behind it, each with a 95 % interval.

    p_value: how often chance alone would bend a straight line as much at any place.
    """

    place: Interval
    before: Interval
    behind: Interval
    p_value: float


def likeliest_bend(places: Floats, values: Floats, errors: Floats) -> Bend | None:
    """The likeliest bend of the line through figures that are independent, from left to right.

    errors: their standard errors, which must be above 0. None for fewer than four figures.
    """
    if len(places) < _FEWEST:
        return None
    tried = _tried(places)
    straight = np.linalg.qr(np.column_stack([np.ones_like(places), places]) / errors[:, None])[0]
    beyond = np.maximum(places[:, None] - tried, 0) / errors[:, None]
    directions = beyond - straight @ (straight.T @ beyond)
    directions = directions / np.sqrt((directions**2).sum(axis=0))
    gains = (directions.T @ (values / errors)) ** 2
    best = int(gains.argmax())
    chance = np.random.default_rng(_SEED).standard_normal((_DRAWS, len(places)))
    p_value = float((((chance @ directions) ** 2).max(axis=1) >= gains[best]).mean())
    likely = tried[gains >= gains[best] - _RATIO_LIMIT]
    slopes = [_slopes(places, values, errors, place) for place in likely]
    before, behind = (
        _around(_slopes(places, values, errors, tried[best])[n], [s[n] for s in slopes]) for n in (0, 1)
    )
    place = Interval(float(tried[best]), float(likely.min()), float(likely.max()))
    return Bend(place, before, behind, p_value)


def _tried(places: Floats) -> Floats:
    """From the second to the last but one, so that either side has a slope of its own."""
    inside = places[1:-1]
    parts = np.linspace(inside[:-1], inside[1:], _BETWEEN, endpoint=False).T.ravel()
    return np.append(parts, inside[-1])


def _slopes(places: Floats, values: Floats, errors: Floats, bend: float) -> tuple[Interval, Interval]:
    rows = np.column_stack([np.ones_like(places), np.minimum(places - bend, 0), np.maximum(places - bend, 0)])
    covariance = np.linalg.inv(rows.T @ (rows / errors[:, None] ** 2))
    found = covariance @ rows.T @ (values / errors**2)
    reach = Z * np.sqrt(np.diag(covariance))
    before, behind = (
        Interval(float(found[n]), float(found[n] - reach[n]), float(found[n] + reach[n])) for n in (1, 2)
    )
    return before, behind


def _around(likeliest: Interval, others: list[Interval]) -> Interval:
    """As wide as the slopes at all places that the bend may have."""
    return Interval(likeliest.value, min(o.low for o in others), max(o.high for o in others))
