"""Counts of contacts are read once by day: those of weeks, months and other periods are sums of them.

A card asks for the days looked at beside those before, and for their course by days and by weeks. Of marts
each is quick; of contacts each would read them all again.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace

import duckdb
import polars as pl

from analytics.dimensions import DIMENSIONS, Dimension
from analytics.reading import WHOLE, Counts, prepare
from analytics.view import View
from warehouse.settings import Settings

_DAY, _AT = "day", "at"
_CALENDAR = "SELECT unnest(range($since::DATE, $until::DATE + 1, INTERVAL 1 DAY))::DATE AS day"


def are_shared(counts: Counts, view: View) -> bool:
    """Whether counts of days add up to those asked for, and are worth keeping."""
    return counts.adds_up and view.since is not None and view.until is not None


def by_day(by: Mapping[str, Dimension]) -> dict[str, Dimension]:
    """The dimensions with days in place of all times."""
    return {_DAY: DIMENSIONS[_DAY]} | {name: one for name, one in by.items() if one.of != "time"}


def widest(view: View) -> View:
    """The days of a view and of the adjoining period before it, which it is most often compared with."""
    return replace(view, since=view.alone().before().since)


def key_of(counts: Counts, by: Mapping[str, Dimension], view: View) -> Hashable:
    """What counts by day are kept under."""
    return "by day", *_what(counts), tuple(by_day(by).values()), view.alone()


def key_as_asked(counts: Counts, by: Mapping[str, Dimension], view: View) -> Hashable:
    """What counts as they were asked for are kept under: several measures are made from the same."""
    return "as asked", *_what(counts), tuple(by.values()), view.alone()


def _what(counts: Counts) -> tuple[Hashable, ...]:
    said = counts.mart, counts.level, counts.where, counts.rows, counts.over, counts.present_in
    return *said, tuple(counts.columns.items())


def added_up(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    days: pl.DataFrame,
    counts: Counts,
    by: Mapping[str, Dimension],
    view: View,
) -> pl.DataFrame:
    """Counts by day, of the view's days, as `read_counts` gives them for these dimensions."""
    times = {name: one for name, one in by.items() if one.of == "time"}
    keys = [*(by or [WHOLE]), *([counts.level] if counts.level else [])]
    within = days.rename({_DAY: _AT}).filter(pl.col(_AT).is_between(*view.days))
    if times:
        within = within.join(_calendar(connection, settings, times, view), on=_AT)
    if not by:
        within = within.with_columns(pl.lit(None, pl.String).alias(WHOLE))
    return within.group_by(keys).agg(pl.col(*counts.columns).sum())


def _calendar(
    connection: duckdb.DuckDBPyConnection, settings: Settings, times: Mapping[str, Dimension], view: View
) -> pl.DataFrame:
    """What each day of the view belongs to."""
    named = ", ".join(f"{one.sql} AS {name}" for name, one in times.items())
    query = f"SELECT day AS {_AT}, {named} FROM ({_CALENDAR})"
    prepare(connection, settings, times.values(), query)
    since, until = view.days
    return connection.sql(query, params={"since": since, "until": until}).pl()
