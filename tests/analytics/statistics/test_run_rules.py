"""A control chart signals what is beyond its limits, and long runs on one side."""

import numpy as np

from analytics.statistics.control_charts import Limits
from analytics.statistics.run_rules import RunSignal, run_signals

LIMITS = Limits(np.zeros(12), np.full(12, -3.0), np.full(12, 3.0), np.ones(12))


def test_each_stretch_beyond_the_limits_says_from_when_to_when() -> None:
    values = np.array([0.5, -0.5, 4, 5, 0.5, -0.5, -4, 0.5, -0.5, 0.5, -0.5, 0.5])
    assert run_signals(values, LIMITS) == [
        RunSignal("beyond_limits", 2, 3, 1),
        RunSignal("beyond_limits", 6, 6, -1),
    ]


def test_eight_on_one_side_signal_and_seven_do_not() -> None:
    assert run_signals(np.array([-1.0] * 4 + [1.0] * 8), LIMITS) == [RunSignal("run", 4, 11, 1)]
    assert run_signals(np.array([-1.0] * 5 + [1.0] * 7), LIMITS) == []


def test_a_point_on_the_centre_ends_a_run() -> None:
    assert run_signals(np.array([1.0] * 5 + [0.0] + [1.0] * 6), LIMITS) == []


def test_a_point_on_the_limit_is_within_it() -> None:
    assert run_signals(np.array([3.0, -3.0] * 6), LIMITS) == []


def test_nothing_signals_where_the_baseline_did_not_vary() -> None:
    flat = Limits(np.zeros(12), np.zeros(12), np.zeros(12), np.zeros(12))
    assert run_signals(np.ones(12), flat) == []
