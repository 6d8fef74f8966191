"""What followed a change, against departments of the same tier that did not change."""

from collections.abc import Sequence

import duckdb
import numpy as np
import polars as pl

from analytics.catalogue import find_measure
from analytics.changes.effect import COURSE, Effect, Note
from analytics.changes.fitting import why_no_effect
from analytics.changes.judging import judged
from analytics.changes.panel import Panel, read_panel
from analytics.changes.placebos import placebos_of
from analytics.changes.relevance import relevant_size
from analytics.changes.window import WEEK, Window, window_of
from analytics.finished import last_finished, read_span
from analytics.measures.measure import Measure
from analytics.statistics.common import Floats, Z
from analytics.statistics.difference_in_differences import (
    Difference,
    difference_in_differences,
    trend_before,
    weighted_mean,
)
from analytics.statistics.synthetic_control import (
    Synthetic,
    placebos_in_space,
    rank_among_placebos,
    synthetic_control,
)
from state.changes import Change
from warehouse.settings import Settings

FEWEST_WEEKS_BEFORE = 8
MOST_WEEKS_AHEAD = 52


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
    return judged(found)


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
        placebos=placebos_of(change, gap, weights, panel),
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


def _course(
    change: Change, panel: Panel, control: Floats, synthetic: Floats, measure: Measure
) -> pl.DataFrame:
    half = Z * np.sqrt(panel.errors[0])
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
        schema=COURSE,
    )


def _mean(series: Floats, weights: Floats, part: np.typing.NDArray[np.bool_]) -> float:
    return float(weights[part] @ series[part] / weights[part].sum())
