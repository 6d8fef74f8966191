"""What followed a change, against departments of the same tier that did not change."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import duckdb
import numpy as np
import polars as pl

from analytics.catalogue import find_measure
from analytics.changes.fitting import why_no_effect
from analytics.changes.panel import Panel, read_panel
from analytics.changes.relevance import relevant_size
from analytics.changes.window import WEEK, Window, window_of
from analytics.finished import last_finished, read_span
from analytics.measures.measure import Measure
from analytics.statistics.common import Floats
from analytics.statistics.difference_in_differences import (
    Difference,
    Trend,
    difference_in_differences,
    placebo_dates,
    trend_before,
    weighted_mean,
)
from analytics.statistics.holm import holm
from analytics.statistics.synthetic_control import (
    Synthetic,
    placebos_in_space,
    rank_among_placebos,
    synthetic_control,
)
from state.changes import Change
from warehouse.settings import Settings

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
ERROR = 0.05
FEWEST_WEEKS_BEFORE = 8
MOST_WEEKS_AHEAD = 52
# A placebo date needs a level before it, and every second week is enough of them.
_FIRST_PLACEBO, _PLACEBO_STEP, _LONGEST_PLACEBO = 6, 2, 8
_COURSE = {
    **dict.fromkeys(("at", "until"), pl.Date()),
    "is_after": pl.Boolean(),
    **dict.fromkeys(("treated", "low", "high", "control", "synthetic"), pl.Float64()),
    "n": pl.Int64(),
}
_PLACEBOS = {
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
    course: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_COURSE))
    placebos: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_PLACEBOS))


def change_effects(
    connection: duckdb.DuckDBPyConnection, settings: Settings, register: Sequence[Change]
) -> list[Effect]:
    """The effect of every change of a register, in its order.

    Departments that were changed themselves within the days looked at are no control; of a change in a tier
    the others of that tier are. Days are whole weeks, counted from the day of the change: at most 26 on
    either side, and none beyond another change of the same department.
    """
    span = read_span(connection, settings)
    found = []
    for change in register:
        early = _without_figures(change, None if span is None else last_finished(span))
        if early is not None or span is None:
            found.append(early or Effect(change, "cannot_tell", "no_data"))
            continue
        window = window_of(change, register, span[0], last_finished(span))
        found.append(_effect(connection, settings, change, window))
    return _judged(found)


def _without_figures(change: Change, last_day: object) -> Effect | None:
    if change.state in ("planned", "dropped"):
        return Effect(change, "planned" if change.state == "planned" else "dropped")
    if last_day is None:
        return Effect(change, "cannot_tell", "no_data")
    if why_no_effect(find_measure(change.measure)) is not None:
        return Effect(change, "cannot_tell", "not_fitting")
    if not change.departments:
        return Effect(change, "cannot_tell", "no_control")
    return None


def _effect(
    connection: duckdb.DuckDBPyConnection, settings: Settings, change: Change, window: Window
) -> Effect:
    """All but the verdict on what was found, which hangs on the other changes."""
    if not window.weeks_after:
        return Effect(change, "not_yet", window=window)
    if window.at_once:
        return Effect(change, "cannot_tell", "at_once", window)
    if window.weeks_before < FEWEST_WEEKS_BEFORE:
        return Effect(change, "cannot_tell", "few_weeks", window)
    measure = find_measure(change.measure)
    panel = read_panel(connection, settings, change, measure, window)
    note = _why_not(panel, settings)
    if panel is None or note is not None:
        left_out = panel.left_out if panel else ()
        return Effect(change, "cannot_tell", note or "few_records", window, left_out=left_out)
    return _measured(change, measure, window, panel)


def _why_not(panel: Panel | None, settings: Settings) -> Note | None:
    if panel is None:
        return "few_records"
    n, is_after, least = panel.n, panel.is_after, settings.definitions.small_n
    if (~is_after).sum() < FEWEST_WEEKS_BEFORE or not is_after.any():
        return "few_records"
    if min(n[is_after].sum(), n[~is_after].sum()) < least:
        return "few_records"
    return None if panel.names else "no_control"


def _measured(change: Change, measure: Measure, window: Window, panel: Panel) -> Effect:
    is_after, sizes = panel.is_after, panel.sizes
    control, weights = weighted_mean(panel.others, sizes), panel.weights(sizes)
    gap = panel.treated - control
    effect = difference_in_differences(gap, is_after, weights)
    if effect is None:
        return Effect(change, "cannot_tell", "no_variation", window)
    synthetic = _synthetic(panel.treated, panel.others, panel)
    before, control_before = (_mean(of, weights, ~is_after) for of in (panel.treated, control))
    relevant = relevant_size(change, measure, before)
    return Effect(
        change,
        "too_early",
        window=window,
        effect=effect,
        synthetic=synthetic,
        rank=_rank(panel, synthetic),
        trend=trend_before(gap, is_after, weights),
        relevant=relevant,
        more_weeks=_more_weeks(effect, weights, panel, relevant),
        before=before,
        after=_mean(panel.treated, weights, is_after),
        control_before=control_before,
        control_after=_mean(control, weights, is_after),
        n_before=int(panel.n[~is_after].sum()),
        n_after=int(panel.n[is_after].sum()),
        controls=panel.names,
        left_out=panel.left_out,
        course=_course(change, panel, control + before - control_before, synthetic.control, measure),
        placebos=pl.concat([_dates(change, gap, weights, panel), _departments(panel)]),
    )


def _synthetic(treated: Floats, others: Floats, panel: Panel) -> Synthetic:
    return synthetic_control(treated, others, panel.is_after, panel.weights(panel.sizes))


def _rank(panel: Panel, synthetic: Synthetic) -> float | None:
    placebos = placebos_in_space(panel.others, lambda treated, others: _synthetic(treated, others, panel))
    ratios = np.array([placebo.ratio for placebo in placebos])
    return rank_among_placebos(synthetic.ratio, ratios) if placebos else None


def _more_weeks(effect: Difference, weights: Floats, panel: Panel, relevant: float) -> int | None:
    """How many weeks more until the relevant size can be told; 0 where it already can."""
    before, after = weights[~panel.is_after], weights[panel.is_after]
    return next(
        (
            more
            for more in range(MOST_WEEKS_AHEAD + 1)
            if effect.detectable_after(before, after, len(after) + more) <= relevant
        ),
        None,
    )


def _dates(change: Change, gap: Floats, weights: Floats, panel: Panel) -> pl.DataFrame:
    steps = panel.step[~panel.is_after]
    length = int(min(panel.is_after.sum(), _LONGEST_PLACEBO))
    at = range(_FIRST_PLACEBO, len(steps) - length + 1, _PLACEBO_STEP)
    rows = [
        {"kind": "date", "at": change.begins_on + int(steps[place]) * WEEK, **_ends(made)}
        for place, made in placebo_dates(gap[: len(steps)], weights[: len(steps)], length, at)
    ]
    return pl.DataFrame(rows, schema=_PLACEBOS)


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
    return pl.DataFrame(rows, schema=_PLACEBOS)


def _ends(made: Difference) -> dict[str, float]:
    return {"value": made.value, "low": made.low, "high": made.high}


def _course(
    change: Change, panel: Panel, control: Floats, synthetic: Floats, measure: Measure
) -> pl.DataFrame:
    half = 1.959964 * np.sqrt(panel.errors[0])
    lowest, highest = measure.limits
    at = [change.begins_on + int(step) * WEEK for step in panel.step]
    return pl.DataFrame(
        {
            "at": at,
            "until": pl.Series(at, dtype=pl.Date).dt.offset_by("6d"),
            "is_after": panel.is_after,
            "treated": panel.treated,
            "low": np.clip(panel.treated - half, lowest, highest),
            "high": np.clip(panel.treated + half, lowest, highest),
            "control": control,
            "synthetic": synthetic,
            "n": panel.n.astype(np.int64),
        },
        schema=_COURSE,
    )


def _mean(series: Floats, weights: Floats, part: np.typing.NDArray[np.bool_]) -> float:
    return float(weights[part] @ series[part] / weights[part].sum())


def _judged(found: list[Effect]) -> list[Effect]:
    """Verdicts, each held against chance among all that are looked at together."""
    estimated = [one for one in found if one.effect is not None]
    chances = holm([one.effect.p_value for one in estimated if one.effect is not None])
    p_values = {id(one): float(p) for one, p in zip(estimated, chances, strict=True)}
    return [_with_verdict(one, p_values[id(one)]) if id(one) in p_values else one for one in found]


def _with_verdict(one: Effect, p_value: float) -> Effect:
    assert one.effect is not None and one.relevant is not None
    if one.trend is not None and one.trend.p_value < ERROR:
        return replace(one, verdict="cannot_tell", note="moved_before", p_value=p_value)
    if p_value < ERROR:
        return replace(one, verdict=_side(one), p_value=p_value)
    is_told = one.effect.detectable <= one.relevant
    return replace(one, verdict="no_effect" if is_told else "too_early", p_value=p_value)


def _side(one: Effect) -> Verdict:
    assert one.effect is not None
    direction = find_measure(one.change.measure).direction
    if direction is None:
        return "moved"
    return "better" if (one.effect.value > 0) == (direction == "higher") else "worse"
