"""The log-odds ratio of words, against the paper's formulas and a value by hand."""

from math import log, sqrt

import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.log_odds import log_odds_ratio


def by_the_paper(y: list[int], n: list[int], alpha: float, prior_size: float) -> tuple[float, float]:
    """The estimate and z as the paper prints them, for one word."""
    odds = [(count + alpha) / (total + prior_size - count - alpha) for count, total in zip(y, n, strict=True)]
    variance = sum(
        1 / (count + alpha) + 1 / (total + prior_size - count - alpha)
        for count, total in zip(y, n, strict=True)
    )
    delta = log(odds[0]) - log(odds[1])
    return delta, delta / sqrt(variance)


def test_a_word_by_hand() -> None:
    # A prior of ten texts adds one that says it: 10 to 90 and 5 to 45 are equal odds.
    found = log_odds_ratio([9], 90, [4], 40, [0.1], 10)
    assert found.value == pytest.approx([0.0])
    # 20/80 against 5/95: an odds ratio of 4.75 with a variance of 1/20 + 1/80 + 1/5 + 1/95.
    found = log_odds_ratio([19], 90, [4], 90, [0.1], 10)
    assert np.exp(found.value) == pytest.approx([4.75])
    assert found.z == pytest.approx([log(4.75) / sqrt(0.05 + 0.0125 + 0.2 + 1 / 95)])
    assert np.exp([found.low[0], found.high[0]]) == pytest.approx([1.7058, 13.2270], abs=1e-4)


counts = st.integers(0, 50)


@given(counts, counts, st.integers(50, 500), st.integers(50, 500), st.floats(0.001, 0.9), st.floats(0.5, 50))
def test_every_word_is_as_the_papers_formulas_say(
    first: int, second: int, total: int, other_total: int, share: float, prior_size: float
) -> None:
    found = log_odds_ratio([first], total, [second], other_total, [share], prior_size)
    expected = by_the_paper([first, second], [total, other_total], prior_size * share, prior_size)
    assert (found.value[0], found.z[0]) == pytest.approx(expected)


@given(counts, counts, st.integers(50, 500), st.floats(0.01, 0.9))
def test_the_groups_change_sides_with_the_sign(first: int, second: int, total: int, share: float) -> None:
    one = log_odds_ratio([first], total, [second], 200, [share], 20)
    other = log_odds_ratio([second], 200, [first], total, [share], 20)
    assert one.value == pytest.approx(-other.value)
    assert one.low == pytest.approx(-other.high)


def test_with_many_texts_it_is_the_plain_log_odds_ratio() -> None:
    found = log_odds_ratio([2_000], 10_000, [1_000], 10_000, [0.15], 1e-6)
    plain = scipy.stats.contingency.odds_ratio([[2_000, 8_000], [1_000, 9_000]], kind="sample")
    assert np.exp(found.value[0]) == pytest.approx(plain.statistic)
    interval = plain.confidence_interval()
    assert np.exp([found.low[0], found.high[0]]) == pytest.approx([interval.low, interval.high], rel=1e-3)


def test_a_word_that_one_group_never_says_has_a_finite_ratio() -> None:
    found = log_odds_ratio([0], 100, [30], 100, [0.15], 20)
    assert np.isfinite([*found.value, *found.low, *found.high, *found.z]).all()
    assert found.high[0] < 0


@pytest.mark.parametrize(("low_share", "high_share"), [(0.1, 0.1), (0.2, 0.1), (0.05, 0.1), (0.3, 0.3)])
def test_intervals_hold_the_truth_in_about_95_of_100_small_worlds(
    low_share: float, high_share: float
) -> None:
    worlds, size = 4_000, 400
    chance = np.random.default_rng(20080904)
    first, second = (chance.binomial(size, share, worlds) for share in (low_share, high_share))
    found = log_odds_ratio(first, size, second, size, (first + second) / (2 * size), 20)
    truth = log(low_share / (1 - low_share)) - log(high_share / (1 - high_share))
    held = np.mean((found.low <= truth) & (truth <= found.high))
    assert 0.935 <= held <= 0.98
