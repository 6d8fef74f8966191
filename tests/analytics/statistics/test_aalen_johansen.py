"""Cumulative incidence against lifelines, statsmodels and hand-computed values."""

import lifelines
import numpy as np
import polars as pl
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight

from analytics.statistics.aalen_johansen import cumulative_incidence, quantile_of
from analytics.statistics.kaplan_meier import kaplan_meier

CAUSES = ("moved", "left")


def _spells(durations, events, entry=None, weights=None, **more):
    names = [(None, *CAUSES)[event] for event in events]
    return pl.DataFrame(
        {
            "entry": np.zeros(len(durations)) if entry is None else entry,
            "duration": np.asarray(durations, dtype=float),
            "event": pl.Series(names, dtype=pl.String),
            "weight": np.ones(len(durations)) if weights is None else weights,
            **more,
        }
    )


def _drawn(seed, count=400):
    rng = np.random.default_rng(seed)
    moved, left, end = (rng.exponential(mean, count) for mean in (7, 30, 25))
    ends = np.minimum(np.minimum(moved, left), end)
    events = np.where(ends == end, 0, np.where(ends == moved, 1, 2))
    return ends, events, rng.uniform(0, 0.8, count) * ends * (rng.random(count) < 0.4)


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("cause", [1, 2])
@pytest.mark.parametrize("seed", [1, 2])
def test_shares_and_intervals_are_those_of_lifelines(seed, cause, is_late):
    durations, events, entry = _drawn(seed)
    entry = entry if is_late else np.zeros_like(entry)
    theirs = lifelines.AalenJohansenFitter().fit(durations, events, cause, entry=entry)
    ours = cumulative_incidence(_spells(durations, events, entry), CAUSES)
    name = CAUSES[cause - 1]
    assert ours["time"].to_list() == pytest.approx(theirs.timeline.tolist())
    assert np.allclose(ours[name], theirs.cumulative_density_.iloc[:, 0], atol=1e-10, rtol=0)
    # Of the last to be watched lifelines divides by nobody.
    known = np.isfinite(theirs.variance_.to_numpy())
    assert known.mean() > 0.99
    errors = np.sqrt(theirs.variance_.to_numpy()[known])
    assert np.allclose(ours[f"{name}_std_error"].to_numpy()[known], errors, atol=1e-9, rtol=0)
    ends = theirs.confidence_interval_.to_numpy()
    known = np.isfinite(ends).all(axis=1)
    mine = ours.select(f"{name}_low", f"{name}_high").to_numpy()
    assert np.allclose(mine[known], np.sort(ends[known], axis=1), atol=1e-9, rtol=0)


@pytest.mark.parametrize("cause", [1, 2])
def test_shares_with_ties_are_those_of_statsmodels(cause):
    durations, events, _ = _drawn(3)
    days = np.ceil(durations)
    theirs = CumIncidenceRight(days, events)
    ours = cumulative_incidence(_spells(days, events), CAUSES).filter(pl.col("time").is_in(theirs.times))
    assert ours[CAUSES[cause - 1]].to_list() == pytest.approx(theirs.cinc[cause - 1].tolist())


def test_without_another_event_it_is_what_kaplan_and_meier_leave():
    durations, events, entry = _drawn(4)
    only = np.where(events == 1, 1, 0)
    ours = cumulative_incidence(_spells(durations, only, entry), CAUSES)
    curve = kaplan_meier(durations, only, entry=entry)
    assert ours["moved"].to_list() == pytest.approx((1 - curve["survival"]).to_list())
    assert ours["moved_std_error"].to_list() == pytest.approx(curve["std_error"].to_list(), abs=1e-9)
    assert ours["left"].sum() == 0


def test_what_happened_and_what_remains_add_up_to_all():
    durations, events, entry = _drawn(5)
    ours = cumulative_incidence(_spells(durations, events, entry), CAUSES)
    assert (ours["moved"] + ours["left"] + ours["remaining"]).to_list() == pytest.approx([1] * ours.height)


def test_groups_and_weights_are_those_of_rows_taken_alone():
    durations, events, entry = _drawn(6, 60)
    size, part = np.arange(60) % 3 + 1, np.where(np.arange(60) % 2, "a", "b")
    weighted = cumulative_incidence(
        _spells(durations, events, entry, size.astype(float), part=part), CAUSES, ["part"]
    )
    for name in ("a", "b"):
        rows = np.repeat(np.flatnonzero(part == name), size[part == name])
        alone = cumulative_incidence(_spells(durations[rows], events[rows], entry[rows]), CAUSES)
        mine = weighted.filter(part=name).drop("part")
        assert np.allclose(mine.to_numpy(), alone.to_numpy(), atol=1e-10)


def test_a_small_case_by_hand():
    ours = cumulative_incidence(_spells([1, 2, 2, 3], [1, 2, 0, 1]), CAUSES)
    assert ours["moved"].to_list() == pytest.approx([0, 1 / 4, 1 / 4, 3 / 4])
    assert ours["left"].to_list() == pytest.approx([0, 0, 1 / 4, 1 / 4])
    assert quantile_of(ours, "moved", 0.25).value == 1
    assert quantile_of(ours, "moved", 0.5).value == 3
    assert quantile_of(ours, "left", 0.5).value is None


def test_no_spells_give_no_curve():
    curve = cumulative_incidence(_spells([], []), CAUSES)
    assert curve.is_empty()
    assert quantile_of(curve, "moved", 0.5) == (None, None, None)
