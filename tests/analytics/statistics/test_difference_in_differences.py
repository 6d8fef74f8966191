"""Difference-in-differences, against a published estimate, statsmodels' two-way regression, and draws."""

import numpy as np
import pytest
import statsmodels.formula.api as smf
from causaldata import organ_donations
from statsmodels.regression.linear_model import WLS

from analytics.statistics.common import Floats
from analytics.statistics.difference_in_differences import (
    Flags,
    difference_in_differences,
    placebo_dates,
    trend_before,
    weighted_mean,
)

BEFORE, AFTER = 26, 8
IS_AFTER: Flags = np.arange(BEFORE + AFTER) >= BEFORE
ALIKE = np.ones(BEFORE + AFTER)


@pytest.fixture(scope="module")
def donations() -> tuple[Floats, Flags]:
    """The gap of California's rate of organ donors to the other 26 states', and the quarters after."""
    rates = organ_donations.load_pandas().data.pivot(index="State", columns="Quarter_Num", values="Rate")
    others = rates.drop("California").to_numpy()
    gap = rates.loc["California"].to_numpy() - weighted_mean(others, np.ones(len(others)))
    return gap, rates.columns.to_numpy() >= 4


def drawn(seed: int, alike: float = 0.0, level: float = 0.0) -> Floats:
    """A gap whose neighbouring steps are alike, and higher by `level` after the day."""
    noise = np.random.default_rng(seed).normal(size=BEFORE + AFTER)
    for step in range(1, len(noise)):
        noise[step] = alike * noise[step - 1] + np.sqrt(1 - alike**2) * noise[step]
    return np.asarray(noise + level * IS_AFTER, dtype=np.float64)


def test_it_is_the_published_estimate_of_organ_donations(donations: tuple[Floats, Flags]) -> None:
    """The Effect (Huntington-Klein 2021), chapter 18: -0.022."""
    gap, is_after = donations
    made = difference_in_differences(gap, is_after, np.ones(len(gap)))
    assert made is not None
    assert made.value == pytest.approx(-0.0225, abs=0.0005)
    assert made.high < 0


def test_it_is_the_coefficient_of_two_way_fixed_effects(donations: tuple[Floats, Flags]) -> None:
    table = organ_donations.load_pandas().data
    table["treated"] = ((table.State == "California") & (table.Quarter_Num >= 4)).astype(float)
    fitted = smf.ols("Rate ~ treated + C(State) + C(Quarter_Num)", table).fit()
    gap, is_after = donations
    made = difference_in_differences(gap, is_after, np.ones(len(gap)))
    assert made is not None
    assert made.value == pytest.approx(fitted.params["treated"], abs=1e-12)


def test_the_error_is_that_of_weighted_least_squares_where_steps_are_not_alike() -> None:
    weights, gap = np.random.default_rng(3).uniform(1, 4, BEFORE + AFTER), drawn(4)
    design = np.column_stack([np.ones(len(gap)), IS_AFTER])
    fitted = WLS(gap, design, weights=weights).fit()
    made = difference_in_differences(gap, IS_AFTER, weights)
    assert made is not None and made.alike == 0
    assert made.value == pytest.approx(fitted.params[1])
    assert made.error == pytest.approx(fitted.bse[1])
    assert (made.low, made.high) == pytest.approx(tuple(fitted.conf_int()[1]))
    assert made.p_value == pytest.approx(fitted.pvalues[1])


@pytest.mark.parametrize("alike", [0.0, 0.3])
def test_intervals_hold_the_truth_whether_or_not_neighbours_are_alike(alike: float) -> None:
    made = [difference_in_differences(drawn(seed, alike, 0.5), IS_AFTER, ALIKE) for seed in range(400)]
    held = np.mean([one is not None and one.low <= 0.5 <= one.high for one in made])
    assert 0.90 <= held <= 0.985


def test_what_is_called_detectable_is_told_in_four_of_five_draws() -> None:
    first = difference_in_differences(drawn(1), IS_AFTER, ALIKE)
    assert first is not None
    level = 2.9 * np.sqrt(1 / BEFORE + 1 / AFTER)
    detectable, told = [], []
    for seed in range(400):
        made = difference_in_differences(drawn(seed, level=level), IS_AFTER, ALIKE)
        assert made is not None
        detectable.append(made.detectable)
        told.append(made.low > 0)
    assert np.median(detectable) == pytest.approx(level, rel=0.1)
    assert np.mean(told) == pytest.approx(0.8, abs=0.08)
    assert first.detectable_after(ALIKE[:BEFORE], ALIKE[BEFORE:], AFTER) == pytest.approx(first.detectable)
    assert first.detectable_after(ALIKE[:BEFORE], ALIKE[BEFORE:], 4 * AFTER) < first.detectable


def test_a_gap_that_moved_before_is_told_and_one_that_did_not_seldom_is() -> None:
    rising, late = np.arange(BEFORE + AFTER) * 0.2, (np.arange(BEFORE + AFTER) >= BEFORE - 3) * 2.5
    for moved in (rising, late):
        trend = trend_before(drawn(5) + moved, IS_AFTER, ALIKE)
        assert trend is not None and trend.p_value < 0.05
    trends = [trend_before(drawn(seed), IS_AFTER, ALIKE) for seed in range(300)]
    assert np.mean([trend is not None and trend.p_value < 0.05 for trend in trends]) <= 0.08


def test_placebo_dates_know_nothing_of_the_day_itself() -> None:
    gap = drawn(6, level=50)
    found = placebo_dates(gap[:BEFORE], ALIKE[:BEFORE], 8, range(6, 19, 2))
    assert [at for at, _ in found] == [6, 8, 10, 12, 14, 16, 18]
    assert all(abs(made.value) < 3 for _, made in found)


def test_where_nothing_varies_or_a_side_is_missing_nothing_is_told() -> None:
    assert difference_in_differences(np.ones(20), np.arange(20) > 12, np.ones(20)) is None
    assert difference_in_differences(drawn(7), np.zeros(BEFORE + AFTER, dtype=bool), ALIKE) is None
    assert (
        difference_in_differences(np.array([1.0, 2.0, 4.0]), np.array([False, False, True]), np.ones(3))
        is None
    )
