"""Regressions by the normal equations, against statsmodels."""

import numpy as np
import pytest
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from analytics.statistics.regression import regress


@pytest.mark.parametrize("is_share", [True, False])
def test_a_regression_on_cells_expects_what_statsmodels_expects(is_share: bool) -> None:
    rng = np.random.default_rng(3)
    rows = np.column_stack([np.ones(400), rng.integers(0, 2, (400, 5)), rng.normal(1000, 5, 400)])
    counts = rng.integers(1, 50, 400).astype(float)
    means = rng.binomial(counts.astype(int), 0.02) / counts if is_share else rng.normal(3, 1, 400)
    family = families.Binomial() if is_share else families.Gaussian()
    expected = GLM(means, rows, family=family, freq_weights=counts).fit(tol=1e-12).fittedvalues
    assert regress(means, rows, counts, is_share)(rows) == pytest.approx(expected, abs=1e-8)


def test_columns_that_are_sums_of_others_change_nothing() -> None:
    rng = np.random.default_rng(4)
    level = rng.integers(0, 3, 200)
    rows = np.column_stack([np.ones(200), level == 1, level == 2]).astype(float)
    doubled = np.column_stack([rows, level == 0, rows[:, 1]]).astype(float)
    means, counts = (rng.random(200) < 0.3).astype(float), np.ones(200)
    assert regress(means, doubled, counts, True)(doubled) == pytest.approx(
        regress(means, rows, counts, True)(rows), abs=1e-8
    )


def test_a_group_without_any_event_is_expected_to_have_none() -> None:
    rows = np.column_stack([np.ones(40), np.repeat([0, 1], 20)]).astype(float)
    means = np.concatenate([np.zeros(20), np.tile([0.0, 1.0], 10)])
    expected = regress(means, rows, np.ones(40), True)(rows)
    assert expected[:20] == pytest.approx(0, abs=1e-6)
    assert expected[20:] == pytest.approx(0.5)
