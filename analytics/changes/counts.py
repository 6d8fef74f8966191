"""Counts of a week by department: the changed ones' own, and those of the others as if they were as large."""

import duckdb
import polars as pl

from analytics.changes.window import Window
from analytics.measures.measure import Measure
from analytics.measuring import measure as measure_by
from analytics.view import View
from state.changes import Change
from warehouse.settings import Settings

TREATED = ""
"""The changed departments together, in place of a name."""
ADDITIVE = ("contacts", "purchases")
"""Counts of which those of parts add up to that of the whole: a customer may be counted in several parts."""


def count_series(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    change: Change,
    measure: Measure,
    window: Window,
) -> pl.DataFrame | None:
    """Per unit (TREATED or a department) and step (week from the change's day): y, error (variance) and n.

    Departments differ in size, so what they have in common is that they move in proportion: each of the
    others is multiplied by what makes its mean before the day that of the changed ones. n: as counted; error:
    of a count that is chance alone (Poisson). None where the changed ones have nothing before the day.
    """
    picked = {} if change.contact_tier is None else {"contact_tier": (change.contact_tier,)}
    view = View(window.since, window.until, picked)
    days = measure_by(connection, settings, measure.name, ("department", "day"), view)
    units = (
        days.drop_nulls("department")
        .filter(~pl.col("department").is_in(window.changed))
        .with_columns(
            unit=pl.when(pl.col("department").is_in(change.departments))
            .then(pl.lit(TREATED))
            .otherwise("department"),
            step=(pl.col("day") - change.begins_on).dt.total_days().floordiv(7),
        )
    )
    return _in_one_size(_every_week(units))


def _every_week(units: pl.DataFrame) -> pl.DataFrame:
    """A row per unit and week: one without a record counts as nothing."""
    counted = units.group_by("unit", "step").agg(pl.col("n").sum())
    every = counted.select("unit").unique().join(counted.select("step").unique(), how="cross")
    return every.join(counted, on=["unit", "step"], how="left").with_columns(pl.col("n").fill_null(0))


def _in_one_size(weeks: pl.DataFrame) -> pl.DataFrame | None:
    before = pl.col("n").filter(pl.col("step") < 0).mean().over("unit")
    known = weeks.with_columns(before=before).filter(pl.col("before") > 0)
    own = known.filter(unit=TREATED)["before"]
    if own.is_empty():
        return None
    factor = pl.lit(own[0]) / pl.col("before")
    return known.select("unit", "step", "n", y=pl.col("n") * factor, error=pl.col("before") * factor**2)
