"""Spread between units, ratios of totals, slopes within strata and the fewest agents, against references."""

import numpy as np
import polars as pl
import pytest
from statsmodels.regression.linear_model import OLS, WLS
from statsmodels.stats.meta_analysis import combine_effects

from analytics.statistics.between import spread_between
from analytics.statistics.queueing import erlang_c, least_agents
from analytics.statistics.ratio import ratio_of_totals
from analytics.statistics.within import Units, slopes_within


def test_the_spread_is_that_of_paule_and_mandel() -> None:
    rng = np.random.default_rng(3)
    errors = rng.uniform(0.05, 0.3, 25)
    values = 4 + rng.normal(0, 0.15, 25) + rng.normal(0, errors)
    found = spread_between(values, errors, np.zeros(25))
    reference = combine_effects(values, errors**2, method_re="iterated")
    assert found is not None
    assert found.value**2 == pytest.approx(reference.tau2, rel=1e-3)
    assert found.low < found.value < found.high


def test_the_interval_of_the_spread_holds_the_truth_as_often_as_it_says() -> None:
    rng, held, runs = np.random.default_rng(11), 0, 400
    groups = np.repeat(np.arange(6), 8)
    for _ in range(runs):
        errors = rng.uniform(0.05, 0.2, 48)
        means = rng.normal(4, 1, 6)[groups]
        found = spread_between(means + rng.normal(0, 0.1, 48) + rng.normal(0, errors), errors, groups)
        assert found is not None
        held += found.low <= 0.1 <= found.high
    # Three standard deviations of so many runs.
    assert held / runs == pytest.approx(0.95, abs=0.033)


def test_units_that_differ_by_chance_have_no_spread_and_single_ones_none_to_tell() -> None:
    assert spread_between([4.0, 4.0, 4.0], [0.2, 0.2, 0.2], [0, 0, 0]) == (0, 0, 0)
    assert spread_between([4.0, 3.0], [0.1, 0.1], ["a", "b"]) is None


def test_a_ratio_and_its_interval_are_those_of_a_weighted_regression_on_nothing() -> None:
    rng = np.random.default_rng(5)
    there = rng.uniform(2, 9, 40)
    busy = 0.3 * there + rng.normal(0, 0.3, 40)
    frame = pl.DataFrame({"part": ["a"] * 40, "busy": busy, "there": there})
    row = ratio_of_totals(frame, ["part"], "busy", "there").row(0, named=True)
    fitted = WLS(busy / there, np.ones(40), weights=there).fit(cov_type="HC1", use_t=True)
    low, high = fitted.conf_int()[0]
    assert row["value"] == pytest.approx(busy.sum() / there.sum()) == pytest.approx(fitted.params[0])
    assert (row["low"], row["high"]) == pytest.approx((low, high))
    assert row["clusters"] == 40


def test_a_ratio_of_one_cluster_has_no_interval_and_of_nothing_no_value() -> None:
    frame = pl.DataFrame({"busy": [2.0, 1.0], "there": [4.0, 0.0]})
    assert ratio_of_totals(frame, [], "busy", "there").row(0) == (0.5, None, None, 1)
    assert ratio_of_totals(frame.head(0), [], "busy", "there").row(0) == (None, None, None, 0)


def units(rng: np.random.Generator, between: float) -> tuple[Units, np.ndarray]:
    strata, owners = np.repeat(np.arange(5), 16), np.tile(np.arange(40), 2)
    columns = rng.normal(size=(80, 2)) + strata[:, None]
    variances = rng.uniform(0.5, 2, 80)
    noise = rng.normal(0, np.sqrt(0.2 * variances + between**2))
    means = 0.4 * columns[:, 0] - 0.2 * columns[:, 1] + rng.normal(0, 1, 5)[strata] + noise
    return Units(means, variances, strata, owners), columns


def test_slopes_are_those_of_a_regression_with_a_level_for_each_stratum() -> None:
    """Where units differ less than their own chance, weights are known and only that remains."""
    given, columns = units(np.random.default_rng(8), between=0.0)
    found = slopes_within(given, columns)
    rows = np.column_stack([columns, given.strata[:, None] == np.arange(5)]).astype(float)
    reference = WLS(given.means, rows, weights=1 / given.variances).fit(
        cov_type="cluster", cov_kwds={"groups": given.owners}
    )
    freedom = 40 - 5 - 2
    assert found is not None
    from scipy.stats import t

    for place, slope in enumerate(found):
        assert slope.value == pytest.approx(reference.params[place])
        half = t.ppf(0.975, freedom) * reference.bse[place]
        assert slope.high - slope.value == pytest.approx(half)
        assert slope.value - slope.low == pytest.approx(half)


def test_where_units_differ_much_they_weigh_alike() -> None:
    given, columns = units(np.random.default_rng(9), between=60.0)
    found = slopes_within(given, columns)
    rows = np.column_stack([columns, given.strata[:, None] == np.arange(5)]).astype(float)
    reference = OLS(given.means, rows).fit()
    assert found is not None
    assert [slope.value for slope in found] == pytest.approx(list(reference.params[:2]), rel=0.02)


def test_a_column_that_the_strata_tell_has_no_slope() -> None:
    given, columns = units(np.random.default_rng(9), between=0.1)
    assert slopes_within(given, given.strata[:, None].astype(float)) is None
    assert slopes_within(given, np.column_stack([columns[:, 0], 2 * columns[:, 0]])) is None


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_the_fewest_agents_are_enough_and_one_fewer_is_not(share: float) -> None:
    loads = np.array([0.0, 0.2, 1.0, 3.7, 12.0, 240.0])
    seconds = np.array([60.0, 300, 180, 600, 240, 200])
    needed = least_agents(loads, seconds, 20, share)
    assert needed[0] == 0
    for load, service, agents in zip(loads[1:], seconds[1:], needed[1:], strict=True):
        enough = erlang_c(load / service, 1 / service, int(agents), 20)
        assert enough is not None and enough.answered_in_time >= share
        fewer = erlang_c(load / service, 1 / service, int(agents) - 1, 20) if agents > 1 else None
        assert fewer is None or fewer.answered_in_time < share
