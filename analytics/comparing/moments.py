"""The sums behind a measure that is a share or a mean: what comparing needs beside the value."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.catalogue import MEASURES, find_measure
from analytics.dimensions import find_dimensions
from analytics.measures.measure import Measure
from analytics.reading import WHOLE, read_counts
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

# A count has no n to be compared by, a quantile no sums.
_UNITS_OF_MEANS = ("share", "score", "points")


def is_mean(measure: Measure) -> bool:
    """Whether the measure is a share or a mean of what single records are worth."""
    return measure.unit in _UNITS_OF_MEANS


def check_is_mean(name: str) -> Measure:
    """The measure of that name. Raises QueryError where it is unknown, or neither a share nor a mean."""
    found = find_measure(name)
    if not is_mean(found):
        known = ", ".join(other for other, measure in MEASURES.items() if is_mean(measure))
        raise QueryError(
            f"'{name}' is not available here: it is neither a share nor a mean.", f"Available are {known}."
        )
    return found


def read_moments(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure: Measure,
    by: Sequence[str],
    view: View,
) -> pl.DataFrame:
    """Per combination of `by` with records: n, and the total and total_squares of what records are worth.

    A record of a share is worth 1 or 0, an answer its score, or ±100 where the measure is in points. Nothing
    is withheld here.
    """
    dimensions = find_dimensions(by)
    keys = list(by) or [WHOLE]
    counts = read_counts(connection, measure.counts.split_by(dimensions, view), dimensions, view)
    if counts.is_empty():
        return _no_moments(counts, keys)
    # What an answer is worth is what the measure would be if all gave that answer.
    levels = [measure.counts.level] if measure.counts.level else []
    worth = measure.estimate(counts, [*keys, *levels], settings.definitions).filter(pl.col("n") > 0)
    # Without levels the value is a share, and of a 0 or 1 the square is itself.
    squared = pl.col("value") ** 2 if levels else pl.col("value")
    return worth.group_by(keys).agg(
        pl.col("n").sum().cast(pl.Int64),
        total=(pl.col("value") * pl.col("n")).sum(),
        total_squares=(squared * pl.col("n")).sum(),
    )


def read_exceedances(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure: Measure,
    cell: Sequence[str],
    step: str,
    view: View,
) -> pl.DataFrame:
    """Of a quantile of waits: per cell and step n, and how many waited longer than that quantile of the cell.

    The second is both total and total_squares, as of a share. It moves with the quantile, but unlike it is a
    sum over records, whose variance is known. Raises QueryError for a measure that is no quantile of waits.
    """
    level = measure.counts.level
    if measure.unit != "seconds" or level is None:
        raise QueryError(f"'{measure.name}' is not available here.", "Ask for a share, a mean or a wait.")
    dimensions = find_dimensions((*cell, step))
    counts = read_counts(connection, measure.counts, dimensions, view)
    if counts.is_empty():
        return _no_moments(counts, (*cell, step))
    waits = measure.estimate(counts, [*cell, step, level], settings.definitions)
    usual = measure.estimate(counts, list(cell), settings.definitions).select(*cell, usual="value")
    longer = pl.col("n").filter(pl.col("value") > pl.col("usual")).sum().cast(pl.Float64)
    return (
        waits.join(usual, on=list(cell), nulls_equal=True)
        .group_by(*cell, step)
        .agg(pl.col("n").sum().cast(pl.Int64), total=longer, total_squares=longer)
    )


def _no_moments(counts: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    schema = {key: counts.schema[key] for key in keys}
    return pl.DataFrame(
        schema=schema | {"n": pl.Int64(), "total": pl.Float64(), "total_squares": pl.Float64()}
    )
