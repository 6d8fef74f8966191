"""Funnel limits are exact, and over-dispersion is that of the published example."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from analytics.statistics.funnel import binomial_limits, over_dispersion, trimmed

FILE = Path(__file__).parents[4] / "shared" / "data" / "reference" / "medpar.csv"
Z_998 = 3.09


@pytest.mark.skipif(not FILE.exists(), reason=f"the reference file is not at {FILE}")
def test_lengths_of_stay_have_the_outliers_of_the_published_funnel() -> None:
    """FunnelPlotR's README: 54 hospitals, 9 of them outside with over-dispersion taken into account."""
    stays = pl.read_csv(FILE)
    types = [(pl.col("type") == kind).alias(f"type_{kind}") for kind in (2, 3)]
    design = stays.select(pl.lit(1.0).alias("intercept"), "hmo", "died", "age80", *types).cast(pl.Float64)
    fitted = GLM(stays["los"].to_numpy(), design.to_numpy(), family=Poisson()).fit()
    assert fitted.pearson_chi2 / fitted.df_resid == pytest.approx(6.2405, abs=5e-5)
    units = (
        stays.with_columns(expected=pl.Series(np.asarray(fitted.fittedvalues)))
        .group_by("provnum")
        .agg(pl.col("los").sum().cast(pl.Float64), pl.col("expected").sum())
    )
    observed, expected = units["los"].to_numpy(), units["expected"].to_numpy()
    ratio, error = observed / expected, 1 / np.sqrt(expected)
    assert len(ratio) == 54
    phi, tau_squared, kept = over_dispersion(np.log(ratio) / error, error)
    assert int(kept.sum()) == 44
    assert phi == pytest.approx(8.5321, abs=5e-5)
    assert int((np.abs(np.log(ratio)) > Z_998 * np.sqrt(error**2 + tau_squared)).sum()) == 9


def test_over_dispersion_by_hand() -> None:
    z, errors = [-4.0, -2.0, -1.0, 1.0, 2.0, 9.0], [1.0, 0.5, 0.5, 0.5, 1.0, 1.0]
    phi, tau_squared, kept = over_dispersion(z, errors)
    assert kept.tolist() == [False, True, True, True, True, False]
    assert phi == pytest.approx((4 + 1 + 1 + 4) / 4)
    # Weights 4, 4, 4, 1 add up to 13, their squares to 49.
    assert tau_squared == pytest.approx((4 * 2.5 - 3) / (13 - 49 / 13))


def test_units_closer_together_than_chance_have_no_spread_of_their_own() -> None:
    assert over_dispersion([0.1, -0.1, 0.2, -0.2, 0.1], np.ones(5)).tau_squared == 0


def test_too_few_units_say_nothing_about_their_spread() -> None:
    assert over_dispersion([5.0, -5.0], np.ones(2))[:2] == (1.0, 0.0)


@given(st.lists(st.floats(-10, 10), min_size=3, max_size=60))
def test_a_tenth_and_at_least_one_is_trimmed_at_each_end(z: list[float]) -> None:
    kept = trimmed(z)
    assert kept.sum() == len(z) - 2 * max(1, len(z) // 10)
    inside, outside = np.array(z)[kept], np.array(z)[~kept]
    assert outside.min() <= inside.min(initial=np.inf) and outside.max() >= inside.max(initial=-np.inf)


@given(share=st.floats(0.01, 0.99), size=st.integers(1, 2000))
def test_binomial_limits_lie_at_most_a_record_off_the_quantile(share: float, size: int) -> None:
    (low,), (high,) = binomial_limits(share, [size], 0.001)
    below, above = (stats.binom(size, share).ppf(tail) for tail in (0.001, 0.999))
    assert max(0.0, below - 1) <= low * size + 1e-9 and low * size <= below + 1e-9
    assert above - 1 <= high * size + 1e-9 and high * size <= above + 1e-9
    assert 0 <= low <= high <= 1


def test_limits_of_a_share_that_cannot_vary_are_that_share() -> None:
    low, high = binomial_limits(0.0, [1, 50], 0.001)
    assert low.tolist() == high.tolist() == [0.0, 0.0]
