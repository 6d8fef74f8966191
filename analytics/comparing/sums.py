"""The sums behind a measure that is a share or a mean: what comparing needs beside the value."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.estimators import MeanEstimator
from analytics.measures.measure import Measure
from analytics.reading import WHOLE, read_counts
from analytics.statistics.kish import alike
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

_SUMS = ("weight", "weight_squares", "total", "total_squares")


def read_moments(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure: Measure,
    by: Sequence[str],
    view: View,
) -> pl.DataFrame:
    """Per combination of `by` with records: n, and total and total_squares of what effective_n records are
    worth that weigh alike; where all do anyway, that is n.

    A record of a share is worth 1 or 0, an answer its score, or ±100 where the measure is in points. Nothing
    is withheld here. Raises QueryError for a measure that is neither a share nor a mean.
    """
    return alike(read_sums(connection, settings, measure, by, view))


def read_sums(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure: Measure,
    by: Sequence[str],
    view: View,
) -> pl.DataFrame:
    """Per combination of `by` with records: n, weight, weight_squares, total and total_squares, as
    `MeanEstimator` has them. Raises QueryError for a measure that is neither a share nor a mean.
    """
    dimensions = find_dimensions(settings, by)
    keys = list(by) or [WHOLE]
    counts = read_counts(
        connection, settings, measure.counts.split_by(settings, dimensions, view), dimensions, view
    )
    if counts.is_empty():
        return _nothing(counts, keys, _SUMS)
    sums = _mean(measure).sums(counts, keys, settings.definitions).filter(pl.col("n") > 0)
    return sums.with_columns(pl.col("n").cast(pl.Int64))


def read_exceedances(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure: Measure,
    cell: Sequence[str],
    step: str,
    view: View,
) -> pl.DataFrame:
    """Of a quantile of waits: per cell and step n, and how many waited longer than that quantile of the cell.

    The first is effective_n too, as all weigh alike, the second both total and total_squares, as of a share.
    It moves with the quantile, but unlike it is a sum over records, whose variance is known. Raises
    QueryError for a measure that is no quantile of waits.
    """
    level = measure.counts.level
    if measure.kind != "quantile" or level is None:
        raise QueryError(f"'{measure.name}' is not available here.", "Ask for a share, a mean or a wait.")
    dimensions = find_dimensions(settings, (*cell, step))
    counts = read_counts(connection, settings, measure.counts, dimensions, view)
    if counts.is_empty():
        return _nothing(counts, (*cell, step), ("effective_n", "total", "total_squares"))
    waits = measure.estimate(counts, [*cell, step, level], settings.definitions)
    usual = measure.estimate(counts, list(cell), settings.definitions).select(*cell, usual="value")
    longer = pl.col("n").filter(pl.col("value") > pl.col("usual")).sum().cast(pl.Float64)
    return (
        waits.join(usual, on=list(cell), nulls_equal=True)
        .group_by(*cell, step)
        .agg(pl.col("n").sum().cast(pl.Int64), total=longer, total_squares=longer)
        .with_columns(effective_n=pl.col("n").cast(pl.Float64))
    )


def _mean(measure: Measure) -> MeanEstimator:
    if not isinstance(measure.estimate, MeanEstimator):
        raise QueryError(f"'{measure.name}' is neither a share nor a mean.", "Ask for a share or a mean.")
    return measure.estimate


def _nothing(counts: pl.DataFrame, keys: Sequence[str], sums: Sequence[str]) -> pl.DataFrame:
    schema = {key: counts.schema[key] for key in keys} | {"n": pl.Int64()}
    return pl.DataFrame(schema=schema | dict.fromkeys(sums, pl.Float64()))
