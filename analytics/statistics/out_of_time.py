"""Which of several readings of the same units tells an outcome better in units that were not looked at
before.

Each reading is fitted to earlier units alone, a straight line with normal errors or, for outcomes of 0 or 1,
the logit, and judged by the log-likelihood of later ones (Good 1952). The difference of two is a sum over
later units, so that its error is told by how it varies over them (Vuong 1989, Econometrica 57; Diebold and
Mariano 1995), given what was fitted (Giacomini and White 2006, Econometrica 74).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats, Interval
from analytics.statistics.regression import regress

_TAIL = 0.025
# No reading is taken to be surer than so.
_LEAST = 1e-9


@dataclass(frozen=True)
class Judged:
    """mean: log-likelihood per later unit. difference: of the first reading less this one, over all later
    units, with the interval that holds all differences together with 95 %; None of the first."""

    mean: float
    difference: Interval | None


def judge(
    readings: Mapping[str, Floats], values: Floats, counts: Floats, is_later: Floats, *, are_shares: bool
) -> dict[str, Judged]:
    """Each reading beside the first. Rows stand for `counts` units each; are_shares: outcomes are 0 or 1.

    Empty where a part has fewer than three units, or the earlier outcomes do not differ.
    """
    later = np.asarray(is_later, dtype=bool)
    if min(counts[later].sum(), counts[~later].sum()) < 3 or np.ptp(values[~later]) == 0:
        return {}
    told = {
        name: _log_likelihood(reading, values, counts, later, are_shares=are_shares)
        for name, reading in readings.items()
    }
    n, first = counts[later], next(iter(told.values()))
    reach = float(scipy.special.ndtri(1 - _TAIL / max(len(readings) - 1, 1)))
    return {
        name: Judged(float((n * own).sum() / n.sum()), None if own is first else _sum(first - own, n, reach))
        for name, own in told.items()
    }


def _sum(differences: Floats, counts: Floats, reach: float) -> Interval:
    """A sum over units with its interval."""
    n = counts.sum()
    mean = float((counts * differences).sum() / n)
    variance = float((counts * (differences - mean) ** 2).sum()) / (n - 1)
    half = reach * float(np.sqrt(n * variance))
    return Interval(n * mean, n * mean - half, n * mean + half)


def _log_likelihood(
    reading: Floats, values: Floats, counts: Floats, later: npt.NDArray[np.bool_], *, are_shares: bool
) -> Floats:
    """Of each later row, by a fit of the earlier ones."""
    rows = np.column_stack([np.ones(len(reading)), reading])
    expects = regress(values[~later], rows[~later], counts[~later], are_shares)
    told, expected = values[later], expects(rows[later])
    if are_shares:
        chance = np.clip(expected, _LEAST, 1 - _LEAST)
        return np.asarray(told * np.log(chance) + (1 - told) * np.log(1 - chance))
    left = values[~later] - expects(rows[~later])
    variance = max(float((counts[~later] * left**2).sum() / counts[~later].sum()), _LEAST)
    return np.asarray(-0.5 * (np.log(2 * np.pi * variance) + (told - expected) ** 2 / variance))
