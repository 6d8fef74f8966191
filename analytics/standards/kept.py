"""How far a standard is kept, by department and tier: over the days looked at, week by week, and lately."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import duckdb
import polars as pl

from analytics.catalogue import MEASURES, find_measure
from analytics.comparing.frames import in_schema
from analytics.comparing.signals import signals
from analytics.finished import read_span, usual_days, with_completeness
from analytics.intervals import proportion
from analytics.measures.measure import Measure
from analytics.measuring import measure as measure_by
from analytics.targets.checking import checked_targets
from analytics.targets.target import target_for
from analytics.targets.verdict import cell_of, verdict_of
from analytics.view import Picked, View
from warehouse.errors import QueryError
from warehouse.settings import Settings

# What every company that tells waits has promised: the wait it told, and the time that its settings say.
PROMISES = ("promise_kept", "service_level")
_CELL = ("department", "contact_tier")
# Of these a change is looked for week by week.
_LOOKED_AT = ("share", "mean", "quantile")
# A year of whole weeks: how often a standard was kept, and since when that changed.
_YEAR = timedelta(days=53 * 7 - 1)
_KEPT = {
    "standard": pl.String(),
    **dict.fromkeys(_CELL, pl.String()),
    **dict.fromkeys(("value", "low", "high"), pl.Float64()),
    "n": pl.Int64(),
    "note": pl.String(),
    "target": pl.Float64(),
    "verdict": pl.String(),
    **dict.fromkeys(("weeks", "weeks_kept"), pl.Int64()),
    **dict.fromkeys(("weeks_share", "weeks_low", "weeks_high"), pl.Float64()),
}


def standards(settings: Settings) -> tuple[str, ...]:
    """The measures that are standards: promises, and those with a target, that departments can be told
    apart by.

    Raises SettingsError for targets that cannot be.
    """
    with_targets = dict.fromkeys(target.measure for target in checked_targets(settings))
    return tuple(
        name
        for name in dict.fromkeys((*PROMISES, *with_targets))
        if not MEASURES[name].counts.is_monthly and not {*_CELL, "week"} & MEASURES[name].counts.lacks
    )


def kept(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    standard: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How far a standard is kept in each department and tier of a view; without days over the last 30.

    Returns standard, department, contact_tier, value, low, high (95 %), n, note, target (that applies
    there; null without one), verdict ("missed", "not_clear", "met"), and of the whole weeks of the year up
    to the last day of the view that have enough records, and where there is a target: weeks, weeks_kept,
    weeks_share, weeks_low and weeks_high (Wilson). Worst first.

    Raises QueryError for a measure that is no standard, and SettingsError for targets that cannot be.
    """
    measure = _standard(settings, standard)
    span = read_span(connection, settings)
    if span is None:
        return pl.DataFrame(schema=_KEPT)
    days = usual_days(span) if view.since is None or view.until is None else view.days
    view = replace(view, since=days[0], until=days[1])
    figures = measure_by(connection, settings, standard, _CELL, view).drop_nulls(_CELL)
    rows = [row | _judged(row, measure, view, settings) for row in figures.iter_rows(named=True)]
    found = pl.DataFrame(rows, schema={**figures.schema, "target": pl.Float64(), "verdict": pl.String()})
    weekly = _weeks(connection, settings, measure, year_of(view))
    joined = found.join(weekly, on=_CELL, how="left").with_columns(standard=pl.lit(standard))
    worst = pl.col("value") if measure.direction == "higher" else -pl.col("value")
    return in_schema(joined.sort(worst, *_CELL, nulls_last=True), _KEPT)


def drifting(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    names: Sequence[str] = (),
) -> pl.DataFrame:
    """Where standards are kept otherwise than before, over the year up to the last day of a view.

    names: only these standards; else all. Changes that go beyond chance among all looks at them together, as
    `analytics.comparing.signals.signals` finds them; its rows with is_signal, those that get worse first.

    Raises QueryError for a measure that is no standard, and SettingsError for targets that cannot be.
    """
    asked = [_standard(settings, name).name for name in names or standards(settings)]
    looked_at = [name for name in asked if MEASURES[name].kind in _LOOKED_AT]
    found = signals(connection, settings, year_of(view) if view.until else view, looked_at)
    return found.filter("is_signal").sort("is_better", "p_value", nulls_last=True, maintain_order=True)


def year_of(view: View) -> View:
    """The year up to the last day of a view, of what it picks."""
    assert view.until is not None
    return replace(view, since=view.until - _YEAR)


def _standard(settings: Settings, name: str) -> Measure:
    known = standards(settings)
    if name not in known:
        raise QueryError(f"'{name}' is no standard.", f"Standards are {', '.join(known)}.")
    return find_measure(name)


def _judged(row: dict[str, object], measure: Measure, view: View, settings: Settings) -> dict[str, object]:
    """The target that applies to the row, and how it stands to it."""
    target = target_for(settings, measure.name, cell_of(row, _CELL, view))
    if target is None:
        return {"target": None, "verdict": None}
    low, high = (None if row[end] is None else float(str(row[end])) for end in ("low", "high"))
    return {"target": target.value, "verdict": verdict_of(low, high, target.value, measure)}


def _weeks(
    connection: duckdb.DuckDBPyConnection, settings: Settings, measure: Measure, view: View
) -> pl.DataFrame:
    """Per cell how many whole weeks there are, and how many of them reach the target of the cell."""
    by = (*_CELL, "week")
    figures = measure_by(connection, settings, measure.name, by, view).drop_nulls((*_CELL, "value"))
    whole = with_completeness(figures, by, view, connection, settings)
    enough = whole.filter("is_complete")
    cells = enough.select(_CELL).unique()
    targets = [
        {**row, "target": target.value}
        for row in cells.iter_rows(named=True)
        if (target := target_for(settings, measure.name, Picked(view.picked).pick(**row)))
    ]
    schema = dict.fromkeys(_CELL, pl.String()) | {"target": pl.Float64()}
    reached = (
        pl.col("value") >= pl.col("target")
        if measure.direction == "higher"
        else pl.col("value") <= pl.col("target")
    )
    counted = (
        enough.join(pl.DataFrame(targets, schema=schema), on=_CELL)
        .group_by(_CELL)
        .agg(weeks=pl.len().cast(pl.Int64), weeks_kept=reached.sum().cast(pl.Int64))
    )
    share = proportion(pl.col("weeks_kept"), pl.col("weeks"))
    return counted.with_columns(weeks_share=share.value, weeks_low=share.low, weeks_high=share.high)
