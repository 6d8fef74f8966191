"""Measures computed from the warehouse: read counts, make figures, withhold what too few records carry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.dimensions import PERIOD, Dimension, find_dimensions, period_of
from analytics.extent import data_span, dimension_values
from analytics.finished import DataSpan, read_span
from analytics.intervals import Estimate, change
from analytics.measures.measure import Measure
from analytics.notes import NOT_IN_DATA, NOT_REACHED, TOO_FEW
from analytics.reading import WHOLE, Read, read_combinations, read_counts
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

__all__ = ["compare", "data_span", "dimension_values", "measure"]

_FIGURE = ("value", "low", "high")
_ONE_DAY = timedelta(days=1)
# Joins the two rows of a measure that is not split.
_IN_ANY_CASE = pl.lit(True).alias(WHOLE)
_CHANGE = ("value_before", "n_before", "change", "change_low", "change_high", "is_real")


def measure(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
    present: Read | None = None,
    counted: Read = read_counts,
) -> pl.DataFrame:
    """A measure in a view, for each combination of the dimensions `by` present in its data.

    Returns the columns of `by` (text; day, week and month as the Date of their first day), value, low, high
    (95 %), n (what the figure is out of) and note: null, or why there is no figure: "not_in_data",
    "too_few" for n under settings.definitions.small_n and for a figure whose interval has no end, or
    "not_reached" where the curve that a time is read off ends before it, or its interval's end. Counts
    are never withheld. Sorted by `by`, tiers from high to low, unknown (null) last. Without `by` always one
    row. present: tells which combinations are in the data, the same for many measures; else read. counted:
    gives the counts, some of which are those of several questions.

    Raises QueryError for an unknown measure or dimension.
    """
    found, dimensions = find_measure(name), find_dimensions(settings, by)
    figures = figures_of(connection, settings, found, dimensions, view, present, counted)
    return _sorted(figures, dimensions).select(*by, *_FIGURE, "n", "note")


def compare(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View,
    by: Sequence[str] = (),
    present: Read | None = None,
    span: DataSpan | None = None,
    counted: Read = read_counts,
) -> pl.DataFrame:
    """A measure in a view beside the period that the view is compared with.

    Returns the columns of `measure` and value_before, n_before, change (now - before), change_low,
    change_high (95 %, from both intervals, the periods taken as independent) and is_real: whether that
    interval excludes 0; null where there is no figure to compare. Counts are compared only if both
    periods are equally long, and all their days are in the data and over. One row per combination present in
    either. span: the days of the data, where they are known already.

    Raises QueryError for an unknown measure, a dimension of time, or a view without both days.
    """
    found, dimensions = find_measure(name), find_dimensions(settings, by)
    for dimension in dimensions:
        if dimensions[dimension].is_time:
            raise QueryError(f"A period cannot be compared by {dimension}.", "Measure both periods apart.")
    now, before = _both_periods(connection, settings, found, dimensions, view, present, counted)
    is_comparable = found.unit != "count" or (
        view.is_as_long and _is_covered(span or read_span(connection, settings), view)
    )
    both = now.join(before, on=[*by, WHOLE], how="full", coalesce=True, suffix="_before", nulls_equal=True)
    compared = both.with_columns(
        pl.col("n", "n_before").fill_null(0),
        pl.when(pl.col("n").is_null()).then(pl.lit(NOT_IN_DATA)).otherwise(pl.col("note")).alias("note"),
        *_change(is_comparable),
    ).with_columns(is_real=(pl.col("change_low") > 0) | (pl.col("change_high") < 0))
    return _sorted(compared, dimensions).select(*by, *_FIGURE, "n", "note", *_CHANGE)


def _both_periods(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    found: Measure,
    dimensions: Mapping[str, Dimension],
    view: View,
    present: Read | None,
    counted: Read,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The figures of a view and of what it is compared with, without a note; not split, a row each.

    Two that adjoin are read at once.
    """
    before = view.before()
    if before.days[1] + _ONE_DAY != view.days[0]:
        read = (
            figures_of(connection, settings, found, dimensions, one, present, counted)
            for one in (view, before)
        )
        now_and_before = [figures.with_columns(_IN_ANY_CASE) for figures in read]
    else:
        now_and_before = _adjoining(connection, settings, found, dimensions, view, present, counted)
    return now_and_before[0], now_and_before[1].drop("note")


def _adjoining(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    found: Measure,
    dimensions: Mapping[str, Dimension],
    view: View,
    present: Read | None,
    counted: Read,
) -> list[pl.DataFrame]:
    first_days = view.days[0], view.before().days[0]
    split = {PERIOD: period_of(first_days[1], first_days[0]), **dimensions}
    whole = replace(view.alone(), since=first_days[1])
    known = present if dimensions else lambda *_: pl.DataFrame({PERIOD: first_days})
    figures = figures_of(connection, settings, found, split, whole, known, counted).with_columns(_IN_ANY_CASE)
    return [figures.filter(pl.col(PERIOD) == day).drop(PERIOD) for day in first_days]


def figures_of(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    found: Measure,
    dimensions: Mapping[str, Dimension],
    view: View,
    present: Read | None = None,
    counted: Read = read_counts,
) -> pl.DataFrame:
    """The figures of `measure` of an entry of the catalogue, by dimensions at hand, in no order."""
    read = found.counts.split_by(settings, dimensions, view)
    counts = counted(connection, settings, read, dimensions, view)
    if present is None and dimensions and read.tell_presence:
        combinations = counts.select(*dimensions).unique()
    else:
        combinations = (present or read_combinations)(connection, settings, read, dimensions, view)
    return _told(found, counts, combinations, settings)


def figures_together(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measures: Sequence[Measure],
    dimensions: Mapping[str, Dimension],
    view: View,
) -> dict[str, pl.DataFrame]:
    """What `figures_of` gives of each measure, by name; counts of the same rows are read at once.

    A combination is there where it has counts. Raises QueryError without dimensions.
    """
    if not dimensions:
        raise QueryError("There is nothing to split by.", "Name a dimension.")
    reads = {found.name: found.counts.split_by(settings, dimensions, view) for found in measures}
    alike: dict[tuple[object, ...], list[Measure]] = {}
    for found in measures:
        own = reads[found.name]
        alike.setdefault((own.mart, own.level, own.where, own.rows, own.over), []).append(found)
    figures: dict[str, pl.DataFrame] = {}
    for some in alike.values():
        columns = {name: sql for found in some for name, sql in reads[found.name].columns.items()}
        both = replace(reads[some[0].name], columns=columns)
        counts = read_counts(connection, settings, both, dimensions, view)
        combinations = counts.select(*dimensions).unique()
        figures |= {found.name: _told(found, counts, combinations, settings) for found in some}
    return figures


def _told(
    found: Measure, counts: pl.DataFrame, combinations: pl.DataFrame, settings: Settings
) -> pl.DataFrame:
    figures = found.estimate(counts, combinations.columns, settings.definitions)
    return (
        combinations.join(figures, on=combinations.columns, how="left", nulls_equal=True)
        .with_columns(pl.col("n").fill_null(0).cast(pl.Int64))
        .with_columns(note=_note(found, settings))
        .with_columns(pl.when(pl.col("note").is_null()).then(pl.col(_FIGURE)))
    )


def _note(found: Measure, settings: Settings) -> pl.Expr:
    is_few = pl.lit(found.unit != "count") & (pl.col("n") < settings.definitions.small_n)
    has_no_end = pl.any_horizontal(pl.col(_FIGURE).is_null())
    is_beyond = pl.col("value").is_null() | pl.col("high").is_infinite()
    return (
        pl.when(pl.col("n") == 0)
        .then(pl.lit(NOT_IN_DATA))
        .when(~is_few & is_beyond)
        .then(pl.lit(NOT_REACHED))
        .when(is_few | has_no_end)
        .then(pl.lit(TOO_FEW))
    )


def _change(is_comparable: bool) -> list[pl.Expr]:
    now = Estimate(*(pl.col(name) for name in _FIGURE))
    before = Estimate(*(pl.col(f"{name}_before") for name in _FIGURE))
    difference = change(now, before)
    names = ("change", "change_low", "change_high")
    return [
        pl.when(is_comparable).then(part).alias(name) for name, part in zip(names, difference, strict=True)
    ]


def _is_covered(span: DataSpan | None, view: View) -> bool:
    """Whether all days of the view and of the period that it is compared with are in the data and over."""
    if span is None:
        return False
    periods = (view.days, view.before().days)
    return all(span[0] <= since and until <= span.finished for since, until in periods)


def _sorted(figures: pl.DataFrame, dimensions: Mapping[str, Dimension]) -> pl.DataFrame:
    orders = [
        pl.col(name).cast(pl.Enum(dimension.order), strict=False) if dimension.order else pl.col(name)
        for name, dimension in dimensions.items()
    ]
    return figures.sort(orders, nulls_last=True) if orders else figures
