"""Discounted years from hazards, and the interval of a product."""

import numpy as np
import pytest

from analytics.statistics.common import Interval
from analytics.statistics.lifetime import (
    discounted_years,
    drawn_shares,
    interval_of_draws,
    product,
)


def test_nobody_leaving_and_no_discount_give_the_horizon() -> None:
    assert discounted_years(np.zeros((1, 1)), 60, 0.0) == pytest.approx(5)


def test_years_are_the_sum_over_simulated_lives() -> None:
    """Whoever leaves in a month is there for half of it."""
    random = np.random.default_rng(3)
    hazards = np.array([0.05] * 12 + [0.02] * 24 + [0.01])
    start, months, people = 6, 36, 40_000
    there, years = np.ones(people, dtype=bool), np.zeros(people)
    for month in range(months):
        hazard = hazards[min(start + month, len(hazards) - 1)]
        leaves = there & (random.random(people) < hazard)
        years += np.where(leaves, 0.5, 1.0) * there * 1.08 ** -((month + 0.5) / 12) / 12
        there &= ~leaves
    found = discounted_years(hazards, months, 0.08)[start]
    assert found == pytest.approx(years.mean(), abs=4 * years.std() / people**0.5)


def test_the_last_hazard_stands_for_all_later_months() -> None:
    short = discounted_years(np.array([0.1, 0.02]), 24, 0.05)
    longer = discounted_years(np.array([0.1, *[0.02] * 30]), 24, 0.05)
    assert short == pytest.approx(longer[:2])


def test_draws_of_shares_are_jeffreys_posterior() -> None:
    stats = pytest.importorskip("scipy.stats")
    drawn = drawn_shares(np.array([3.0]), np.array([200.0]), 20_000, 1)[:, 0]
    posterior = stats.beta(3.5, 197.5)
    assert np.quantile(drawn, [0.025, 0.5, 0.975]) == pytest.approx(
        posterior.ppf([0.025, 0.5, 0.975]), rel=0.03
    )


def test_an_interval_holds_its_value_whatever_the_draws_are() -> None:
    assert interval_of_draws(5.0, np.linspace(0, 1, 101)) == pytest.approx((5.0, 0.025, 5.0))


@pytest.mark.parametrize(("first", "second"), [((2.0, 0.2), (30.0, 4.0)), ((-0.5, 0.3), (10.0, 1.0))])
def test_a_product_reaches_as_far_as_products_of_draws(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    random = np.random.default_rng(5)
    one, other = (Interval(value, value - 1.96 * sd, value + 1.96 * sd) for value, sd in (first, second))
    drawn = random.normal(*first, 200_000) * random.normal(*second, 200_000)
    found = product(one, other)
    assert found.value == pytest.approx(first[0] * second[0])
    assert (found.low, found.high) == pytest.approx(np.quantile(drawn, [0.025, 0.975]), rel=0.08, abs=0.2)
