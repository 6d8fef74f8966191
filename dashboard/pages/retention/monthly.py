"""A measure that is known by month: the last month that is known against the one before, and its course."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from analytics.catalogue import find_measure
from analytics.finished import last_finished
from analytics.intervals import Estimate, change
from analytics.measures.measure import Measure
from analytics.view import NOTHING_PICKED
from dashboard.address.selection import Span
from dashboard.charts.series import Series, points_of
from dashboard.lake.store import Reading
from dashboard.wording.dates import business_day
from dashboard.wording.figure import Figure, target_of

_FIGURE = ("value", "low", "high")


@dataclass(frozen=True)
class Monthly:
    """month: the last one that is known; None where none is. values: the measure in each month known."""

    measure: Measure
    month: date | None
    figure: Figure
    values: list[float | None]


def read_monthly(reading: Reading, name: str) -> Monthly:
    """The last known month of a measure, beside the month before it."""
    months = reading.measure(name, ("month",)).drop_nulls("month").sort("month")
    before = {f"{column}_before": pl.col(column).shift(1) for column in (*_FIGURE, "n")}
    follows = pl.col("month").dt.offset_by("-1mo") == pl.col("month").shift(1)
    now = Estimate(*(pl.col(column) for column in _FIGURE))
    difference = change(now, Estimate(*(pl.col(f"{column}_before") for column in _FIGURE)))
    names = ("change", "change_low", "change_high")
    compared = (
        months.with_columns(**before)
        .with_columns(
            pl.when(follows).then(part).alias(column) for column, part in zip(names, difference, strict=True)
        )
        .with_columns(is_real=(pl.col("change_low") > 0) | (pl.col("change_high") < 0))
    )
    span = reading.span()
    is_over = pl.col("month").dt.month_end() <= (last_finished(span) if span else None)
    known = compared.filter(pl.col("note").is_null() & is_over)
    measure = find_measure(name)
    if known.is_empty():
        whole = reading.measure(name).row(0, named=True)
        return Monthly(measure, None, Figure.of(whole | dict.fromkeys(_FIGURE)), [])
    last = known.row(-1, named=True)
    return Monthly(measure, last["month"], Figure.of(last), known["value"].to_list())


def read_monthly_series(reading: Reading, name: str, span: Span) -> Series:
    """The measure in every month of the data."""
    measure, settings = find_measure(name), reading.settings
    points = points_of(reading.measure(name, ("month",)), "month", span, last_finished(span))
    whole = Figure.of(reading.measure(name).row(0, named=True))
    target = target_of(measure, settings, NOTHING_PICKED)
    return Series(measure, whole, "month", points, [], target, business_day(settings))
