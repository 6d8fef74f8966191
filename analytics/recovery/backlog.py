"""Failures in, recoveries out, what was given up, and what is open in between.

Recoveries are on record. That a failure was given up is not: it is assumed of those without a recovery once
settings.definitions.failure_given_up_days are over, and of none while that is not set. So the backlog
grows as long as more fails than is recovered or given up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.finished import DataSpan, last_finished, read_span
from analytics.reading import WHOLE, Counts, read_counts
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

Step = Literal["day", "week", "month"]
_EVERY: dict[Step, str] = {"day": "1d", "week": "1w", "month": "1mo"}
_COUNTS = Counts(
    "recovery_daily",
    {
        "at": "day",
        "recovery": "recovery",
        "recovered_after_days": "recovered_after_days",
        "failures": "sum(failures)::BIGINT",
    },
)
_FLOWS = ("failures", "unknown", "recovered", "given_up")
_PERIOD = ("period", "days", *_FLOWS, "backlog", "is_complete")


@dataclass(frozen=True)
class Backlog:
    """periods: the columns split by, period (its first day), days (of it in the data and the view), failures,
    unknown (of these, failures that do not say what was done about them: they are not in the backlog),
    recovered, given_up, backlog (open failures at the end of a day, the mean of its days) and is_complete
    (whether all its days are over and in the view). From one day's end to the next the backlog moves by
    failures - unknown - recovered - given_up. backlog and given_up are null where no failure says what was
    done.

    given_up_days: the rule of the settings, None without one. still_open: what is open when the last day
    ends, by what the records say of it now: "none", "attempted", or "recovered" after that day.
    """

    periods: pl.DataFrame
    given_up_days: int | None
    still_open: Mapping[str, int]

    @property
    def is_known(self) -> bool:
        """Whether any failure says what was done about it."""
        return self.periods["backlog"].count() > 0


def backlog(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    step: Step = "week",
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> Backlog:
    """Failures, recoveries, what was given up and what is open, by period, from the view's first day to
    its last.

    A failure is open from its day until the day it was recovered; without a recovery until it is given up by
    the settings' rule. A recovery on record stands, however late. One without its time counts on the day
    of the failure. Failures from before the view that are still open count into the backlog; those from
    before the data are not known.

    Raises QueryError for an unknown dimension or one of time.
    """
    keys, given_up_days = list(by) or [WHOLE], settings.definitions.failure_given_up_days
    failures, days, span = _read(connection, settings, by, view)
    if span is None:
        return Backlog(_nothing(by), given_up_days, {})
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span[1])
    finished = min(last, last_finished(span))
    within = days.filter(pl.col("day") >= first)
    periods = _by_period(within, keys, step, (first, finished)).select(*by, *_PERIOD)
    is_known = pl.lit(failures["recovery"].count() > 0)
    shown = periods.with_columns(pl.when(is_known).then(pl.col("backlog", "given_up")))
    return Backlog(shown, given_up_days, _still_open(failures, last))


def flows_by_day(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The same day by day, from the first day of the data to the view's last that is over: the columns split
    by (else `whole`, null), day, failures, unknown, recovered, given_up, and backlog at the day's end.

    Raises QueryError for an unknown dimension or one of time.
    """
    _, days, span = _read(connection, settings, by, view)
    return days if span is None else days.filter(pl.col("day") <= last_finished(span))


def _read(
    connection: duckdb.DuckDBPyConnection, settings: Settings, by: tuple[str, ...], view: View
) -> tuple[pl.DataFrame, pl.DataFrame, DataSpan | None]:
    """Failures with the day on which each is closed, the flows of every day up to the view's last, and the
    days of the data."""
    dimensions = find_dimensions(settings, by)
    if any(dimension.is_time for dimension in dimensions.values()):
        raise QueryError("The backlog is by period already.", "Split it by department, tier or channel.")
    places = replace(view, since=None)
    counts = read_counts(connection, settings, _COUNTS, dimensions, places)
    span, keys = read_span(connection, settings), list(by) or [WHOLE]
    if span is None or counts.is_empty():
        counted = dict.fromkeys((*_FLOWS, "backlog"), pl.Int64())
        schema = dict.fromkeys(keys, pl.String()) | {"day": pl.Date()} | counted
        return counts, pl.DataFrame(schema=schema), None
    failures = counts.with_columns(closed=_closed(settings.definitions.failure_given_up_days))
    return failures, _by_day(failures, keys, span[0], min(view.until or span[1], span[1])), span


def _closed(given_up_days: int | None) -> pl.Expr:
    """The day on which a failure is no longer open; null: it stays open."""
    is_recovered = pl.col("recovery") == "recovered"
    after = pl.when(is_recovered).then(pl.col("recovered_after_days").fill_null(0))
    return pl.col("at") + pl.duration(days=after.otherwise(pl.lit(given_up_days, pl.Int64)))


def _by_day(failures: pl.DataFrame, keys: Sequence[str], first: date, last: date) -> pl.DataFrame:
    """One row per day and combination: the flows, and backlog at the day's end."""
    count, is_known = pl.col("failures"), pl.col("recovery").is_not_null()
    is_recovered = pl.col("recovery") == "recovered"
    came = failures.select(
        *keys,
        day="at",
        failures=count,
        unknown=pl.when(is_known).then(0).otherwise(count),
        recovered=0,
        given_up=0,
    )
    went = failures.filter(is_known & pl.col("closed").is_not_null()).select(
        *keys,
        day="closed",
        failures=0,
        unknown=0,
        recovered=pl.when(is_recovered).then(count).otherwise(0),
        given_up=pl.when(is_recovered).then(0).otherwise(count),
    )
    moves = pl.concat([came, went], how="vertical_relaxed").group_by(*keys, "day").agg(pl.col(_FLOWS).sum())
    calendar = pl.DataFrame({"day": pl.date_range(first, last, eager=True)})
    opened = pl.col("failures") - pl.col("unknown") - pl.col("recovered") - pl.col("given_up")
    return (
        failures.select(keys)
        .unique()
        .join(calendar, how="cross")
        .join(moves, on=[*keys, "day"], how="left", nulls_equal=True)
        .with_columns(pl.col(_FLOWS).fill_null(0))
        .sort(*keys, "day")
        .with_columns(backlog=opened.cum_sum().over(keys, order_by="day"))
    )


def _by_period(days: pl.DataFrame, keys: Sequence[str], step: Step, span: tuple[date, date]) -> pl.DataFrame:
    every = _EVERY[step]
    period = pl.col("day").dt.truncate(every)
    begins_inside = pl.col("period") >= span[0]
    ends_inside = pl.col("period").dt.offset_by(every) <= span[1] + timedelta(days=1)
    return (
        days.with_columns(period=period)
        .group_by(*keys, "period")
        .agg(pl.len().cast(pl.Int64).alias("days"), pl.col(_FLOWS).sum(), pl.col("backlog").mean())
        .with_columns(is_complete=begins_inside & ends_inside)
        .sort(*keys, "period", nulls_last=True)
    )


def _still_open(failures: pl.DataFrame, last: date) -> dict[str, int]:
    is_open = (pl.col("at") <= last) & (pl.col("closed").is_null() | (pl.col("closed") > last))
    counted = (
        failures.drop_nulls("recovery").filter(is_open).group_by("recovery").agg(pl.col("failures").sum())
    )
    return dict(counted.select("recovery", "failures").iter_rows())


def _nothing(by: Sequence[str]) -> pl.DataFrame:
    counted = dict.fromkeys(("days", *_FLOWS), pl.Int64()) | {"backlog": pl.Float64()}
    schema = dict.fromkeys(by, pl.String()) | {"period": pl.Date()} | counted | {"is_complete": pl.Boolean()}
    return pl.DataFrame(schema=schema)
