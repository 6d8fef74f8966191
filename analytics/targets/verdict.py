"""Which targets are missed, met, or not clear, each in its own part of the data."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import duckdb
import polars as pl

from analytics.catalogue import MEASURES
from analytics.dimensions import find_dimensions
from analytics.finished import read_span, usual_days
from analytics.measures.measure import Measure
from analytics.measuring import measure as measure_by
from analytics.reading import picked_by
from analytics.standing_out import clear_distance, distance
from analytics.targets.checking import checked_targets
from analytics.targets.target import Target, lies_in, part_text, target_for
from analytics.view import Picked, View
from warehouse.settings import Settings
from warehouse.words import Words

Verdict = Literal["missed", "not_clear", "met"]
VERDICTS: tuple[Verdict, ...] = ("missed", "not_clear", "met")
TARGET, COMBINATION = Words("목표", "target"), Words("조합", "combination")
_FIGURE: Mapping[str, Any] = {
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "n": pl.Int64(),
    "note": pl.String(),
}
_JUDGED: Mapping[str, Any] = {
    "target": pl.Float64(),
    "target_of": pl.String(),
    "verdict": pl.String(),
    "is_sure": pl.Boolean(),
}


def verdict_of(low: float | None, high: float | None, target: float, measure: Measure) -> Verdict | None:
    """Missed or met where the interval lies wholly on one side of the target; None without an interval.

    An interval that ends at the target meets it.
    """
    if low is None or high is None:
        return None
    if measure.direction == "lower":
        low, high, target = -high, -low, -target
    if low >= target:
        return "met"
    return "missed" if high < target else "not_clear"


def declared_verdicts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Every target within a view, measured in the part that it is for, over the days of the view.

    Where the view picks values: the parts within it that have a target of their own, and all of it, against
    the targets that apply to it. Without days the last 30 of the data. Returns a row per target: measure,
    part (as `department=Loans & contact_tier=high`; nothing for all), value, low, high (95 %), n, note (why
    there is no figure), target, target_of (the part whose target it is), verdict ("missed", "not_clear" or
    "met"; null without a figure) and is_sure: whether it is beyond chance even among all that were looked at.
    Missed ones first, the furthest off before others.

    Raises SettingsError for targets that cannot be, and QueryError for an unknown dimension.
    """
    view = _with_days(connection, settings, view)
    rows = [
        {"measure": target.measure, "part": part_text(part, settings)}
        | measure_by(connection, settings, target.measure, (), replace(view, picked=part)).row(0, named=True)
        | _against(target, settings)
        for target, part in _looked_at(settings, view)
    ]
    return _judged(rows, {"measure": pl.String(), "part": pl.String()})


def verdicts_by(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str],
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Every measure with targets in each combination of dimensions, against the target that applies to it.

    Returns the columns of `declared_verdicts` with those of `by` in place of part; combinations without a
    target are left out, and so are measures that cannot be split or narrowed so (`measures_left_out`).

    Raises SettingsError for targets that cannot be, and QueryError for an unknown dimension.
    """
    view, found = _with_days(connection, settings, view), find_dimensions(settings, by)
    left_out = measures_left_out(settings, by, view)
    measured = dict.fromkeys(target.measure for target in checked_targets(settings))
    parts = [name for name, dimension in found.items() if dimension.of != "time"]
    rows = [
        {"measure": name} | row | _against(target, settings)
        for name in measured
        if name not in left_out
        for row in measure_by(connection, settings, name, by, view).iter_rows(named=True)
        if (target := target_for(settings, name, cell_of(row, parts, view)))
    ]
    keys = {name: pl.Date() if dimension.is_time else pl.String() for name, dimension in found.items()}
    return _judged(rows, {"measure": pl.String(), **keys})


def measures_left_out(settings: Settings, by: Sequence[str], view: View) -> list[str]:
    """Measures with targets that make no sense by these dimensions of a view."""
    asked = {found.origin or name for name, found in find_dimensions(settings, by).items()}
    asked |= {found.origin or name for name, found in picked_by(view, settings).items()}
    measured = dict.fromkeys(target.measure for target in checked_targets(settings))
    return [name for name in measured if asked & MEASURES[name].counts.lacks]


def cell_of(row: Mapping[str, Any], by: Sequence[str], view: View) -> Picked:
    """What a row by these dimensions of a view is of; a value that is not known narrows nothing."""
    return Picked(view.picked).pick(**{name: row[name] for name in by if row[name] is not None})


def count_verdicts(verdicts: Iterable[str | None]) -> dict[str | None, int]:
    """How many there are of each; None stands for those without a figure."""
    counted = Counter(verdicts)
    return {verdict: counted[verdict] for verdict in (*VERDICTS, None)}


def counts_in_words(counts: Mapping[str | None, int], of: Words = TARGET) -> Words:
    """How many are missed, met and so on, in a sentence. of: what one of them is called."""
    total = sum(counts.values())
    plural = of.en if total == 1 else f"{of.en}s"
    missed, not_clear, met = (counts[verdict] for verdict in VERDICTS)
    unknown = Words(f" · 수치 없음 {counts[None]:,}", f" · {counts[None]:,} without a figure")
    ko, en = unknown if counts[None] else ("", "")
    return Words(
        f"{of.ko} {total:,}개: 미달성 {missed:,} · 뚜렷하지 않음 {not_clear:,} · 달성 {met:,}{ko}.",
        f"{total:,} {plural}: {missed:,} missed · {not_clear:,} not clear · {met:,} met{en}.",
    )


def _with_days(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> View:
    span = read_span(connection, settings)
    if span is None or view.since or view.until:
        return view
    since, until = usual_days(span)
    return replace(view, since=since, until=until)


def _looked_at(settings: Settings, view: View) -> list[tuple[Target, Picked]]:
    """Targets with the parts to measure, each once: those that apply to the view, and those within it."""
    left_out = measures_left_out(settings, (), view)
    declared = [target for target in checked_targets(settings) if target.measure not in left_out]
    picked = Picked(view.picked)
    measured = dict.fromkeys(target.measure for target in declared)
    applying = [(target_for(settings, name, picked), picked) for name in measured]
    within = [(target, target.part) for target in declared if lies_in(target.part, picked, settings)]
    found = {(target.measure, part): (target, part) for target, part in [*applying, *within] if target}
    return list(found.values())


def _against(target: Target, settings: Settings) -> dict[str, Any]:
    return {"target": target.value, "target_of": part_text(target.part, settings)}


def _judged(rows: Sequence[Mapping[str, Any]], keys: Mapping[str, Any]) -> pl.DataFrame:
    verdicts = [verdict_of(row["low"], row["high"], row["target"], MEASURES[row["measure"]]) for row in rows]
    judged = [{**row, "verdict": verdict} for row, verdict in zip(rows, verdicts, strict=True)]
    frame = pl.DataFrame(judged, schema={**keys, **_FIGURE, **_JUDGED}, orient="row")
    far = distance(*(pl.col(name) - pl.col("target") for name in ("value", "low", "high"))).abs()
    looks = frame.height - frame["verdict"].null_count()
    order = pl.col("verdict").cast(pl.Enum(VERDICTS))
    return frame.with_columns(is_sure=far > clear_distance(looks)).sort(
        order, far, descending=[False, True], nulls_last=True, maintain_order=True
    )
