"""Weighted least squares on cells: statsmodels' coefficients and HC2 errors, unit by unit."""

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.statistics.least_squares import contrasts


@pytest.mark.parametrize("is_share", [False, True])
def test_coefficients_and_errors_are_those_of_statsmodels_unit_by_unit(is_share: bool) -> None:
    random = np.random.default_rng(3)
    rows = np.column_stack([np.ones(60), random.integers(0, 2, 60), random.integers(0, 3, 60)]).astype(float)
    counts = random.integers(1, 4, 60).astype(float)
    weights = np.ones(60) if is_share else random.uniform(0.5, 2, 60)
    values = random.integers(0, 2, 60).astype(float) if is_share else rows[:, 1] + random.normal(0, 1, 60)
    found = contrasts(values, rows, counts, weights, np.eye(3))
    times = counts.astype(int)
    model = sm.WLS(np.repeat(values, times), np.repeat(rows, times, axis=0), np.repeat(weights, times))
    expected = model.fit(cov_type="HC2", use_t=True)
    assert found.values == pytest.approx(expected.params)
    assert found.errors == pytest.approx(expected.bse)
    assert found.freedom == expected.df_resid == counts.sum() - 3
    low, _ = expected.conf_int()[1]
    assert found.values[1] - found.reach() * found.errors[1] == pytest.approx(low)


def test_many_figures_together_reach_further() -> None:
    found = contrasts(np.array([1.0, 2, 4, 3]), np.ones((4, 1)), np.ones(4), np.ones(4), np.eye(1))
    assert found.reach(10) > found.reach() == pytest.approx(3.1824, abs=1e-4)


def test_what_the_design_cannot_tell_is_not_told_and_what_it_can_is() -> None:
    """Two columns that are always the same: each alone is anything, their sum is known."""
    rows = np.array([[1.0, 1, 1], [1, 0, 0], [1, 1, 1], [1, 0, 0], [1, 1, 1]])
    wanted = np.array([[0.0, 1, 0], [0, 1, 1]])
    found = contrasts(np.array([3.0, 1, 5, 1, 4]), rows, np.ones(5), np.ones(5), wanted)
    assert np.isnan(found.values[0]) and np.isnan(found.errors[0])
    assert found.values[1] == pytest.approx(3.0)
    assert found.freedom == 3


def test_a_share_without_a_single_event_is_not_taken_as_sure() -> None:
    """Errors of a difference of shares are at least those of the ordinary regression."""
    rows = np.array([[1.0, 0], [1, 0], [1, 1]])
    values, counts = np.array([0.0, 1, 0]), np.array([90.0, 10, 20])
    wanted = np.array([[0.0, 1]])
    plain = contrasts(values, rows, counts, np.ones(3), wanted)
    held = contrasts(values, rows, counts, np.ones(3), wanted, are_shares=True)
    times = counts.astype(int)
    ordinary = sm.OLS(np.repeat(values, times), np.repeat(rows, times, axis=0)).fit()
    assert held.errors[0] == pytest.approx(ordinary.bse[1])
    assert held.errors[0] > plain.errors[0]
    assert held.values[0] == plain.values[0] == pytest.approx(-0.1)
