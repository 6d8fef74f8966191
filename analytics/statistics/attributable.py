"""How much of what happens goes with an exposure: what a model expects, against the same with it capped."""

from typing import NamedTuple

import numpy as np

from analytics.statistics.common import Floats, Interval
from analytics.statistics.hazard import Hazard


class Contrast(NamedTuple):
    """Events per person now and with exposures capped, their difference, and the share that falls away.

    share: 1 - Σ capped / Σ now, negative where capping would go with more events.
    """

    now: Interval
    then: Interval
    difference: Interval
    share: Interval


def capping_contrast(hazard: Hazard, design: Floats, capped: Floats, persons: Floats) -> Contrast:
    """The contrast over persons of each profile, of which `capped` is the design with exposures capped.

    Standard errors by the delta method from the coefficients' covariance; the persons are taken as they are
    (Greenland and Drescher 1993). Rates and their ratio get their intervals on the log scale. Logit only.
    """
    now, slope_now = _mean_hazard(hazard, design, persons)
    then, slope_then = _mean_hazard(hazard, capped, persons)
    ratio = _on_log_scale(hazard, then / now, slope_then / then - slope_now / now)
    half = hazard.reach * _standard_error(hazard, slope_then - slope_now)
    return Contrast(
        _on_log_scale(hazard, now, slope_now / now),
        _on_log_scale(hazard, then, slope_then / then),
        Interval(then - now, then - now - half, then - now + half),
        Interval(1 - ratio.value, 1 - ratio.high, 1 - ratio.low),
    )


def share_difference(
    hazard: Hazard, design: Floats, capped: Floats, persons: Floats, others: Floats
) -> Interval:
    """The share that falls away among some persons, less that among others.

    The coefficients are common to both and nearly cancel; who happens to be among the persons does not, so
    both groups are taken as samples of their kind.
    """
    share, gradient, variance = _share_of_sample(hazard, design, capped, persons)
    other_share, other_gradient, other_variance = _share_of_sample(hazard, design, capped, others)
    error = np.hypot(_standard_error(hazard, gradient - other_gradient), np.sqrt(variance + other_variance))
    half, difference = float(hazard.reach * error), share - other_share
    return Interval(difference, difference - half, difference + half)


def _share_of_sample(
    hazard: Hazard, design: Floats, capped: Floats, persons: Floats
) -> tuple[float, Floats, float]:
    """The share, its gradient in the coefficients, and its variance from one sample of persons to another."""
    now, slope_now = _mean_hazard(hazard, design, persons)
    then, slope_then = _mean_hazard(hazard, capped, persons)
    ratio = then / now
    residual = hazard.of(capped) - ratio * hazard.of(design)
    variance = float(persons @ residual**2) / (float(persons.sum()) * now) ** 2
    return 1 - ratio, -ratio * (slope_then / then - slope_now / now), variance


def _mean_hazard(hazard: Hazard, design: Floats, persons: Floats) -> tuple[float, Floats]:
    """The mean over persons and its gradient in the coefficients."""
    each = hazard.of(design)
    weight = persons / persons.sum()
    gradient: Floats = (weight * each * (1 - each)) @ design
    return float(weight @ each), gradient


def _on_log_scale(hazard: Hazard, value: float, gradient_of_log: Floats) -> Interval:
    half = hazard.reach * _standard_error(hazard, gradient_of_log)
    return Interval(value, value * float(np.exp(-half)), value * float(np.exp(half)))


def _standard_error(hazard: Hazard, gradient: Floats) -> float:
    variance = float(gradient @ hazard.covariance @ gradient)
    return float(np.sqrt(max(variance, 0.0)))
