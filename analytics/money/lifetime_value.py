"""Lifetime value: what customers bring a year times the discounted years that they will stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.finished import last_finished, read_span
from analytics.money.prospects import Prospects, read_prospects
from analytics.money.values import Basis, Valued, read_valued
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats
from analytics.statistics.lifetime import interval_of_draws
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_FIGURES = ("years", "value", "total")
_ENDS = ("", "_low", "_high")
SCHEMA = {
    "segment": pl.String(),
    "tenure": pl.String(),
    "customers": pl.Int64(),
    "n": pl.Int64(),
    "annual": pl.Float64(),
    **{f"{name}{end}": pl.Float64() for name in _FIGURES for end in _ENDS},
    "note": pl.String(),
}


@dataclass(frozen=True)
class LifetimeValue:
    """groups: a row per segment and tenure (null where not recorded) of those who are there. whole: one row
    of all of them, without segment and tenure. Columns: customers, n (of whom a yearly value is known),
    annual (what these bring a year, all together), years (discounted, that they will stay within the
    horizon, weighted by value), value (of one of them) and total, each with …_low and …_high (95 %), note.

    day: the day on which they are there; None without data. basis: where yearly values come from; None
    where nothing says any. prospects: None without a complete month.
    """

    groups: pl.DataFrame
    whole: pl.DataFrame
    basis: Basis | None
    prospects: Prospects | None
    day: date | None


def lifetime_value(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> LifetimeValue:
    """What the customers who are there on the view's last day will bring within settings.money.horizon_years.

    Each month's value counts as far as the customer is expected to be there, by the hazards of the twelve
    months before, and is discounted (Gupta and Lehmann 2003, Journal of Interactive Marketing 17). The
    interval holds what is not known of the hazards, and of values where these are taken from purchases; not
    that times may change. Groups of fewer than settings.definitions.small_n are withheld.

    Raises QueryError for a view that picks anything but dimensions of customers.
    """
    span = read_span(connection, settings)
    nothing = pl.DataFrame(schema=SCHEMA)
    if span is None:
        return LifetimeValue(nothing, _none(0), None, None, None)
    last = last_finished(span)
    day = min(view.until or last, last)
    valued = read_valued(connection, settings, read_sql("analytics.money", "present"), view, {"day": day})
    prospects = read_prospects(connection, settings, day)
    if prospects is None or valued.basis is None:
        return LifetimeValue(
            nothing, _none(int(valued.groups["customers"].sum())), valued.basis, prospects, day
        )
    return worth_of(valued, prospects, settings, day)


def worth_of(valued: Valued, prospects: Prospects, settings: Settings, day: date) -> LifetimeValue:
    """The same of values and prospects at hand."""
    worth, least = valued.worth(prospects), settings.definitions.small_n
    groups = _rows(valued.groups, worth, ("segment", "tenure"), least)
    whole = _rows(valued.groups, worth, (), least)
    return LifetimeValue(groups, whole, valued.basis, prospects, day)


def _rows(groups: pl.DataFrame, worth: Floats, by: Sequence[str], least: int) -> pl.DataFrame:
    numbered = groups.with_row_index("place")
    parts = numbered.partition_by(by, maintain_order=True) if by else [numbered]
    rows = [_row(part, worth[:, part["place"].to_numpy()].sum(axis=1), by, least) for part in parts]
    return pl.DataFrame(rows, schema=SCHEMA)


def _row(part: pl.DataFrame, total: Floats, by: Sequence[str], least: int) -> dict[str, Any]:
    n, annual = int(part["valued"].sum()), float(part["annual"].sum())
    row: dict[str, Any] = {name: part[name][0] or None for name in by}
    row |= {"customers": int(part["customers"].sum()), "n": n}
    if n < least or annual <= 0:
        return row | {"note": NOT_IN_DATA if n == 0 else TOO_FEW}
    for name, draws in (("years", total / annual), ("value", total / n), ("total", total)):
        found = interval_of_draws(float(draws[0]), draws[1:])
        row |= {f"{name}{end}": figure for end, figure in zip(_ENDS, found, strict=True)}
    return row | {"annual": annual}


def _none(customers: int) -> pl.DataFrame:
    return pl.DataFrame([{"customers": customers, "n": 0, "note": NOT_IN_DATA}], schema=SCHEMA)
