"""What happened to one series after a day, beside what happened to others: difference-in-differences.

On a balanced panel this is the coefficient of two-way fixed effects (a level per unit, a level per step).
Errors clustered by unit, which usually stand beside it, are far too small where one unit was treated
(Conley and Taber 2011, Review of Economics and Statistics 93; MacKinnon and Webb 2017, Journal of Applied
Econometrics 32): there is one cluster to learn from. What can be learned from is time. The gap between the
treated and their control has one value a step, and its ups and downs, whatever makes them, are the error of
its means before and after; where neighbouring steps resemble each other, means of them say less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats

Flags = npt.NDArray[np.bool_]

_CONFIDENCE, _POWER = 0.95, 0.8
# Fewer steps leave no ups and downs beside the two levels.
_FEWEST_STEPS = 4
_MOST_ALIKE = 0.9
# What is called lately.
_LATE_STEPS = 4
# Smaller than what adding up numbers of size one leaves.
_NO_SPREAD = 1e-12


@dataclass(frozen=True)
class Difference:
    """A difference of two means of a series, after less before.

    low, high: its 95 % interval. p_value: of no difference. freedom: Student's degrees of freedom.
    detectable: the least true difference that would be told from none in four of five cases (Bloom 1995,
    Evaluation Review 19). alike: the correlation of neighbouring steps that was allowed for.
    """

    value: float
    low: float
    high: float
    error: float
    p_value: float
    freedom: float
    detectable: float
    alike: float

    def detectable_after(self, weights_before: Floats, weights_after: Floats, steps: int) -> float:
        """What would be detectable if as many steps had passed, each saying as much as those so far."""
        longer = np.full(steps, weights_after.mean())
        now = _mean_variance(weights_before, self.alike) + _mean_variance(weights_after, self.alike)
        then = _mean_variance(weights_before, self.alike) + _mean_variance(longer, self.alike)
        freedom = self.freedom + steps - len(weights_after)
        return float(self.error * np.sqrt(then / now) * _reach(freedom))


@dataclass(frozen=True)
class Trend:
    """How a series moves per step, how far its last steps lie from those before, and the p value of
    neither.
    """

    per_step: float
    lately: float
    p_value: float


def weighted_mean(series: Floats, weights: Floats) -> Floats:
    """Rows of a panel in one series, by weights that stay the same at every step."""
    return np.asarray(weights @ series / weights.sum(), dtype=np.float64)


def difference_in_differences(gap: Floats, is_after: Flags, weights: Floats) -> Difference | None:
    """The mean of a gap after a day less that before it.

    gap: treated less control, a value a step, in order. weights: how much each step says (the inverse of
    its variance by chance, up to a factor). None with fewer than four steps or none on either side, and
    where the gap never varies.
    """
    before, after = gap[~is_after], gap[is_after]
    if len(gap) < _FEWEST_STEPS or not len(before) or not len(after):
        return None
    level = np.where(is_after, _mean(after, weights[is_after]), _mean(before, weights[~is_after]))
    left = (gap - level) * np.sqrt(weights / weights.mean())
    freedom = float(len(gap) - 2)
    spread = float(left @ left) / freedom
    if spread <= _NO_SPREAD * max(1.0, float(np.abs(gap).max()) ** 2):
        return None
    alike = _alike(left)
    relative = weights / weights.mean()
    variance = sum(_mean_variance(relative[part], alike) for part in (~is_after, is_after))
    value, error = float(level[is_after][0] - level[~is_after][0]), float(np.sqrt(spread * variance))
    half = float(scipy.stats.t.ppf((1 + _CONFIDENCE) / 2, freedom)) * error
    p_value = float(2 * scipy.stats.t.sf(abs(value) / error, freedom))
    return Difference(
        value, value - half, value + half, error, p_value, freedom, error * _reach(freedom), alike
    )


def trend_before(gap: Floats, is_after: Flags, weights: Floats) -> Trend | None:
    """Whether the gap moved already before the day: evenly (a line by weighted least squares), or lately (the
    last four steps against those before). Two looks, each held to half the error (Bonferroni 1936).

    None with too few steps before.
    """
    before, weight = gap[~is_after], weights[~is_after]
    is_late = np.arange(len(before)) >= len(before) - _LATE_STEPS
    late = difference_in_differences(before, is_late, weight)
    if late is None or len(before) < 2 * _LATE_STEPS:
        return None
    per_step, p_value = _slope(before, weight)
    return Trend(per_step, late.value, min(1.0, 2 * min(p_value, late.p_value)))


def _slope(series: Floats, weight: Floats) -> tuple[float, float]:
    """Per step, and the p value of none."""
    steps = np.arange(len(series), dtype=np.float64)
    centred = steps - _mean(steps, weight)
    squares = float((weight * centred) @ centred)
    per_step = float((weight * centred) @ series / squares)
    left = (series - _mean(series, weight) - per_step * centred) * np.sqrt(weight / weight.mean())
    freedom, alike = len(series) - 2, _alike(left)
    spread = float(left @ left) / freedom * (1 + alike) / (1 - alike)
    error = float(np.sqrt(spread * weight.mean() / squares))
    return per_step, float(2 * scipy.stats.t.sf(abs(per_step) / error, freedom)) if error > 0 else 1.0


def placebo_dates(
    gap: Floats, weights: Floats, length: int, at: Sequence[int]
) -> list[tuple[int, Difference]]:
    """The same estimate as if the day had been another: at each of these steps, for `length` steps after it.

    gap: of steps on which nothing was changed.
    """
    found = []
    for start in at:
        reach = min(start + length, len(gap))
        is_after = np.arange(reach) >= start
        made = difference_in_differences(gap[:reach], is_after, weights[:reach])
        if made is not None:
            found.append((start, made))
    return found


def _mean(values: Floats, weights: Floats) -> float:
    return float(weights @ values / weights.sum())


def _alike(left: Floats) -> float:
    """The correlation of neighbours, freed of its bias by estimated means (Kendall 1954); none below zero."""
    squares = float(left @ left)
    if squares <= 0 or len(left) < _FEWEST_STEPS:
        return 0.0
    raw = float(left[1:] @ left[:-1]) / squares
    return min(max(raw + (1 + 3 * raw) / len(left), 0.0), _MOST_ALIKE)


def _mean_variance(weights: Floats, alike: float) -> float:
    """Of a weighted mean of steps of which neighbours are alike, in units of the variance of weight 1."""
    roots = np.sqrt(weights)
    lags = np.abs(np.subtract.outer(np.arange(len(weights)), np.arange(len(weights))))
    together = np.where(lags == 0, 1.0, alike**lags) if alike else np.eye(len(weights))
    return float(roots @ together @ roots / weights.sum() ** 2)


def _reach(freedom: float) -> float:
    """How many standard errors a true difference must have to be told from none in four of five cases."""
    student = scipy.stats.t
    return float(student.ppf((1 + _CONFIDENCE) / 2, freedom) + student.ppf(_POWER, freedom))
