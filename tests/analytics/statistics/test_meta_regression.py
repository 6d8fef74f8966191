"""The meta-regression against statsmodels, given the variance between units."""

import numpy as np
import pytest
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.meta_analysis import combine_effects

from analytics.statistics.meta_regression import meta_line, meta_regression

RANDOM = np.random.default_rng(5)
PLACES = np.arange(12.0)
VARIANCES = RANDOM.uniform(0.01, 0.1, 12)
VALUES = 1 + 0.4 * PLACES + RANDOM.normal(0, 0.5, 12)


def test_without_columns_the_variance_between_is_that_of_statsmodels() -> None:
    alike = VALUES - 0.4 * PLACES
    found = meta_regression(alike, VARIANCES, np.ones((12, 1)))
    wanted = combine_effects(alike, VARIANCES, method_re="iterated", use_t=True, atol=1e-12, maxiter=500)
    assert found is not None
    assert found.between == pytest.approx(wanted.tau2, rel=1e-4)
    assert found.coefficients[0] == pytest.approx(wanted.mean_effect_re, rel=1e-6)


def test_the_line_is_the_weighted_one_with_the_scatter_of_its_residuals() -> None:
    found = meta_line(VALUES, VARIANCES, PLACES)
    assert found is not None and found.between > 0
    rows = np.column_stack([np.ones(12), PLACES])
    wanted = WLS(VALUES, rows, weights=1 / (VARIANCES + found.between)).fit()
    assert found.coefficients == pytest.approx(wanted.params)
    # At the variance of Paule and Mandel residuals scatter just as they should.
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(wanted.bse, rel=1e-4)
    interval = found.of(np.array([0.0, 1.0]))
    assert (interval.low, interval.high) == pytest.approx(tuple(wanted.conf_int()[1]), rel=1e-4)


def test_too_few_units_or_one_place_give_no_line() -> None:
    assert meta_line(VALUES[:2], VARIANCES[:2], PLACES[:2]) is None
    assert meta_line(VALUES, VARIANCES, np.ones(12)) is None
