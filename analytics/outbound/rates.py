"""How many calls reach the customer, and how many are answered: by campaign, department, hour or any
other.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.dimensions import find_dimensions
from analytics.intervals import Estimate, mean, proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, narrowed, parameters, picked_by, prepare, read_counts
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

_COUNTS = Counts(
    "outbound_facts",
    {
        "tried": "count(*)",
        "customers": "count(DISTINCT customer_id)",
        "reached": "count_if(is_reached)",
        "answered": "count_if(is_answered)",
    },
    instant="occurred_local",
)
_ENDS = ("", "_low", "_high")
RATES = ("reach", "answer")
_ATTEMPTS = pl.Schema(
    {
        **dict.fromkeys(("attempts", "customers", "reached", "answered", "calls"), pl.Int64()),
        "squares": pl.Float64(),
    }
)


def rates(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Calls that the company made, for each combination of dimensions of contacts: the most first.

    Columns: by, tried (calls), customers (different ones), reached, answered (calls), reach (of the calls,
    0-1), answer (of those reached), each with …_low and …_high (Wilson, 95 %), and note: not_in_data, or
    too_few (fewer calls than settings.definitions.small_n; shares are withheld). Without `by` always one
    row. A call reached the customer unless it ended abandoned or as a no-show; it was answered if it then
    ended resolved, or a questionnaire about it came back.

    Raises QueryError for an unknown dimension, or one by which calls cannot be told apart.
    """
    keys = find_dimensions(settings, by)
    if senseless := [name for name in keys if name == "contact_number"]:
        raise QueryError(f"Calls cannot be split by {senseless[0]}.", "Every other dimension works.")
    found = read_counts(connection, settings, _COUNTS, keys, view)
    counted = found.with_columns(pl.col(*_COUNTS.columns).cast(pl.Int64))
    names = list(keys) or [WHOLE]
    if counted.is_empty() and not keys:
        counted = pl.DataFrame({WHOLE: [None]} | {name: [0] for name in _COUNTS.columns})
    least = settings.definitions.small_n
    figures = {
        "reach": (proportion(pl.col("reached"), pl.col("tried")), pl.col("tried")),
        "answer": (proportion(pl.col("answered"), pl.col("reached")), pl.col("reached")),
    }
    told = counted.with_columns(*_figures(figures, least), note=_note(least))
    ends = [f"{name}{end}" for name in RATES for end in _ENDS]
    return told.sort("tried", *names, descending=[True, *(False for _ in names)], nulls_last=True).select(
        *keys, *_COUNTS.columns, *ends, "note"
    )


def attempts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Customers by how often they were tried: attempts (8 stands for more), customers, reached, answered,
    reach and answer (of the customers, 0-1) with …_low and …_high (Wilson, 95 %); and a row of all (attempts
    null), with mean, mean_low and mean_high: attempts per customer (Student, 95 %). Shares of fewer than
    settings.definitions.small_n customers are withheld.
    """
    picked = picked_by(view, settings)
    text = narrowed(read_sql("analytics.outbound", "tried"), view, settings)
    query = by_dimension(text, "outbound_facts", picked.values(), (view.since, view.until), settings)
    prepare(connection, settings, picked.values(), query)
    given: dict[str, Any] = {"since": view.since or date.min, "until": view.until or date.max}
    given |= parameters(view.anytime())
    found = read_stored(connection, query, given, _ATTEMPTS).cast(_ATTEMPTS)
    whole = found.select(pl.lit(None, pl.Int64).alias("attempts"), pl.exclude("attempts").sum())
    both = pl.concat([found, whole.filter(pl.col("customers") > 0)])
    least, customers = settings.definitions.small_n, pl.col("customers")
    figures = {
        "reach": (proportion(pl.col("reached"), customers), customers),
        "answer": (proportion(pl.col("answered"), customers), customers),
    }
    each = mean(pl.col("calls").cast(pl.Float64), pl.col("squares"), customers, 1, float("inf"))
    is_whole = pl.col("attempts").is_null() & (customers >= least)
    means = (pl.when(is_whole).then(part).alias(f"mean{end}") for end, part in zip(_ENDS, each, strict=True))
    return both.with_columns(*_figures(figures, least), *means).drop("calls", "squares")


def _figures(figures: Mapping[str, tuple[Estimate, pl.Expr]], least: int) -> list[pl.Expr]:
    return [
        pl.when(n >= least).then(part).alias(f"{name}{end}")
        for name, (figure, n) in figures.items()
        for end, part in zip(_ENDS, figure, strict=True)
    ]


def _note(least: int) -> pl.Expr:
    tried = pl.col("tried")
    return pl.when(tried == 0).then(pl.lit(NOT_IN_DATA)).when(tried < least).then(pl.lit(TOO_FEW))
