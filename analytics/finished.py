"""Which days, weeks and months are over: the only place that knows.

A day is over when a file was loaded after it. Of the day on which the newest load was made, and of those
behind it, records are still to come. A week or month is over when its last day is. What is not over is shown,
and marked, but neither judged nor compared by its count.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Self

import duckdb
import polars as pl

from analytics.against import Days
from analytics.extent import data_span
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_ONE_DAY = timedelta(days=1)
_USUAL_DAYS = 30
# As far ahead as a booking moves the end of the data; beyond, the clock had been set back.
_FARTHEST_AHEAD = timedelta(days=3)
_LAST_DAYS = {
    "day": pl.col("day"),
    "week": pl.col("week").dt.offset_by("6d"),
    "month": pl.col("month").dt.month_end(),
}


class DataSpan(tuple[date, date]):
    """First and last business day of the data.

    finished: the last day that is over; before the first where none is.
    """

    finished: date

    def __new__(cls, first: date, last: date, finished: date) -> Self:
        """The two days as a pair, the third beside them."""
        span = super().__new__(cls, (first, last))
        span.finished = finished
        return span


def read_span(connection: duckdb.DuckDBPyConnection, settings: Settings) -> DataSpan | None:
    """First and last business day of the data, and the last that is over; None while there are none."""
    span = data_span(connection)
    return DataSpan(*span, _finished(connection, settings, span[1])) if span else None


def last_finished(span: Days) -> date:
    """The last day that is over; of a span that does not say, its last."""
    return span.finished if isinstance(span, DataSpan) else span[1]


def usual_days(span: Days) -> Days:
    """Which days are looked at where nobody says: the last 30 that are over, since counts of others fall."""
    until = max(last_finished(span), span[0])
    return until - (_USUAL_DAYS - 1) * _ONE_DAY, until


def with_completeness(
    figures: pl.DataFrame,
    by: Sequence[str],
    view: View,
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
) -> pl.DataFrame:
    """Figures by day, week or month with is_complete: whether all days of the row are over and in the view.

    As they are where `by` has none of these.
    """
    steps, span = [step for step in by if step in _LAST_DAYS], read_span(connection, settings)
    if not steps or span is None:
        return figures
    first = max(view.since or span[0], span[0])
    last = min(view.until or span[1], last_finished(span))
    inside = [(pl.col(step) >= first) & (_LAST_DAYS[step] <= last) for step in steps]
    return figures.with_columns(is_complete=pl.all_horizontal(inside))


def _finished(connection: duckdb.DuckDBPyConnection, settings: Settings, last: date) -> date:
    query = read_sql("analytics", "newest_load")
    loads = read_stored(connection, query, {}, {"loaded_at": pl.Datetime("us", "UTC")})
    newest = loads["loaded_at"].max()
    if newest is None:
        return last
    zone = settings.business_time_zone
    loaded_on = loads["loaded_at"].dt.convert_time_zone(zone).dt.date().item()
    return last if last > loaded_on + _FARTHEST_AHEAD else min(last, loaded_on - _ONE_DAY)
