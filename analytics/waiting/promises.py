"""Promised waits in figures: kept, over and under, and what goes with a broken one."""

import duckdb
import polars as pl

from analytics.measuring import measure
from analytics.view import View
from analytics.waiting.broken_promises import broken_promise_effect
from warehouse.settings import Settings

_MEASURES = ("promise_kept", "over_promise", "under_promise")
_DIFFERENCES = {"mean": "csat_mean_difference", "satisfied": "csat_satisfied_difference"}


def promise_figures(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The measures of promised waits, and satisfaction after a broken promise less that after a kept one.

    Returns the column `by` if given, figure, value, low, high (95 %), n and note. Figures: promise_kept
    (0-1), over_promise and under_promise (seconds), csat_mean_difference and csat_satisfied_difference at
    equal wait as of `broken_promise_effect`, and both …_regardless of the wait.

    Raises QueryError for an unknown dimension.
    """
    keys = (by,) if by else ()
    measured = [
        measure(connection, settings, name, keys, view).with_columns(figure=pl.lit(name))
        for name in _MEASURES
    ]
    effect = broken_promise_effect(connection, settings, by, view)
    figure = pl.col("score").replace_strict(_DIFFERENCES, return_dtype=pl.String)
    at_equal_wait = effect.select(*keys, "low", "high", "note", value="difference", n="used", figure=figure)
    regardless = effect.select(
        *keys,
        value="naive",
        low="naive_low",
        high="naive_high",
        n=pl.col("broken") + pl.col("kept"),
        note=pl.when(pl.col("naive").is_null()).then("note"),
        figure=figure + "_regardless",
    )
    columns = [*keys, "figure", "value", "low", "high", "n", "note"]
    found = pl.concat([part.select(columns) for part in (*measured, at_equal_wait, regardless)])
    return found.sort(by, nulls_last=True, maintain_order=True) if by else found
