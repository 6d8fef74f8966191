"""What is told of a change: its effect, or why none can be told."""

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from analytics.changes.window import Window
from analytics.statistics.difference_in_differences import Difference, Trend
from analytics.statistics.synthetic_control import Synthetic
from state.changes import Change

Verdict = Literal[
    "better", "worse", "moved", "no_effect", "too_early", "cannot_tell", "not_yet", "planned", "dropped"
]
Note = Literal[
    "no_control",
    "few_weeks",
    "few_records",
    "at_once",
    "no_variation",
    "moved_before",
    "not_fitting",
    "no_data",
]
# Those in which an effect is named.
NAMED: tuple[Verdict, ...] = ("better", "worse", "moved")
COURSE = {
    **dict.fromkeys(("at", "until"), pl.Date()),
    "is_after": pl.Boolean(),
    **dict.fromkeys(("treated", "low", "high", "control", "synthetic"), pl.Float64()),
    "n": pl.Int64(),
}
PLACEBOS = {
    "kind": pl.String(),
    "at": pl.Date(),
    "department": pl.String(),
    **dict.fromkeys(("value", "low", "high"), pl.Float64()),
}


@dataclass(frozen=True)
class Effect:
    """The effect of one change on its measure.

    effect: difference-in-differences in whole weeks, None where it cannot be told, and then note says why.
    synthetic: the same against a synthetic control. verdict: what may be said; named are only effects that
    are beyond chance even among all changes of the register (p_value: Holm 1979). relevant: the size that
    matters, as wanted or by rule. more_weeks: how many weeks until that size could be told; None beyond a
    year. trend: of the gap before. before, after: the changed ones' figure; control_before, control_after:
    that of their control. course: a row per week: the changed ones with their interval by chance, and both
    controls moved to their level before the day. placebos: the same estimate at dates before it, and at
    departments that did not change. rank: the synthetic control's p value among those departments.
    """

    change: Change
    verdict: Verdict
    note: Note | None = None
    window: Window | None = None
    effect: Difference | None = None
    p_value: float | None = None
    synthetic: Synthetic | None = None
    rank: float | None = None
    trend: Trend | None = None
    relevant: float | None = None
    more_weeks: int | None = None
    before: float | None = None
    after: float | None = None
    control_before: float | None = None
    control_after: float | None = None
    n_before: int = 0
    n_after: int = 0
    controls: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    course: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COURSE))
    placebos: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PLACEBOS))
