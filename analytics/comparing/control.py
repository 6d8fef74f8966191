"""A measure step by step with the limits within which it varies while nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import duckdb
import polars as pl

from analytics.comparing.fitting import find_fitting, why_not_charted
from analytics.comparing.frames import in_schema
from analytics.comparing.holidays import with_kinds_of_days, with_sizes, without_holidays
from analytics.comparing.periods import DAYS, Step, read_steps
from analytics.comparing.sums import read_moments
from analytics.estimators import Kind
from analytics.measures.measure import Measure
from analytics.measuring import measure as measure_by
from analytics.statistics.control_charts import Limits, p_limits, scaled, u_limits, xmr_limits
from analytics.statistics.run_rules import RunSignal, run_signals
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

Chart = Literal["laney_p", "laney_u", "xmr"]

_CHARTS: Mapping[Kind, Chart] = {"share": "laney_p", "count": "laney_u", "mean": "xmr", "quantile": "xmr"}
USUAL_BASELINE = 20
FEWEST_BASELINE = 6
_POINTS = {
    "at": pl.Date(),
    "until": pl.Date(),
    "n": pl.Int64(),
    **dict.fromkeys(("value", "centre", "lower", "upper"), pl.Float64()),
    **dict.fromkeys(("is_baseline", "is_complete"), pl.Boolean()),
    "signal": pl.String(),
    "working_days": pl.Int64(),
    "holiday": pl.String(),
}
_SIGNALS = {
    "rule": pl.String(),
    "since": pl.Date(),
    "until": pl.Date(),
    "steps": pl.Int64(),
    "side": pl.Int64(),
    "is_better": pl.Boolean(),
}


@dataclass(frozen=True)
class ControlChart:
    """A control chart.

    points: a row per step with records: at (its first day), until, n, value, centre, lower, upper (null where
    there is no chart, and in steps that are not judged), is_baseline, is_complete, signal (the rule it
    breaks, or null), working_days (of the step; null where the settings know no holidays) and holiday (the
    names of its holidays). signals: rule ("beyond_limits", or "run" of eight steps on one side of the
    centre), since, until, steps, side (1 above the centre, -1 below), is_better (null without a direction).
    baseline: how many of the first steps that are judged set centre and limits; 0 where there are too few,
    and then there are no limits. centre: null likewise; of counts that of a usual step.
    """

    measure: str
    step: Step
    kind: Chart
    baseline: int
    centre: float | None
    points: pl.DataFrame
    signals: pl.DataFrame


def control_chart(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure_name: str,
    view: View = View(),  # noqa: B008 - a View never changes
    by: Step = "week",
    baseline: int | None = None,
) -> ControlChart:
    """The control chart of a measure over the weeks or days of a view.

    Laney's p' for shares, Laney's u' for counts, individual values (XmR) for means and quantiles, whose steps
    with fewer than settings.definitions.small_n records are left out. Steps that are not complete are shown,
    but neither set limits nor signal. Nor do public holidays: a day that is one is shown, but not judged; a
    week is what its other days are, and of a count as much is expected as of so many working days and
    weekends. baseline: how many judged steps set the limits; by default the first 20, half of all if those
    are fewer than 40.

    Raises QueryError for an unknown measure, one that a control chart does not fit, an unknown step, or a
    baseline under six.
    """
    found = find_fitting(measure_name, why_not_charted)
    if by not in DAYS:
        raise QueryError(f"There is no control chart by '{by}'.", f"Known are {', '.join(DAYS)}.")
    if baseline is not None and baseline < FEWEST_BASELINE:
        raise QueryError(f"A baseline of {baseline} is too short.", f"Give {FEWEST_BASELINE} or more.")
    kind = _CHARTS[found.kind]
    points = _read_points(connection, settings, found, view, by)
    judged = points.filter("is_judged")
    first = min(baseline or USUAL_BASELINE, judged.height if baseline else judged.height // 2)
    if first < FEWEST_BASELINE:
        nothing = pl.DataFrame(schema=_SIGNALS)
        return ControlChart(measure_name, by, kind, 0, None, in_schema(points, _POINTS), nothing)
    limits = _limits(kind, judged, first)
    broken = run_signals(judged["value"].to_numpy(), limits)
    limited = points.join(_limited(judged, limits, first, broken), on="at", how="left")
    centre = float(limits.centre[0] / judged["size"][0])
    signals = _signals(judged, broken, found)
    return ControlChart(measure_name, by, kind, first, centre, in_schema(limited, _POINTS), signals)


def _read_points(
    connection: duckdb.DuckDBPyConnection, settings: Settings, found: Measure, view: View, step: Step
) -> pl.DataFrame:
    """A row per step: what is plotted, whether it is judged, and its size, of a count beside a usual step."""
    steps = with_kinds_of_days(read_steps(connection, settings, view, step), settings)
    there = without_holidays(view, steps) if step == "week" else view
    if found.kind == "share":
        figures = read_moments(connection, settings, found, (step,), there).with_columns(
            value=pl.col("total") / pl.col("effective_n")
        )
    else:
        figures = measure_by(connection, settings, found.name, (step,), there).filter(
            pl.col("value").is_not_null()
        )
    joined = steps.join(figures, left_on="at", right_on=step, how="left").with_columns(size=1.0)
    if found.kind == "count":
        filled = joined.with_columns(pl.col("n").fill_null(0), pl.col("value").fill_null(0.0))
        return with_sizes(connection, settings, found.name, there, step, filled)
    is_enough = pl.col("is_complete") | (pl.col("n") >= settings.definitions.small_n)
    return joined.filter(pl.col("value").is_not_null() & is_enough)


def _limits(kind: Chart, points: pl.DataFrame, baseline: int) -> Limits:
    values = points["value"].to_numpy()
    if kind == "laney_p":
        return p_limits(points["total"].to_numpy(), points["effective_n"].to_numpy(), baseline, is_laney=True)
    if kind == "laney_u":
        sizes = points["size"].to_numpy()
        return scaled(u_limits(values, sizes, baseline, is_laney=True), sizes)
    return xmr_limits(values, baseline)


def _limited(points: pl.DataFrame, limits: Limits, baseline: int, signals: list[RunSignal]) -> pl.DataFrame:
    """Limits and broken rules beside the first day of each step that is judged."""
    broken: list[str | None] = [None] * points.height
    for signal in sorted(signals, key=lambda signal: signal.rule, reverse=True):
        broken[signal.first : signal.last + 1] = [signal.rule] * (signal.last - signal.first + 1)
    return points.select(
        "at",
        centre=pl.Series(limits.centre),
        lower=pl.Series(limits.lower),
        upper=pl.Series(limits.upper),
        is_baseline=pl.int_range(pl.len()) < baseline,
        signal=pl.Series(broken, dtype=pl.String),
    )


def _signals(points: pl.DataFrame, signals: list[RunSignal], found: Measure) -> pl.DataFrame:
    good = {"higher": 1, "lower": -1, None: None}[found.direction]
    rows = [
        {
            "rule": signal.rule,
            "since": points["at"][signal.first],
            "until": points["until"][signal.last],
            "steps": signal.last - signal.first + 1,
            "side": signal.side,
            "is_better": None if good is None else signal.side == good,
        }
        for signal in signals
    ]
    return pl.DataFrame(rows, schema=_SIGNALS)
