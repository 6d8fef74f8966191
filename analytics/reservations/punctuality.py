"""Punctuality against the booked time: of customers, and of the company."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import mean
from analytics.notes import TOO_FEW
from analytics.quantiles import quantile_of_values
from analytics.reading import WHOLE, Counts, read_counts
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

APPOINTMENTS = read_sql("analytics.reservations", "appointments")
# When the customer came, when service began, and when it began after the later of appointment and coming.
SIDES = ("customer", "service", "kept")
SHARES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
_LATE = Counts(
    "contact_facts",
    {
        "side": "told.side",
        "late_minutes": "floor(told.late_seconds / 60)::BIGINT",
        "n": "count(*)",
        "total": "sum(told.late_seconds / 60)::DOUBLE",
        "squares": "sum((told.late_seconds / 60) ** 2)::DOUBLE",
    },
    rows=read_sql("analytics.reservations", "sides").replace("{appointments}", APPOINTMENTS),
    instant="occurred_local",
)


def lateness(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How many contacts came to an appointment how many minutes after it, of each side.

    Returns by, side (of SIDES), late_minutes (whole ones, begun; before the appointment negative), n, and
    total and squares, the sums of the minutes and of their squares. No rows where appointments are not known.
    """
    keys = (by,) if by else ()
    counts = read_counts(connection, settings, _LATE, find_dimensions(settings, keys), view)
    return counts.drop(WHOLE, strict=False).with_columns(
        pl.col("total", "squares").cast(pl.Float64), pl.col("side").cast(pl.String)
    )


def punctuality(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Minutes after the appointment: their mean, spread and quantiles, of each side.

    Returns by, side, n, value (mean) with low and high (95 %, Student), spread (standard deviation), and p10,
    p50 and p90, right to the minute, each with _low and _high (order statistics, Thompson 1936; null where
    the interval has no end), and note: "too_few" under settings.definitions.small_n, where figures are null.
    """
    return punctuality_of(lateness(connection, settings, by, view), by, settings.definitions.small_n)


def punctuality_of(counts: pl.DataFrame, by: str | None, small_n: int) -> pl.DataFrame:
    """The same of counts at hand, as `lateness` gives them."""
    keys = [*([by] if by else []), "side"]
    sums = counts.group_by(keys).agg(pl.col("n", "total", "squares").sum())
    n, total, squares = pl.col("n"), pl.col("total"), pl.col("squares")
    figures = sums.with_columns(
        **mean(total, squares, n, float("-inf"), float("inf"))._asdict(),
        spread=((squares - total**2 / n) / (n - 1)).clip(lower_bound=0).sqrt(),
    )
    for name, share in SHARES.items():
        found = quantile_of_values(counts, keys, "late_minutes", share)
        ends = {"value": name, "low": f"{name}_low", "high": f"{name}_high"}
        figures = figures.join(found.rename(ends), on=keys, how="left", nulls_equal=True)
    is_few = pl.col("n") < small_n
    shown = [name for name in figures.columns if name not in (*keys, "n", "total", "squares")]
    return (
        figures.with_columns(pl.when(~is_few).then(pl.col(name)) for name in shown)
        .with_columns(note=pl.when(is_few).then(pl.lit(TOO_FEW)))
        .sort(pl.col("side").cast(pl.Enum(SIDES)), *keys[:-1], nulls_last=True)
        .select(*keys, "n", *shown, "note")
    )
