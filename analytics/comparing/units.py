"""Units of one kind beside each other, from the sums of what their records are worth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.measures.measure import Measure
from analytics.statistics.common import Z_998, Floats, Z
from analytics.statistics.funnel import binomial_limits, over_dispersion, trimmed
from analytics.statistics.ranking import ranks
from analytics.statistics.shrinkage import Shrunk, shrink_means, shrink_shares

_TAIL_998 = 0.001
# Two have no middle.
_FEWEST_FOR_MIDDLE = 3
# With fewer there is no telling whether units differ more than chance, or one of them stands out.
_FEWEST_FOR_SPREAD = 5
_SCALES: Mapping[str, tuple[float, float]] = {
    "share": (0, 1),
    "points": (-100, 100),
    "seconds": (0, np.inf),
    "money": (0, np.inf),
}
_NO_SCALE = (-np.inf, np.inf)


@dataclass(frozen=True)
class Units:
    """Per unit: the sum of what its records are worth, the sum of its squares, how many they are (over 0), of
    those that weigh differently as many as say as much.
    """

    totals: Floats
    squares: Floats
    sizes: Floats

    @property
    def values(self) -> Floats:
        """The mean worth of a record."""
        return self.totals / self.sizes

    def __len__(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True)
class Usual:
    """What units of a kind are held against.

    expected: their usual figure. doubt: its standard error where it comes from part of the units. spread: the
    standard deviation of one record. phi and tau: how much more units differ than chance, see
    `analytics.statistics.funnel`.
    """

    expected: float
    doubt: float
    spread: float
    phi: float = 1.0
    tau: float = 0.0

    def errors(self, sizes: Floats) -> Floats:
        """How far units of these sizes lie from the usual figure by chance alone."""
        return np.sqrt(self.spread**2 / sizes + self.doubt**2)


def usual(units: Units, measure: Measure) -> Usual:
    """The usual figure of the kind, and how far units differ from it.

    One unit that stands out must not move what the others are held against: of three and more, those at both
    ends are left out.
    """
    kept = np.ones(len(units), dtype=np.bool_)
    if len(units) >= _FEWEST_FOR_MIDDLE:
        kept = trimmed((units.values - np.median(units.values)) * np.sqrt(units.sizes))
    size = units.sizes[kept].sum()
    expected = float(units.totals[kept].sum() / size)
    spread = _spread(units, measure, expected)
    chance = Usual(expected, 0.0 if kept.all() else float(spread / np.sqrt(size)), spread)
    if spread == 0 or len(units) < _FEWEST_FOR_SPREAD:
        return chance
    errors = chance.errors(units.sizes)
    phi, tau_squared, _ = over_dispersion((units.values - expected) / errors, errors)
    return replace(chance, phi=phi, tau=float(np.sqrt(tau_squared)))


def limits(measure: Measure, sizes: Floats, against: Usual) -> dict[str, Floats]:
    """For units of these sizes: low_95 … high_998; chance_low_998 and chance_high_998 are without tau."""
    errors = against.errors(sizes)
    wide = np.sqrt(errors**2 + against.tau**2)
    if measure.kind == "share":
        chance = binomial_limits(against.expected, sizes, _TAIL_998)
    else:
        chance = _around(against.expected, Z_998 * errors)
    low_95, high_95 = _around(against.expected, Z * wide)
    low_998, high_998 = _around(against.expected, Z_998 * wide)
    found = {
        "low_95": low_95,
        "high_95": high_95,
        # The exact limits of small units are not symmetric, and what is inside them is chance.
        "low_998": np.minimum(low_998, chance[0]),
        "high_998": np.maximum(high_998, chance[1]),
        "chance_low_998": chance[0],
        "chance_high_998": chance[1],
    }
    return {name: _on_scale(limit, measure) for name, limit in found.items()}


def shrunk_ranks(units: Units, measure: Measure, spread: float) -> dict[str, npt.NDArray[np.generic]]:
    """shrunk with shrunk_low and shrunk_high, and rank with rank_low and rank_high; 1 is best."""
    shrunk = _drawn_together(units, measure, spread)
    placed = ranks(shrunk.value, shrunk.spread, is_highest_first=measure.direction != "lower")
    return {
        "shrunk": shrunk.value,
        "shrunk_low": _on_scale(shrunk.low, measure),
        "shrunk_high": _on_scale(shrunk.high, measure),
        "rank": placed.value,
        "rank_low": placed.low,
        "rank_high": placed.high,
    }


def _spread(units: Units, measure: Measure, expected: float) -> float:
    """The standard deviation of one record around its unit's own figure; of a share around the usual one."""
    if measure.kind == "share":
        return float(np.sqrt(max(0.0, expected * (1 - expected))))
    freedom = units.sizes.sum() - len(units)
    within = (units.squares - units.totals**2 / units.sizes).sum()
    return float(np.sqrt(max(0.0, within) / freedom)) if freedom > 0 else 0.0


def _drawn_together(units: Units, measure: Measure, spread: float) -> Shrunk:
    if measure.kind == "share":
        return shrink_shares(units.totals, units.sizes)
    if spread == 0:
        return Shrunk(units.values, units.values, units.values, np.zeros(len(units)))
    return shrink_means(units.values, spread / np.sqrt(units.sizes))


def _around(centre: float, half: Floats) -> tuple[Floats, Floats]:
    return centre - half, centre + half


def _on_scale(limit: Floats, measure: Measure) -> Floats:
    return np.clip(limit, *_SCALES.get(measure.unit, _NO_SCALE))
