"""When a control chart signals: a point beyond the limits, or a long run on one side of the centre.

Sources: Western Electric (1956), Statistical Quality Control Handbook; Nelson (1984), The Shewhart control
chart: tests for special causes, Journal of Quality Technology 16. Of their rules only these two are used:
each further rule brings more false alarms.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np

from analytics.statistics.common import Floats
from analytics.statistics.control_charts import Limits

RUN_LENGTH = 8

Rule = Literal["beyond_limits", "run"]


@dataclass(frozen=True)
class RunSignal:
    """A stretch of points that breaks a rule; first and last count from 0. side: 1 above the centre, -1
    below."""

    rule: Rule
    first: int
    last: int
    side: int


def run_signals(values: Floats, limits: Limits) -> list[RunSignal]:
    """Every stretch beyond the limits, and every run of eight or more on one side, in order of beginning.

    Where the baseline did not vary at all there are no limits to go by, and nothing signals.
    """
    if not limits.sigma.any():
        return []
    beyond = np.where(values > limits.upper, 1, np.where(values < limits.lower, -1, 0))
    sides = np.sign(values - limits.centre).astype(int)
    runs = [signal for signal in _stretches("run", sides) if signal.last - signal.first + 1 >= RUN_LENGTH]
    return sorted(
        [*_stretches("beyond_limits", beyond), *runs], key=lambda signal: (signal.first, signal.rule)
    )


def _stretches(rule: Rule, sides: np.ndarray) -> list[RunSignal]:
    stretches = []
    start = 0
    for side, group in groupby(sides.tolist()):
        length = len(list(group))
        if side:
            stretches.append(RunSignal(rule, start, start + length - 1, side))
        start += length
    return stretches
