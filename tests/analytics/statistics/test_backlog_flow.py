"""Capacity, its use and the end of a backlog against independent references and simulation."""

import math

import numpy as np
import pytest
import scipy.stats

from analytics.statistics.backlog_flow import days_until_gone, mean_of_days, quantile_of_days, ratio_of
from analytics.statistics.common import Interval


def test_a_mean_has_students_interval() -> None:
    values = [3, 5, 2, 8, 6, 4]
    low, high = scipy.stats.t.interval(0.95, 5, np.mean(values), scipy.stats.sem(values))
    assert mean_of_days(values) == pytest.approx((np.mean(values), low, high))


def test_a_quantile_lies_between_order_statistics_that_hold_it() -> None:
    rng, held = np.random.default_rng(5), 0
    true = scipy.stats.expon.ppf(0.9)
    for _ in range(400):
        found = quantile_of_days(rng.exponential(size=120), 0.9)
        assert found.low <= found.value <= found.high
        held += found.low <= true <= found.high
    assert held / 400 >= 0.92
    assert quantile_of_days([1.0, 2.0, 3.0], 0.9).high == math.inf


def test_a_ratio_with_a_sure_denominator_scales_the_interval() -> None:
    assert ratio_of(Interval(8, 6, 11), Interval(4, 4, 4)) == pytest.approx((2, 1.5, 2.75))


def test_a_ratio_has_fiellers_interval_where_both_are_normal() -> None:
    z, (a, sa), (b, sb) = 1.959963984540054, (10.0, 1.0), (8.0, 0.6)
    found = ratio_of(Interval(a, a - z * sa, a + z * sa), Interval(b, b - z * sb, b + z * sb))
    g = (z * sb / b) ** 2
    half = z / b / (1 - g) * math.sqrt(sa**2 * (1 - g) + (a / b) ** 2 * sb**2)
    assert (found.low, found.high) == pytest.approx(((a / b) / (1 - g) - half, (a / b) / (1 - g) + half))


def test_the_days_hold_the_day_on_which_the_backlog_is_gone() -> None:
    rng, held = np.random.default_rng(11), 0
    for _ in range(400):
        before = rng.poisson(12, 60) - rng.negative_binomial(8, 8 / 17, 60)
        found = days_until_gone(150, before)
        ahead = np.cumsum(rng.poisson(12, 4000) - rng.negative_binomial(8, 8 / 17, 4000))
        gone = int(np.argmax(ahead >= 150)) + 1
        held += found is not None and found.low <= gone <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_a_backlog_that_surely_grows_is_never_gone() -> None:
    assert days_until_gone(100, [-5, -4, -6, -5, -5]) is None
    unsure = days_until_gone(100, [-5, 6, -4, 5, 0])
    assert unsure is not None
    assert unsure.high == math.inf
    assert days_until_gone(0, [1.0, 2.0]) == (0, 0, 0)
