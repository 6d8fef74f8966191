"""Contacts that need not have been, or did not do what they were for: how many, of which kind, their cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import mean, proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, read_counts
from analytics.reasons.same_reason import same_reason
from analytics.view import View
from warehouse.settings import Settings

KINDS = ("asked_again", "repeat", "handed_over", "failed")
"""Each contact counts once: as asked again where the customer had to say again what was said before, else as
a repeat where it is one, else as handed over, else as failed."""
_KIND = """CASE
    WHEN asked_again THEN 'asked_again'
    WHEN is_repeat THEN 'repeat'
    WHEN outcome = 'transferred' THEN 'handed_over'
    WHEN outcome = 'failed' THEN 'failed'
END"""
IS_AVOIDABLE = f"({_KIND}) IS NOT NULL"
_COUNTS = same_reason(
    {
        "kind": _KIND,
        "contacts": "count(*)",
        "cost_known": "count(cost)",
        "cost": "sum(cost)::DOUBLE",
    },
    "is_past_known",
)
_DAYS_A_YEAR = 365
# Every weekday twice: of fewer days nothing is said of a year.
_FEWEST_DAYS = 14


@dataclass(frozen=True)
class Avoidable:
    """totals: a row per combination of `by`, most avoidable contacts first: contacts (avoidable), n (of all),
    value, low, high (their share of all), cost (sum of those that say theirs, as the records have it;
    null where none does), cost_known (how many do), cost_a_year, cost_a_year_low, cost_a_year_high and note.

    kinds: by and kind (of KINDS), with contacts, value, low, high (share of all contacts of the combination),
    cost and cost_known. whole and kinds_of_whole: the same of all contacts together; whole is one row, or
    none without contacts. days: how many the figures are of.
    """

    totals: pl.DataFrame
    kinds: pl.DataFrame
    whole: pl.DataFrame
    kinds_of_whole: pl.DataFrame
    days: int


def avoidable(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = ("reason",),
    view: View = View(),  # noqa: B008 - a View never changes
) -> Avoidable:
    """Contacts in which something was asked again, that come again for the same reason, that were handed
    over, or that failed, and their cost.

    Of a failure or a hand-over and the repeat that follows it both count: one did not do what it was for, the
    other need not have been. Repeats are those of customers and reasons that are known, within
    settings.definitions.first_contact_days; days at the beginning of the data, before which too little is
    known, are left out.

    A year costs 365 times the mean day. Its interval is Student's over the days' sums, so that busy days in
    bursts make it wider; days count as independent and the year as like these days. Contacts without a cost
    add nothing. Shares of fewer than settings.definitions.small_n contacts are withheld, and years of fewer
    than 14 days.

    Raises QueryError for an unknown dimension, or one that is the day.
    """
    dimensions = find_dimensions(settings, ("day", *by))
    counts = _COUNTS.split_by(settings, dimensions, view)
    cells = read_counts(connection, settings, counts, dimensions, view).with_columns(
        pl.col("kind").cast(pl.String),
        pl.col("contacts", "cost_known").cast(pl.Int64),
        pl.col("cost").cast(pl.Float64),
        pl.lit(None, pl.String).alias(WHOLE),
    )
    days = _days(cells)
    return Avoidable(
        _totals(cells, by, days, settings),
        _kinds(cells, by),
        _totals(cells, (), days, settings),
        _kinds(cells, ()),
        days,
    )


def _days(cells: pl.DataFrame) -> int:
    """From the first to the last with contacts, those in between that have none too."""
    first, last = cells.select(first=pl.col("day").min(), last=pl.col("day").max()).row(0)
    return 0 if first is None else (last - first).days + 1


def _totals(cells: pl.DataFrame, by: Sequence[str], days: int, settings: Settings) -> pl.DataFrame:
    totals = _counted(cells, [*by, WHOLE]).with_columns(_a_year(days)).with_columns(note=_note(settings))
    withheld = totals.with_columns(pl.when(pl.col("note").is_null()).then(pl.col("value", "low", "high")))
    order = {"contacts": True} | dict.fromkeys(by, False)
    return withheld.sort(list(order), descending=list(order.values()), nulls_last=True).drop(WHOLE, "squares")


def _counted(cells: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    of_all = cells.group_by(keys).agg(n=pl.col("contacts").sum())
    by_day = _sums(cells.drop_nulls("kind"), [*keys, "day"])
    found = by_day.group_by(keys).agg(
        pl.col("contacts", "cost_known").sum(), _cost(), squares=(pl.col("cost") ** 2).sum()
    )
    return (
        of_all.join(found, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col("contacts", "cost_known").fill_null(0))
        .with_columns(**proportion(pl.col("contacts"), pl.col("n"))._asdict())
    )


def _kinds(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    keys = [*by, WHOLE]
    of_all = cells.group_by(keys).agg(n=pl.col("contacts").sum())
    found = _sums(cells.drop_nulls("kind"), [*keys, "kind"])
    return (
        found.join(of_all, on=keys, nulls_equal=True)
        .with_columns(**proportion(pl.col("contacts"), pl.col("n"))._asdict())
        .sort(*by, pl.col("kind").cast(pl.Enum(KINDS)), nulls_last=True)
        .drop(WHOLE)
    )


def _sums(cells: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    return cells.group_by(keys).agg(pl.col("contacts", "cost_known").sum(), _cost())


def _cost() -> pl.Expr:
    """Null where no contact says its cost."""
    return pl.when(pl.col("cost_known").sum() > 0).then(pl.col("cost").sum()).alias("cost")


def _a_year(days: int) -> list[pl.Expr]:
    """The mean day's cost times the days of a year; days without an avoidable contact cost nothing."""
    day = mean(pl.col("cost"), pl.col("squares"), pl.lit(days), 0, float("inf"))
    is_told = pl.col("cost").is_not_null() & (days >= _FEWEST_DAYS)
    parts = zip(("cost_a_year", "cost_a_year_low", "cost_a_year_high"), day, strict=True)
    return [pl.when(is_told).then(part * _DAYS_A_YEAR).alias(name) for name, part in parts]


def _note(settings: Settings) -> pl.Expr:
    is_few = pl.col("n") < settings.definitions.small_n
    return pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
