"""What contacts are about: how many of each reason, and how they go."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import Estimate, mean, proportion
from analytics.measuring import measure
from analytics.reading import Counts, read_counts
from analytics.view import View
from warehouse.settings import Settings

# Of contacts for a reason: each with its successes and trials.
SHARES = {
    "resolution": ("resolved", "contacts"),
    "failure": ("failed", "contacts"),
    "complaint": ("complaints", "complaint_known"),
    "recovery_rate": ("recovered", "recovery_known"),
}
# What the records of contacts alone do not tell; they are measures under these names.
MEASURED = ("csat", "repeat_same_reason")
FIGURES = (*SHARES, *MEASURED, "cost")
"""What is told of each reason beside its share."""
_COUNTED = ("contacts", *(name for pair in SHARES.values() for name in pair if name != "contacts"))
_COUNTS = Counts(
    "contact_facts",
    {
        "contacts": "count(*)",
        "resolved": "count_if(outcome = 'resolved')::BIGINT",
        "failed": "count_if(outcome = 'failed')::BIGINT",
        "complaints": "count_if(is_complaint)::BIGINT",
        "complaint_known": "count(is_complaint)",
        "recovered": "count_if(outcome = 'failed' AND recovery = 'recovered')::BIGINT",
        "recovery_known": "count_if(outcome = 'failed' AND recovery IS NOT NULL)::BIGINT",
        "cost_known": "count(cost)",
        "total_cost": "sum(cost)::DOUBLE",
        "cost_squares": "sum(cost ** 2)::DOUBLE",
    },
    instant="occurred_local",
)


def reasons(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    of: str = "reason",
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per reason, and per combination of `by`: the most frequent reasons first within each.

    of: the dimension that tells reasons apart: the reason itself, or one that puts reasons together. Columns:
    of, by, contacts, share (of the contacts of the combination), n, then resolution, failure, complaint,
    recovery_rate (of failures), csat, repeat_same_reason and cost (mean of the contacts that say theirs, as
    records have it); each with …_low and …_high (95 %) and, but for the share, …_n, what it is out of.
    A figure out of fewer than settings.definitions.small_n is null. Contacts without a known reason are a row
    of their own, null.

    Raises QueryError for an unknown dimension.
    """
    keys = [of, *by]
    read = read_counts(connection, settings, _COUNTS, find_dimensions(settings, keys), view)
    counts = read.with_columns(pl.col(*_COUNTED, "cost_known").cast(pl.Int64))
    found = counts.with_columns(n=_sum_over("contacts", by)).with_columns(
        *_named("share", proportion(pl.col("contacts"), pl.col("n"))),
        *(part for name in SHARES for part in _share(name, settings)),
        *_cost(settings),
    )
    combinations = found.select(keys)
    for name in MEASURED:
        figures = measure(connection, settings, name, keys, view, lambda *_: combinations)
        found = found.join(_columns(figures, name, keys), on=keys, how="left", nulls_equal=True)
    order = [*by, "contacts", of]
    descending = [name == "contacts" for name in order]
    return found.sort(order, descending=descending, nulls_last=True).select(
        *keys,
        "contacts",
        *_with_ends("share"),
        "n",
        *(column for name in FIGURES for column in (*_with_ends(name), f"{name}_n")),
    )


def _sum_over(column: str, by: Sequence[str]) -> pl.Expr:
    return pl.col(column).sum().over(by) if by else pl.col(column).sum()


def _share(name: str, settings: Settings) -> list[pl.Expr]:
    successes, trials = (pl.col(column) for column in SHARES[name])
    figure = _named(name, proportion(successes, trials))
    return [*_unless_few(figure, trials, settings), trials.alias(f"{name}_n")]


def _cost(settings: Settings) -> list[pl.Expr]:
    n = pl.col("cost_known")
    total, squares = (pl.col(name).cast(pl.Float64) for name in ("total_cost", "cost_squares"))
    figure = _named("cost", mean(total, squares, n, 0, float("inf")))
    return [*_unless_few(figure, n, settings), n.alias("cost_n")]


def _unless_few(figure: Sequence[pl.Expr], n: pl.Expr, settings: Settings) -> list[pl.Expr]:
    return [pl.when(n >= settings.definitions.small_n).then(part) for part in figure]


def _named(name: str, figure: Estimate) -> list[pl.Expr]:
    return [part.alias(column) for part, column in zip(figure, _with_ends(name), strict=True)]


def _with_ends(name: str) -> tuple[str, str, str]:
    return name, f"{name}_low", f"{name}_high"


def _columns(figures: pl.DataFrame, name: str, keys: Sequence[str]) -> pl.DataFrame:
    """A measure's figures under its name."""
    shown = [
        pl.col(part).alias(column)
        for part, column in zip(("value", "low", "high"), _with_ends(name), strict=True)
    ]
    return figures.select(*keys, *shown, pl.col("n").alias(f"{name}_n"))
