"""What changed, since when, and how surely: every department in every tier, looked at together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from math import pi
from typing import Any

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.comparing.frames import Schema
from analytics.comparing.holidays import with_kinds_of_days, without_holidays
from analytics.comparing.periods import read_steps
from analytics.comparing.sums import read_exceedances, read_moments
from analytics.measures.measure import Measure
from analytics.measuring import measure as measure_by
from analytics.standing_out import WATCHED
from analytics.statistics.change_point import Change, likeliest_change
from analytics.statistics.holm import holm
from analytics.view import View
from warehouse.settings import Settings

ERROR = 0.05
FEWEST_WEEKS = 10
# Sums of fewer records in a week are far from normal, and so are shares with fewer events in them.
_FEWEST_EVENTS = 1.0
# Two others make a middle; one alone could as well be the one that changed.
_FEWEST_OTHERS = 2
# Of a median, against that of a mean of as many.
_MEDIAN_VARIANCE = pi / 2
_CELL = ("department", "contact_tier")
_SCHEMA: Schema = {
    **dict.fromkeys(("measure", "department", "contact_tier", "shape"), pl.String()),
    **dict.fromkeys(("since", "since_earliest", "since_latest"), pl.Date()),
    "is_better": pl.Boolean(),
    **dict.fromkeys(("before", "before_low", "before_high"), pl.Float64()),
    "n_before": pl.Int64(),
    **dict.fromkeys(("after", "after_low", "after_high"), pl.Float64()),
    "n_after": pl.Int64(),
    "p_value": pl.Float64(),
    "is_signal": pl.Boolean(),
}


def signals(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    measures: Sequence[str] = WATCHED,
) -> pl.DataFrame:
    """The likeliest change of each measure in each department and tier, over the complete weeks of a view.

    Each series of weeks is held against the middle of the other departments of its tier, so that what moves
    all of them (a season) is no signal; public holidays that the settings know are left out. Returns a row
    per series looked at: measure, department, contact_tier, shape ("step", or "drift": moving evenly since
    then), since with its 95 % interval since_earliest … since_latest (first days of weeks), is_better, before
    and after (from since to the end) with low, high and n for signals, p_value (how often chance alone would
    give one so clear among all that were looked at: Holm 1979) and is_signal (p_value under 5 %). Surest
    first. No rows under ten complete weeks.

    Raises QueryError for an unknown measure, a count, and a figure of a curve.
    """
    weeks = with_kinds_of_days(read_steps(connection, settings, view, "week"), settings).filter("is_complete")
    if weeks.height < FEWEST_WEEKS:
        return pl.DataFrame(schema=_SCHEMA)
    whole = without_holidays(replace(view, since=weeks["at"][0], until=weeks["until"][-1]), weeks)
    found = [
        change
        for measure in map(find_measure, measures)
        for change in _changes(_read_series(connection, settings, measure, whole), measure)
    ]
    chances = holm([change["p_value"] for change in found])
    rows = [change | {"p_value": float(chance)} for change, chance in zip(found, chances, strict=True)]
    signalled = [row | _periods(connection, settings, whole, row) for row in rows if row["p_value"] < ERROR]
    rest = [row for row in rows if row["p_value"] >= ERROR]
    frame = pl.DataFrame([*signalled, *rest], schema=_SCHEMA, orient="row")
    return frame.with_columns(is_signal=pl.col("p_value") < ERROR).sort(
        "p_value", "since", *_CELL, "measure", descending=[False, True, False, False, False]
    )


def _read_series(
    connection: duckdb.DuckDBPyConnection, settings: Settings, measure: Measure, view: View
) -> pl.DataFrame:
    """Per cell and week: y, its weight (the inverse of its variance), and the middle of the others."""
    by = (*_CELL, "week")
    if measure.kind == "quantile":
        weekly = read_exceedances(connection, settings, measure, _CELL, "week", view)
    else:
        weekly = read_moments(connection, settings, measure, by, view)
    known = (
        weekly.drop_nulls(_CELL)
        .with_columns(
            y=pl.col("total") / pl.col("effective_n"),
            weight=pl.col("effective_n") / _variance_of_record(measure),
        )
        .filter(pl.col("weight").is_finite())
    )
    return known.join(_middle_of_others(known), on=by, how="left").sort(by)


def _variance_of_record(measure: Measure) -> pl.Expr:
    """Of a share that of its whole cell; of a mean that around the means of the weeks."""
    n, total = pl.col("effective_n").sum().over(_CELL), pl.col("total").sum().over(_CELL)
    if measure.kind != "mean":
        return (total / n) * (1 - total / n)
    within = (pl.col("total_squares") - pl.col("total") ** 2 / pl.col("effective_n")).sum().over(_CELL)
    return within / (n - pl.len().over(_CELL)).clip(lower_bound=1)


def _middle_of_others(weekly: pl.DataFrame) -> pl.DataFrame:
    """Per cell and week the median over the other departments of the tier and its variance by chance (noise).

    None with fewer than two others.
    """
    others = weekly.select("contact_tier", "week", "weight", other="department", beside="y")
    pairs = weekly.select(*_CELL, "week").join(others, on=["contact_tier", "week"])
    return (
        pairs.filter(pl.col("other") != pl.col("department"))
        .group_by(*_CELL, "week")
        .agg(
            pl.col("beside").median(),
            noise=_MEDIAN_VARIANCE * (1 / pl.col("weight")).mean() / pl.len(),
            others=pl.len(),
        )
        .filter(pl.col("others") >= _FEWEST_OTHERS)
        .drop("others")
    )


def _changes(series: pl.DataFrame, measure: Measure) -> list[dict[str, Any]]:
    """The likeliest change of each cell that says enough to look at."""
    rows = []
    for cell in series.partition_by(_CELL, maintain_order=True):
        change = _likeliest(cell, measure)
        if change is not None:
            weeks, higher = cell["week"], change.shift > 0
            rows.append(
                {
                    "measure": measure.name,
                    **{name: cell[name][0] for name in _CELL},
                    "shape": change.shape,
                    "since": weeks[change.at],
                    "since_earliest": weeks[change.earliest],
                    "since_latest": weeks[change.latest],
                    "is_better": None
                    if measure.direction is None
                    else higher == (measure.direction == "higher"),
                    "p_value": change.p_value,
                }
            )
    return rows


def _likeliest(cell: pl.DataFrame, measure: Measure) -> Change | None:
    """The likeliest change beside what moves all departments.

    Fitted, a noisy middle explains too little of that. Where the middle clearly moves, it is taken out as it
    is, too, and the change has to stand in both: the lesser counts.
    """
    if cell.height < FEWEST_WEEKS or _has_few_events(cell, measure):
        return None
    y, weight, beside = (cell[name].to_numpy() for name in ("y", "weight", "beside"))
    if cell["beside"].null_count():
        return likeliest_change(y, weight, least_variance=1.0)
    fitted = likeliest_change(y, weight, beside, least_variance=1.0)
    if fitted is None or cell["noise"].to_numpy().mean() > beside.var() / 2:
        return fitted
    relative = likeliest_change(y - beside, weight, least_variance=1.0)
    return relative and max((fitted, relative), key=lambda change: change.p_value)


def _has_few_events(cell: pl.DataFrame, measure: Measure) -> bool:
    if measure.kind == "mean":
        return False
    events = min(cell["total"].sum(), (cell["effective_n"] - cell["total"]).sum())
    return bool(events < _FEWEST_EVENTS * cell.height)


def _periods(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, row: Mapping[str, Any]
) -> dict[str, Any]:
    """The measure before and after a signal."""
    cell = view.pick(department=[row["department"]], contact_tier=[row["contact_tier"]])
    halves = {
        "before": replace(cell, until=row["since"] - timedelta(days=1)),
        "after": replace(cell, since=row["since"]),
    }
    shown: dict[str, Any] = {}
    for when, half in halves.items():
        figure = measure_by(connection, settings, row["measure"], (), half).row(0, named=True)
        shown |= {when: figure["value"], f"n_{when}": figure["n"]}
        shown |= {f"{when}_{end}": figure[end] for end in ("low", "high")}
    return shown
