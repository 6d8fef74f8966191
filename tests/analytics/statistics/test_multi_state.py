"""Transition probabilities are those of lifelines with one step, and a product integral worked out by
hand.
"""

import numpy as np
import polars as pl
import pytest
from lifelines import AalenJohansenFitter

from analytics.statistics.aalen_johansen import cumulative_incidence
from analytics.statistics.multi_state import transition_probabilities

STATES = ("new", "grown", "kept", "left")


def spells(rows: list[tuple[str, str | None, float, float, float]]) -> pl.DataFrame:
    return pl.DataFrame(rows, ["state", "to", "entry", "duration", "weight"], orient="row")


def competing(seed: int) -> tuple[pl.DataFrame, np.ndarray, np.ndarray]:
    """Spells that end in one of two ways or are cut short, without ties."""
    rng = np.random.default_rng(seed)
    times, ends = rng.exponential(10, 200), rng.integers(0, 3, 200)
    to = [(None, "grown", "left")[end] for end in ends]
    rows = [("new", name, 0.0, float(time), 1.0) for name, time in zip(to, times, strict=True)]
    return spells(rows), times, ends


def test_with_one_step_it_is_lifelines_competing_events() -> None:
    rows, times, ends = competing(1)
    found = transition_probabilities(rows, STATES, "new")
    for number, state in ((1, "grown"), (2, "left")):
        fitted = AalenJohansenFitter(calculate_variance=False).fit(times, ends, event_of_interest=number)
        own = found.filter(state=state)
        there = fitted.cumulative_density_.iloc[:, 0].loc[own["time"].to_numpy()].to_numpy()
        assert np.abs(own["value"].to_numpy() - there).max() < 1e-10


def test_intervals_are_those_of_the_estimator_of_competing_events() -> None:
    rows, *_ = competing(2)
    found = transition_probabilities(rows, STATES, "new").filter(state="left")
    plain = cumulative_incidence(rows.rename({"to": "event"}).drop("state"), ("grown", "left"))
    both = found.join(plain, on="time")
    assert both.height == found.height > 100
    assert np.abs(both["value"] - both["left"]).max() < 1e-10
    assert np.abs(both["std_error"] - both["left_std_error"]).max() < 1e-3


def test_with_several_steps_late_entry_and_weights_it_is_the_product_integral() -> None:
    rows = spells(
        [
            ("new", "grown", 0, 2, 3),
            ("new", "left", 0, 3, 1),
            ("new", None, 0, 9, 2),
            ("new", "kept", 1, 5, 2),
            ("grown", "kept", 2, 4, 2),
            ("grown", "left", 2, 5, 1),
            ("grown", None, 1, 8, 4),
            ("kept", "left", 4, 6, 1),
            ("kept", None, 5, 9, 3),
        ]
    )
    found = transition_probabilities(rows, STATES, "new")
    places = {state: place for place, state in enumerate(STATES)}
    chances = np.array([1.0, 0, 0, 0])
    for time in (2.0, 3.0, 4.0, 5.0, 6.0):
        step = np.eye(4)
        for state, to, entry, duration, weight in rows.iter_rows():
            if to is not None and duration == time:
                there = rows.filter(
                    pl.col("state") == state, pl.col("entry") < time, pl.col("duration") >= time
                )["weight"].sum()
                step[places[state], places[to]] += weight / there
                step[places[state], places[state]] -= weight / there
            assert entry < duration
        chances = chances @ step
        assert found.filter(time=time)["value"].to_list() == pytest.approx(chances.tolist(), abs=1e-12)


def test_who_starts_later_is_looked_at_from_there_on() -> None:
    rows = spells([("new", "grown", 0, 2, 5), ("grown", "left", 2, 4, 1), ("grown", None, 2, 6, 4)])
    found = transition_probabilities(rows, STATES, "grown", since=3.0)
    assert found["time"].unique().to_list() == [4.0]
    assert dict(found.select("state", "value").rows())["left"] == pytest.approx(0.2)


def test_without_a_transition_there_is_nothing() -> None:
    assert transition_probabilities(spells([("new", None, 0, 2, 5)]), STATES, "new").is_empty()
