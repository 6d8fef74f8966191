"""Ranks say how sure they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.ranking import ranks


def test_what_is_clearly_apart_has_a_sure_rank() -> None:
    found = ranks([0.1, 0.5, 0.9], [0.01, 0.01, 0.01], is_highest_first=True)
    assert found.value.tolist() == [3, 2, 1]
    assert found.low.tolist() == found.high.tolist() == [3, 2, 1]


def test_the_lowest_comes_first_where_lower_is_better() -> None:
    assert ranks([0.1, 0.5], [0.01, 0.01], is_highest_first=False).value.tolist() == [1, 2]


def test_what_cannot_be_told_apart_may_have_any_rank() -> None:
    found = ranks(np.zeros(5), np.ones(5), is_highest_first=True)
    assert found.low.tolist() == [1] * 5
    assert found.high.tolist() == [5] * 5


def test_the_same_figures_give_the_same_ranks() -> None:
    first, again = (ranks([1.0, 1.1, 0.9], [0.2, 0.3, 0.1], is_highest_first=True) for _ in range(2))
    assert first.value.tolist() == again.value.tolist()


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0, 5)), min_size=1, max_size=10))
def test_mean_ranks_add_up_and_lie_in_their_interval(pairs: list[tuple[float, float]]) -> None:
    values, spreads = np.array(pairs).T
    found = ranks(values, spreads, is_highest_first=True)
    assert np.isclose(found.value.sum(), len(pairs) * (len(pairs) + 1) / 2)
    assert (found.low >= 1).all() and (found.high <= len(pairs)).all() and (found.low <= found.high).all()
