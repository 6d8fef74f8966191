"""Levels at equal strata and their spread, against statsmodels and a published example."""

import numpy as np
import pytest
from scipy.stats import chi2
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.meta_analysis import combine_effects

from analytics.statistics.equal_strata import Levels, levels_at_equal_strata, spread_of, spread_p

RANDOM = np.random.default_rng(3)
# Viechtbauer (2007), table I: the BCG vaccine trials, log relative risks with their variances.
BCG = np.array(
    [
        *(-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209),
        *(0.0120, -0.4694, -1.3713, -0.3394, 0.4459, -0.0173),
    ]
)
BCG_VARIANCES = np.array(
    [
        *(0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230),
        *(0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714),
    ]
)


def _levels(values: np.ndarray, variances: np.ndarray) -> Levels:
    return Levels([str(number) for number in range(len(values))], values, np.diag(variances))


def test_the_spread_is_that_of_paule_and_mandel_as_statsmodels_has_it() -> None:
    found = spread_of(_levels(BCG, BCG_VARIANCES))
    wanted = combine_effects(BCG, BCG_VARIANCES, method_re="iterated", atol=1e-12, maxiter=500)
    assert found.value**2 == pytest.approx(wanted.tau2, rel=1e-4)


def test_the_interval_is_the_published_q_profile() -> None:
    """0.12 to 1.12: Viechtbauer (2007), and metafor's confint for these trials."""
    found = spread_of(_levels(BCG, BCG_VARIANCES))
    assert found.low**2 == pytest.approx(0.1197, abs=0.002)
    assert found.high**2 == pytest.approx(1.1115, abs=0.01)


def test_q_is_that_of_statsmodels() -> None:
    wanted = combine_effects(BCG, BCG_VARIANCES, method_re="iterated")
    assert spread_p(_levels(BCG, BCG_VARIANCES)) == pytest.approx(chi2.sf(wanted.q, len(BCG) - 1), rel=1e-6)


def test_levels_are_those_of_a_weighted_regression_on_unit_and_stratum() -> None:
    units, strata = (part.ravel() for part in np.meshgrid(np.arange(4), np.arange(3)))
    sizes = RANDOM.integers(10, 200, len(units)).astype(float)
    means = 3 + 0.3 * units + 0.5 * strata + RANDOM.normal(0, 0.1, len(units))
    totals, squares = sizes * means, sizes * (means**2 + 1.0)
    found = levels_at_equal_strata(units, strata, sizes, totals, squares)
    assert found is not None
    design = np.hstack([np.eye(4)[units], np.eye(3)[strata][:, 1:]])
    fitted = WLS(means, design, weights=sizes).fit()
    mix = np.bincount(strata, sizes)[1:] / sizes.sum()
    assert found.values == pytest.approx(fitted.params[:4] + mix @ fitted.params[4:])
    # All cells vary alike, so that errors are those of one known variance.
    variance = (sizes * 1.0).sum() / (sizes - 1).sum()
    asked = np.hstack([np.eye(4), np.tile(mix, (4, 1))])
    wanted = asked @ np.linalg.inv(design.T @ (design * sizes[:, None])) @ asked.T * variance
    assert np.diag(found.covariance) == pytest.approx(np.diag(wanted), rel=0.02)


def test_units_that_share_no_stratum_are_left_out() -> None:
    units, strata = np.array(["a", "b", "c"]), np.array([0, 0, 1])
    sizes, totals = np.array([50.0, 50.0, 20.0]), np.array([25.0, 30.0, 10.0])
    found = levels_at_equal_strata(units, strata, sizes, totals, totals)
    assert found is not None and found.units == ["a", "b"]
    assert levels_at_equal_strata(units, np.arange(3), sizes, totals, totals) is None
    assert levels_at_equal_strata(units, strata, sizes, sizes, sizes) is None
