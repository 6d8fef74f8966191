"""When a series changed, how surely, and between which places that may have been.

The series is a weighted regression on what it usually goes with; every place is tried as the begin of a
change, at once (a step) or evenly up to the end (a drift). Sources: Quandt (1960), Tests of the hypothesis
that a linear regression system obeys two separate regimes, Journal of the American Statistical Association
55; the interval of the place: Hansen (2000), Sample splitting and threshold estimation, Econometrica 68.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats

Shape = Literal["step", "drift"]

_FEWEST_BEFORE = 4
_FEWEST_AFTER: dict[Shape, int] = {"step": 2, "drift": 3}
# Hansen's 95 % limit of the likelihood ratio of a place.
_RATIO_LIMIT = 7.35
_NOTHING = 1e-12


@dataclass(frozen=True)
class Change:
    """The likeliest change. at: its first place, from 0; earliest and latest: the 95 % interval of that.

    shift: how far the series had moved at its end. p_value: how often chance alone would give so clear a
    change at any of the places (Bonferroni over all that were tried).
    """

    at: int
    earliest: int
    latest: int
    shape: Shape
    shift: float
    p_value: float


def likeliest_change(
    values: npt.ArrayLike,
    weights: npt.ArrayLike,
    beside: npt.ArrayLike | None = None,
    least_variance: float = 0.0,
) -> Change | None:
    """The likeliest change of a series; None where it is too short or does not vary.

    weights: inverse variances up to a factor; that factor is estimated, but not under `least_variance` (1
    where the weights are the inverse of what chance alone gives). beside: a series that this one usually goes
    with, whose movements explain it away; nothing may be missing.
    """
    y, weight = (np.asarray(given, dtype=np.float64) for given in (values, weights))
    usual = [np.ones_like(y)] + ([] if beside is None else [np.asarray(beside, dtype=np.float64)])
    tried = _tried(len(y))
    freedom = len(y) - len(usual) - 1
    if not tried or freedom < 3:
        return None
    root = np.sqrt(weight)
    base, _ = np.linalg.qr(root[:, None] * np.column_stack(usual))
    rest = _without(root * y, base)
    shapes = _without(root[:, None] * np.column_stack([_course(*place, len(y)) for place in tried]), base)
    lengths = (shapes**2).sum(axis=0)
    is_new = lengths > _NOTHING * weight.sum()
    slopes = np.divide(shapes.T @ rest, lengths, out=np.zeros_like(lengths), where=is_new)
    explained = slopes**2 * lengths
    best = int(explained.argmax())
    unexplained = float(rest @ rest)
    if unexplained <= _NOTHING * float((weight * y**2).sum()):
        return None
    # A change that leaves nothing unexplained is sure, but not infinitely so.
    variance = max(least_variance, (unexplained - explained[best]) / freedom, _NOTHING * unexplained)
    return _change(tried, explained / variance, best, float(slopes[best]), freedom)


def _change(tried: list[tuple[int, Shape]], ratios: Floats, best: int, shift: float, freedom: int) -> Change:
    at, shape = tried[best]
    near = [
        place
        for (place, kind), ratio in zip(tried, ratios, strict=True)
        if kind == shape and ratios[best] - ratio <= _RATIO_LIMIT
    ]
    p_value = min(1.0, len(tried) * 2 * float(scipy.stats.t.sf(np.sqrt(ratios[best]), freedom)))
    return Change(at, min(near), max(near), shape, shift, p_value)


def _tried(length: int) -> list[tuple[int, Shape]]:
    return [
        (at, shape)
        for shape, after in _FEWEST_AFTER.items()
        for at in range(_FEWEST_BEFORE, length - after + 1)
    ]


def _course(at: int, shape: Shape, length: int) -> Floats:
    """0 up to the change; then 1, or evenly up to 1 at the end."""
    since = np.arange(length, dtype=np.float64) - at + 1
    return (since > 0).astype(np.float64) if shape == "step" else since.clip(min=0) / (length - at)


def _without(series: Floats, base: Floats) -> Floats:
    """What is left of the series when the base has explained what it can."""
    return np.asarray(series - base @ (base.T @ series))
