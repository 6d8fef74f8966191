"""A difference at equal strata between clustered units, against statsmodels."""

import numpy as np
import polars as pl
import pytest
from statsmodels.regression.linear_model import OLS

from analytics.statistics.clustered import clustered_difference

RANDOM = np.random.default_rng(8)


def _units() -> pl.DataFrame:
    clusters = RANDOM.integers(0, 40, 400)
    strata = RANDOM.integers(0, 5, 400)
    exposed = RANDOM.random(400) < 0.2 + 0.1 * strata
    values = 0.3 * exposed + 0.5 * strata + RANDOM.normal(0, 1, 40)[clusters] + RANDOM.normal(0, 1, 400)
    return pl.DataFrame({"stratum": strata, "cluster": clusters, "is_exposed": exposed, "value": values})


def test_the_difference_and_its_error_are_those_of_a_regression_with_an_effect_of_each_stratum() -> None:
    """A regression on exposure and strata weighs strata by n₁n₀ / (n₁ + n₀) too."""
    units = _units()
    found = clustered_difference(units)
    assert found is not None
    design = np.column_stack([units["is_exposed"].to_numpy(), np.eye(5)[units["stratum"].to_numpy()]])
    groups = units["cluster"].to_numpy()
    fitted = OLS(units["value"].to_numpy(), design.astype(float)).fit(
        cov_type="cluster", cov_kwds={"groups": groups}
    )
    assert found.difference.value == pytest.approx(fitted.params[0])
    half = (found.difference.high - found.difference.low) / 2
    # Means of both sides of each stratum are its own here, so that residuals differ a little.
    assert half == pytest.approx(2.0227 * fitted.bse[0], rel=0.06)
    assert found.clusters == 40
    assert found.exposed + found.others == 400
    assert 0 < found.p < 1


def test_without_a_shared_stratum_there_is_none() -> None:
    units = _units().with_columns(stratum=pl.col("is_exposed").cast(pl.Int64))
    assert clustered_difference(units) is None
