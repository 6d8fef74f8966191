"""Sato's variance is that of one large table, and covers where strata are many and small."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analytics.statistics.risk_difference import risk_difference


def cells(counts: np.ndarray) -> pl.DataFrame:
    """counts: a row per stratum of exposed, their events, others, their events."""
    rows = [
        ("all", place, is_exposed, int(n), int(events))
        for place, row in enumerate(counts)
        for is_exposed, n, events in ((True, row[0], row[1]), (False, row[2], row[3]))
    ]
    return pl.DataFrame(rows, ["about", "stratum", "is_exposed", "n", "events"], orient="row")


def test_of_one_large_stratum_it_is_the_plain_difference() -> None:
    row = risk_difference(cells(np.array([[4000, 320, 6000, 300]])), ["stratum"], ["about"]).row(
        0, named=True
    )
    assert row["value"] == pytest.approx(0.08 - 0.05)
    error = np.sqrt(0.08 * 0.92 / 4000 + 0.05 * 0.95 / 6000)
    assert row["high"] - row["value"] == pytest.approx(stats.norm.ppf(0.975) * error, rel=1e-2)
    assert (row["exposed"], row["others"], row["expected"]) == (4000, 6000, 0.4 * 620)


def test_of_pairs_it_is_the_difference_of_discordant_ones() -> None:
    pairs = [
        [1, a, 1, b] for a, b, times in ((1, 0, 30), (0, 1, 10), (1, 1, 5), (0, 0, 55)) for _ in range(times)
    ]
    row = risk_difference(cells(np.array(pairs)), ["stratum"], ["about"]).row(0, named=True)
    assert row["value"] == pytest.approx(20 / 100)


def test_strata_with_one_side_say_nothing() -> None:
    found = risk_difference(cells(np.array([[5, 1, 0, 0], [0, 0, 9, 2]])), ["stratum"], ["about"])
    assert found.is_empty()


@pytest.mark.parametrize("difference", [0.0, 0.1])
def test_95_of_100_intervals_of_many_small_strata_hold_the_truth(difference: float) -> None:
    rng = np.random.default_rng(17)
    strata, worlds, held = 150, 400, 0
    base = rng.uniform(0.02, 0.3, strata)
    for _ in range(worlds):
        n1, n0 = rng.integers(1, 3, strata), rng.integers(1, 8, strata)
        counts = np.column_stack([n1, rng.binomial(n1, base + difference), n0, rng.binomial(n0, base)])
        row = risk_difference(cells(counts), ["stratum"], ["about"]).row(0, named=True)
        held += row["low"] <= difference <= row["high"]
    assert 0.925 <= held / worlds <= 0.98
