"""One exposed among several others per stratum: the difference, and intervals that hold it."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analytics.statistics.matched_difference import matched_difference


def cells(stratum: np.ndarray, is_exposed: np.ndarray, values: np.ndarray) -> pl.DataFrame:
    rows = pl.DataFrame({"stratum": stratum, "is_exposed": is_exposed, "value": values})
    value = pl.col("value")
    return rows.group_by("stratum", "is_exposed").agg(n=pl.len(), total=value.sum(), squares=(value**2).sum())


def test_of_one_large_stratum_it_is_the_difference_of_means() -> None:
    rng = np.random.default_rng(3)
    values, is_exposed = rng.normal(size=2000), np.arange(2000) < 400
    found = matched_difference(cells(np.zeros(2000), is_exposed, values), ["stratum"])
    assert found is not None
    there, elsewhere = values[is_exposed], values[~is_exposed]
    assert found[2] == pytest.approx(there.mean() - elsewhere.mean())
    error = np.sqrt(there.var(ddof=1) / 400 + elsewhere.var(ddof=1) / 1600)
    assert found[4] - found[2] == pytest.approx(stats.norm.ppf(0.975) * error, rel=1e-2)


def test_95_of_100_intervals_hold_the_truth_with_one_exposed_a_stratum() -> None:
    rng, held, worlds = np.random.default_rng(5), 0, 500
    stratum = np.repeat(np.arange(60), 4)
    is_exposed = np.tile([True, False, False, False], 60)
    for _ in range(worlds):
        values = rng.normal(size=60)[stratum] + rng.normal(size=240) - 0.5 * is_exposed
        found = matched_difference(cells(stratum, is_exposed, values), ["stratum"])
        assert found is not None
        held += found[3] <= -0.5 <= found[4]
    assert 0.925 <= held / worlds <= 0.98


def test_too_few_say_nothing() -> None:
    assert matched_difference(cells(np.zeros(1), np.array([True]), np.ones(1)), ["stratum"]) is None
    pair = cells(np.zeros(2), np.array([True, False]), np.ones(2))
    assert matched_difference(pair, ["stratum"]) is None
