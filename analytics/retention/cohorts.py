"""Customers who began in the same month: how many are still there, and active, month after month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.finished import last_finished, read_span
from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import parameters
from analytics.retention.definition import Definition, find_definition
from analytics.retention.queries import asked_of_contacts, find_split, query
from analytics.retention.survival import observed_days, sorted_by_part
from analytics.view import View
from warehouse.settings import Settings

_COUNTS = pl.Schema(
    {
        "group": pl.String(),
        "cohort": pl.Date(),
        "month": pl.Date(),
        "customers": pl.Int64(),
        "still_there": pl.Int64(),
        "active": pl.Int64(),
        "is_complete": pl.Boolean(),
        "is_over": pl.Boolean(),
    }
)
_FIGURES = ("value", "low", "high", "active_value", "active_low", "active_high")


@dataclass(frozen=True)
class Cohorts:
    """cells: one row per cohort, of each part, and month since it began.

    group (the part; null for all, and for customers whose part is not known), cohort and month (their first
    days), months_since, n (customers of the cohort), value, low and high (still there when the month ended,
    0-1, 95 %), active_value, active_low and active_high (had a contact in the month), is_complete (whether it
    is known who was still there), is_over (whether the month is) and note: null, or why there are no figures.
    """

    definition: Definition
    cells: pl.DataFrame


def cohorts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    definition: str | None = None,
    inactivity_days: int | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Cohorts:
    """Cohorts, of all customers or of each part, by month of joining with customer records, else by month of
    the first contact in the data.

    A month that is not complete shows too many as still there and too few as active. Without records the
    first cohorts are mostly customers who had been there before the data began. Parts, and
    what a view picks, are by dimensions of customers as the record says, and by dimensions of contacts as of
    the first one in the data.

    Raises QueryError for an unknown definition or part.
    """
    known = find_definition(connection, settings, definition, inactivity_days)
    counts = _read_counts(connection, settings, known, view, by)
    there = proportion(pl.col("still_there"), pl.col("customers"))
    active = proportion(pl.col("active"), pl.col("customers"))
    since = (pl.col("month").dt.year() - pl.col("cohort").dt.year()) * 12
    cells = counts.with_columns(
        months_since=(since + pl.col("month").dt.month() - pl.col("cohort").dt.month()).cast(pl.Int64),
        n=pl.col("customers"),
        **there._asdict(),
        **{f"active_{name}": part for name, part in active._asdict().items()},
    ).with_columns(note=_note(settings.definitions.small_n))
    shown = cells.with_columns(pl.when(pl.col("note").is_null()).then(pl.col(_FIGURES)))
    return Cohorts(
        known,
        shown.select(
            "group", "cohort", "month", "months_since", "n", *_FIGURES, "is_complete", "is_over", "note"
        ),
    )


def _read_counts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    definition: Definition,
    view: View,
    by: str | None,
) -> pl.DataFrame:
    split, days = find_split(settings, by) if by else None, observed_days(connection, view)
    span = read_span(connection, settings)
    if days is None or span is None:
        return pl.DataFrame(schema=_COUNTS)
    is_of_contacts = bool(asked_of_contacts(settings, by, view))
    by_first = {"first_contacts": "first_contacts", "parts": "parts_by_first_contact"}
    tables = by_first if is_of_contacts else {"parts": "parts_by_record"}
    values: dict[str, Any] = {"first_day": days[0], "last_day": days[1], **parameters(view.anytime())}
    if definition.kind == "inactivity":
        values["inactivity_days"] = definition.inactivity_days
        text = query("cohorts_first_seen", settings, by, view, silences="silences", **tables)
    else:
        text = query("cohorts_joined", settings, by, view, **tables)
    counts = (
        connection.sql(text, params=values).pl().cast(_COUNTS).with_columns(_known_by(last_finished(span)))
    )
    return sorted_by_part(counts, split, "cohort", "month")


def _known_by(finished: date) -> pl.Expr:
    """The two verdicts on a month, which no month passes that is not over."""
    return pl.col("is_complete", "is_over") & (pl.col("month").dt.month_end() <= finished)


def _note(small_n: int) -> pl.Expr:
    n = pl.col("customers")
    return pl.when(n == 0).then(pl.lit(NOT_IN_DATA)).when(n < small_n).then(pl.lit(TOO_FEW))
