"""Figures and intervals agree with published values and hold what an interval must hold."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.intervals import Estimate, change, event_count, mean, net_share, proportion, quantile_ranks

Figure = tuple[float | None, float | None, float | None]
counts = st.integers(0, 10_000_000)


def figure(estimate: Estimate) -> Figure:
    (row,) = pl.select(**estimate._asdict()).rows()
    return row


def fixed(value: float, low: float, high: float) -> Estimate:
    return Estimate(pl.lit(value), pl.lit(low), pl.lit(high))


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_wilsons(successes: int, trials: int, low: float, high: float) -> None:
    value, lower, upper = figure(proportion(pl.lit(successes), pl.lit(trials)))
    assert value == successes / trials
    assert lower == pytest.approx(low, abs=5e-5)
    assert upper == pytest.approx(high, abs=5e-5)


@given(trials=st.integers(1, 10_000_000), part=st.floats(0, 1))
def test_a_share_lies_in_its_interval_and_both_between_0_and_1(trials: int, part: float) -> None:
    value, low, high = figure(proportion(pl.lit(round(part * trials)), pl.lit(trials)))
    assert 0 <= low <= value <= high <= 1
    assert low < high


def test_nothing_out_of_nothing_is_no_share() -> None:
    assert figure(proportion(pl.lit(0), pl.lit(0))) == (None, None, None)


def test_points_have_the_margin_of_the_multinomial_variance() -> None:
    value, low, high = figure(net_share(pl.lit(200), pl.lit(400 / 6), pl.lit(400)))
    assert value == pytest.approx(33.3, abs=0.05)
    assert high - value == pytest.approx(7.3, abs=0.05)
    assert ((high - value) / 100 / 1.959964) ** 2 * 400 == pytest.approx(5 / 9, abs=1e-6)
    assert value - low == pytest.approx(high - value)


@given(favourable=counts, adverse=counts, neutral=counts)
def test_points_lie_in_their_interval_and_both_on_the_scale(
    favourable: int, adverse: int, neutral: int
) -> None:
    n = favourable + adverse + neutral
    value, low, high = figure(net_share(pl.lit(favourable), pl.lit(adverse), pl.lit(n)))
    assert (value is None) == (n == 0)
    assert n == 0 or -100 <= low <= value <= high <= 100


@given(events=st.integers(1, 10_000_000))
def test_the_interval_of_a_count_is_the_exact_one_of_a_poisson_mean(events: int) -> None:
    value, low, high = figure(event_count(pl.lit(events)))
    assert value == events
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * events) / 2)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 2)


def test_no_event_is_compatible_with_up_to_3_69() -> None:
    assert figure(event_count(pl.lit(0))) == (0, 0, pytest.approx(3.6889, abs=5e-5))


@given(scores=st.lists(st.integers(1, 7), min_size=2, max_size=200))
def test_the_interval_of_a_mean_is_students(scores: list[int]) -> None:
    total, squares = sum(scores), sum(score**2 for score in scores)
    value, low, high = figure(mean(pl.lit(total), pl.lit(squares), pl.lit(len(scores)), 1, 7))
    assert value == pytest.approx(sum(scores) / len(scores))
    if len(set(scores)) == 1:
        assert (low, high) == (pytest.approx(value), pytest.approx(value))
    else:
        expected = stats.ttest_1samp(scores, 0).confidence_interval()
        assert low == pytest.approx(max(expected.low, 1))
        assert high == pytest.approx(min(expected.high, 7))


def test_a_single_score_has_a_mean_but_no_interval() -> None:
    assert figure(mean(pl.lit(5), pl.lit(25), pl.lit(1), 1, 7)) == (5, None, None)


def test_the_change_of_two_shares_has_newcombes_interval() -> None:
    now = proportion(pl.lit(56), pl.lit(70))
    before = proportion(pl.lit(48), pl.lit(80))
    difference, low, high = figure(change(now, before))
    assert difference == pytest.approx(0.2)
    assert low == pytest.approx(0.0524, abs=5e-5)
    assert high == pytest.approx(0.3339, abs=5e-5)


def test_the_interval_of_a_change_takes_the_far_end_of_each_interval() -> None:
    assert figure(change(fixed(10, 7, 11), fixed(4, 2, 8))) == (6, 1, pytest.approx(6 + 5**0.5))


@given(now=counts, before=counts)
def test_a_change_turns_its_sign_when_the_periods_are_swapped(now: int, before: int) -> None:
    first, second = event_count(pl.lit(now)), event_count(pl.lit(before))
    difference, low, high = figure(change(first, second))
    swapped = figure(change(second, first))
    assert low < difference < high
    assert swapped == (-difference, pytest.approx(-high), pytest.approx(-low))


@given(n=st.integers(1, 100_000), share=st.sampled_from([0.5, 0.9]))
def test_the_ranks_of_a_quantile_hold_it_with_95_percent(n: int, share: float) -> None:
    rank, low, high = figure(quantile_ranks(pl.lit(n), share))
    assert low <= rank <= high
    # The quantile lies between the two order statistics if low <= number of values under it < high.
    assert stats.binom.cdf(high - 1, n, share) - stats.binom.cdf(low - 1, n, share) >= 0.95 - 1e-9
    assert low == 0 or stats.binom.cdf(low, n, share) >= 0.025
    assert stats.binom.cdf(high - 2, n, share) < 0.975 + 1e-9
