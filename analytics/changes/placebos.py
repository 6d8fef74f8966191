"""The same estimate where and when nothing was changed.

What lies off nothing there puts the effect itself in doubt.
"""

from dataclasses import replace

import numpy as np
import polars as pl

from analytics.changes.effect import PLACEBOS
from analytics.changes.panel import Panel
from analytics.changes.window import WEEK
from analytics.statistics.common import Floats
from analytics.statistics.difference_in_differences import (
    Difference,
    difference_in_differences,
    placebo_dates,
    weighted_mean,
)
from state.changes import Change

# A placebo date needs a level before it, and every second week is enough of them.
_FIRST_PLACEBO, _PLACEBO_STEP, _LONGEST_PLACEBO = 6, 2, 8


def placebos_of(change: Change, gap: Floats, weights: Floats, panel: Panel) -> pl.DataFrame:
    """A row per date before the change and per department that did not change: kind, at or department, value,
    low, high. gap: of the changed ones to their control by week; weights: of the weeks.
    """
    return pl.concat([_dates(change, gap, weights, panel), _departments(panel)])


def _dates(change: Change, gap: Floats, weights: Floats, panel: Panel) -> pl.DataFrame:
    steps = panel.step[~panel.is_after]
    length = int(min(panel.is_after.sum(), _LONGEST_PLACEBO))
    at = range(_FIRST_PLACEBO, len(steps) - length + 1, _PLACEBO_STEP)
    rows = [
        {"kind": "date", "at": change.begins_on + int(steps[place]) * WEEK, **_ends(made)}
        for place, made in placebo_dates(gap[: len(steps)], weights[: len(steps)], length, at)
    ]
    return pl.DataFrame(rows, schema=PLACEBOS)


def _departments(panel: Panel) -> pl.DataFrame:
    """Each of the others as if it had been changed, against the rest."""
    rows = []
    for place, name in enumerate(panel.names if len(panel.names) > 1 else ()):
        rest = np.delete(np.arange(len(panel.names)), place)
        sizes = panel.sizes[rest]
        errors = panel.errors[[place + 1, *(rest + 1)]]
        beside = replace(panel, treated=panel.others[place], others=panel.others[rest], errors=errors)
        gap = beside.treated - weighted_mean(beside.others, sizes)
        made = difference_in_differences(gap, panel.is_after, beside.weights(sizes))
        if made is not None:
            rows.append({"kind": "department", "department": name, **_ends(made)})
    return pl.DataFrame(rows, schema=PLACEBOS)


def _ends(made: Difference) -> dict[str, float]:
    return {"value": made.value, "low": made.low, "high": made.high}
