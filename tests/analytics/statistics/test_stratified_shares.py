"""Differences of shares at equal strata, held to statsmodels' test of strata."""

import numpy as np
import pytest
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import StratifiedTable

from analytics.statistics.common import Z
from analytics.statistics.stratified_shares import stratified_share_difference


def arrays(rows: list[tuple[int, int, int, int]]) -> list[np.ndarray]:
    return [np.array(column, dtype=float) for column in zip(*rows, strict=True)]


def test_the_interval_is_that_of_cochran_mantel_and_haenszel() -> None:
    random = np.random.default_rng(5)
    for _ in range(20):
        rows = [
            (n1, int(random.binomial(n1, 0.8)), n0, int(random.binomial(n0, 0.75)))
            for n1, n0 in random.integers(20, 200, (4, 2)).tolist()
        ]
        found = stratified_share_difference(*arrays(rows))
        assert found is not None
        tables = [np.array([[a, n1 - a], [b, n0 - b]]) for n1, a, n0, b in rows]
        reference = StratifiedTable([table.astype(float) for table in tables])
        z = found.value / ((found.high - found.value) / Z)
        assert chi2.sf(z**2, 1) == pytest.approx(reference.test_null_odds(correction=False).pvalue, rel=1e-6)


def test_a_side_on_which_it_holds_of_all_has_an_interval_too() -> None:
    found = stratified_share_difference(*arrays([(50, 50, 5000, 4900)]))
    assert found is not None
    assert found.low < 0 < found.value < found.high


def test_strata_with_one_side_say_nothing() -> None:
    alone = stratified_share_difference(*arrays([(10, 5, 0, 0)]))
    assert alone is None
    both = stratified_share_difference(*arrays([(10, 5, 0, 0), (10, 6, 10, 5)]))
    assert both is not None and both.value == pytest.approx(0.1)
