"""Small samples are drawn towards the others, as far as they are unsure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.shrinkage import shrink_means, shrink_shares


def test_means_by_hand() -> None:
    shrunk = shrink_means([0.0, 10.0], [1.0, 1.0])
    # Heterogeneity 50 over one degree of freedom; between = 49 / (2 - 1); factor 49 / 50 around 5.
    assert shrunk.value == pytest.approx([0.1, 9.9])
    # The rest of the doubt is that of the centre, 25 records of weight 1 / 50 each.
    assert shrunk.spread == pytest.approx(np.full(2, np.sqrt(0.98 + 0.02**2 * 25)))


def test_the_less_is_known_the_further_it_is_drawn() -> None:
    shrunk = shrink_shares([3, 300, 100, 150], [10, 1000, 1000, 1000])
    pooled = 553 / 3010
    assert abs(shrunk.value[0] - pooled) < abs(shrunk.value[1] - pooled)
    assert shrunk.spread[0] > shrunk.spread[1]


def test_shares_that_differ_no_more_than_chance_become_the_pooled_share() -> None:
    shrunk = shrink_shares([10, 20, 30], [100, 200, 300])
    assert shrunk.value == pytest.approx(np.full(3, 0.1))
    # As sure as all the data together, not more.
    assert shrunk.spread == pytest.approx(np.full(3, np.sqrt(0.1 * 0.9 / 601)))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=1, max_size=12))
def test_shrunk_shares_are_inside_their_interval_and_on_the_scale(pairs: list[tuple[int, int]]) -> None:
    counts, sizes = [min(pair) for pair in pairs], [max(pair) for pair in pairs]
    shrunk = shrink_shares(counts, sizes)
    assert np.isfinite(shrunk.value).all()
    assert (shrunk.low >= 0).all() and (shrunk.high <= 1).all()
    assert (shrunk.low < shrunk.high).all()


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0.01, 20)), min_size=1, max_size=12))
def test_shrunk_means_lie_between_the_value_and_the_others(pairs: list[tuple[float, float]]) -> None:
    values, errors = np.array(pairs).T
    shrunk = shrink_means(values, errors)
    assert (shrunk.value >= values.min() - 1e-9).all() and (shrunk.value <= values.max() + 1e-9).all()
    assert (shrunk.low < shrunk.high).all()
