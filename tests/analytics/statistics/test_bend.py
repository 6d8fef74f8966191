"""Bends: found where they are, not found in straight lines, and with intervals that hold them."""

import numpy as np
import pytest
from scipy.optimize import minimize

from analytics.statistics.bend import Bend, likeliest_bend
from analytics.statistics.common import Floats

SCORES = np.arange(11.0)


def bent(place: float, before: float, behind: float) -> Floats:
    return before * np.minimum(SCORES - place, 0) + behind * np.maximum(SCORES - place, 0)


def drawn(line: Floats, error: float, seed: int) -> Bend:
    errors = np.full(len(line), error)
    found = likeliest_bend(SCORES[: len(line)], line + np.random.default_rng(seed).normal(0, errors), errors)
    assert found is not None
    return found


def test_the_best_line_with_a_bend_is_that_of_a_general_search() -> None:
    rng = np.random.default_rng(4)
    errors = rng.uniform(0.05, 0.2, 11)
    values = bent(6.0, 0.5, 0.1) + rng.normal(0, errors)
    found = likeliest_bend(SCORES, values, errors)
    assert found is not None

    def misfit(asked: Floats) -> float:
        level, before, behind, place = asked
        line = level + before * np.minimum(SCORES - place, 0) + behind * np.maximum(SCORES - place, 0)
        return float((((values - line) / errors) ** 2).sum())

    best = minimize(misfit, [values[6], 0.4, 0.2, 5.5], method="Nelder-Mead", options={"maxiter": 9000}).x
    # Places are tried in tenths.
    assert found.place.value == pytest.approx(best[3], abs=0.1)
    assert found.before.value == pytest.approx(best[1], abs=0.03)
    assert found.behind.value == pytest.approx(best[2], abs=0.03)


def test_a_clear_bend_is_sure_and_a_straight_line_has_none() -> None:
    assert drawn(bent(6, 0.02, 0.1), 0.01, 1).p_value < 0.001
    straight = [drawn(0.05 * SCORES, 0.01, seed).p_value for seed in range(400)]
    # By its meaning, one in twenty straight lines has a p value below 0.05.
    assert 0.025 <= np.mean(np.array(straight) < 0.05) <= 0.08


def test_intervals_hold_the_place_and_the_slopes() -> None:
    found = [drawn(bent(6.3, 0.02, 0.1), 0.02, seed) for seed in range(400)]
    held = [
        [bend.place.low <= 6.3 <= bend.place.high for bend in found],
        [bend.before.low <= 0.02 <= bend.before.high for bend in found],
        [bend.behind.low <= 0.1 <= bend.behind.high for bend in found],
    ]
    assert (np.mean(held, axis=1) >= 0.93).all()


def test_three_figures_have_no_bend() -> None:
    assert likeliest_bend(SCORES[:3], np.array([1.0, 2.0, 2.0]), np.ones(3)) is None
    assert likeliest_bend(SCORES[:4], np.array([1.0, 2.0, 2.0, 2.0]), np.ones(4)) is not None
