"""Probabilities adjusted for many looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.holm import holm

probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_the_smallest_counts_for_all_looks_and_the_next_for_one_less() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_no_look_gives_nothing() -> None:
    assert holm([]).tolist() == []


@given(probabilities)
def test_adjusted_probabilities_keep_the_order_and_are_between_their_own_and_bonferronis(
    given_probabilities: list[float],
) -> None:
    adjusted = holm(given_probabilities)
    for own, after in zip(given_probabilities, adjusted, strict=True):
        assert own <= after <= min(1.0, own * len(given_probabilities)) + 1e-12
    ordered = [after for _, after in sorted(zip(given_probabilities, adjusted, strict=True))]
    assert ordered == sorted(ordered)
