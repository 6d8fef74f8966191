"""Patience: curves of the share still waiting, had nobody been served, and figures read off them."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.measuring import measure
from analytics.reading import WHOLE, read_counts
from analytics.view import View
from analytics.waiting.giving_up import WAITED, waiting_curves
from warehouse.settings import Settings

_SIZES = ("n", "abandoned", "served")
_FIGURES = ("patience_p50", "patience_60s")
# Joins rows that are not split.
_IN_ANY_CASE = pl.lit(True).alias(WHOLE)


def patience_curve(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Kaplan-Meier curves of the time to giving up, those served cut short at their wait.

    Returns the column `by` if given, seconds (right within 4 %, the first 0), waiting (0-1: the share who
    would still wait), low, high (95 %), still_waiting (contacts that waited at least so long), and, the same
    on all rows of a group, n (contacts that had to wait), abandoned and served of them. Sorted by group and
    seconds. Contacts served at once, or whose wait is not known, are left out. A curve over channels that
    differ in patience is pulled towards those that are served late: compare like with like.

    Raises QueryError for an unknown dimension or one that waits are not kept by.
    """
    dimensions = find_dimensions(settings, [by] if by else [])
    keys = [by] if by else [WHOLE]
    counts = read_counts(connection, settings, WAITED.split_by(settings, dimensions, view), dimensions, view)
    sizes = counts.group_by(keys).agg(pl.col("abandoned", "served").sum().cast(pl.Int64))
    sizes = sizes.with_columns(n=pl.col("abandoned") + pl.col("served"))
    curves = waiting_curves(counts, keys).rename({"time": "seconds", "survival": "waiting"})
    return (
        curves.join(sizes, on=keys, nulls_equal=True)
        .sort(*keys, "seconds", nulls_last=True)
        .select(*([by] if by else []), "seconds", "waiting", "low", "high", "still_waiting", *_SIZES)
    )


def patience_figures(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Median patience and the share who would give up within a minute, with who gave up and who was served.

    Returns the column `by` if given, figure ("patience_p50" in seconds, "patience_60s" 0-1), value, low, high
    (95 %), n (contacts that had to wait), abandoned and served of them, and note as of `measure`: "too_few"
    also where the curve does not reach so far.

    Raises QueryError for an unknown dimension or one that waits are not kept by.
    """
    keys = [by] if by else []
    sizes = patience_curve(connection, settings, by, view).select(*keys, "abandoned", "served").unique()
    figures = pl.concat(
        measure(connection, settings, name, keys, view).with_columns(figure=pl.lit(name)) for name in _FIGURES
    )
    return (
        figures.with_columns(_IN_ANY_CASE)
        .join(
            sizes.with_columns(_IN_ANY_CASE),
            on=[*keys, WHOLE],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(pl.col("abandoned", "served").fill_null(0))
        .select(*keys, "figure", "value", "low", "high", *_SIZES, "note")
    )
