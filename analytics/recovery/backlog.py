"""Failures in, recoveries out, and what is open in between.

No record tells a failure that is being worked on from one that was given up. A failure therefore counts as
open from its day until it is recovered, but no longer than nine in ten recoveries take; after that it counts
as given up. So the backlog is an estimate, and too small where slow recoveries are common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.extent import data_span
from analytics.reading import WHOLE, Counts, read_counts
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

Step = Literal["day", "week", "month"]
_EVERY: dict[Step, str] = {"day": "1d", "week": "1w", "month": "1mo"}
_PART = 0.9
_COUNTS = Counts(
    "recovery_daily",
    {"at": "day", "recovered_after_days": "recovered_after_days", "failures": "sum(failures)::BIGINT"},
)


@dataclass(frozen=True)
class Backlog:
    """periods: the columns split by, period (its first day), days (of it in the data and the view), failures,
    recovered, backlog (open failures at the end of a day, the mean of its days), is_complete (whether all its
    days are in the data and the view).

    open_days: for how many days a failure counts as open unless it is recovered; None without a recovery, and
    then there is no backlog to tell.
    """

    periods: pl.DataFrame
    open_days: int | None


def backlog(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,  # noqa: ARG001 - the signature of analyses
    step: Step = "week",
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> Backlog:
    """Failures, recoveries and open failures by period, from the view's first day to its last.

    Recoveries count on the day on which they were done, whenever the failure was. Failures from before the
    view that are still open count into the backlog. open_days is taken from all recoveries in the view's
    places, also those before its first day.

    Raises QueryError for an unknown dimension or one of time.
    """
    dimensions = find_dimensions(by)
    if any(dimension.is_time for dimension in dimensions.values()):
        raise QueryError("The backlog is by period already.", "Split it by department, tier or channel.")
    keys = list(by) or [WHOLE]
    places = View(None, view.until, view.departments, view.contact_tiers, view.channels)
    failures = read_counts(connection, _COUNTS, dimensions, places)
    span, open_days = data_span(connection), _open_days(failures)
    if span is None or failures.is_empty():
        return Backlog(_nothing(by), None)
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span[1])
    days = _by_day(failures, keys, open_days or 1, span[0], last).filter(pl.col("day") >= first)
    periods = _by_period(days, keys, step, (first, last)).select(*by, *_PERIOD)
    known = pl.lit(open_days is not None)
    return Backlog(periods.with_columns(pl.when(known).then(pl.col("backlog"))), open_days)


_PERIOD = ("period", "days", "failures", "recovered", "backlog", "is_complete")


def _open_days(failures: pl.DataFrame) -> int | None:
    """The days within which nine in ten recoveries were done, at least one."""
    done = failures.drop_nulls("recovered_after_days").sort("recovered_after_days")
    reached = done.filter(pl.col("failures").cum_sum() >= _PART * pl.col("failures").sum())
    return max(int(reached["recovered_after_days"][0]), 1) if reached.height else None


def _by_day(
    failures: pl.DataFrame, keys: Sequence[str], open_days: int, first: date, last: date
) -> pl.DataFrame:
    """One row per day and combination: failures, recovered, and backlog at the day's end."""
    after = pl.col("recovered_after_days")
    stays = pl.min_horizontal(after.fill_null(open_days), pl.lit(open_days))
    came = failures.select(*keys, day="at", failures="failures", recovered=0, opened="failures")
    went = failures.drop_nulls("recovered_after_days").select(
        *keys, day=pl.col("at") + pl.duration(days=after), failures=0, recovered="failures", opened=0
    )
    closed = failures.select(
        *keys, day=pl.col("at") + pl.duration(days=stays), failures=0, recovered=0, opened=-pl.col("failures")
    )
    moves = pl.concat([came, went, closed], how="vertical_relaxed")
    sums = moves.group_by(*keys, "day").agg(pl.col("failures", "recovered", "opened").sum())
    calendar = pl.DataFrame({"day": pl.date_range(first, last, eager=True)})
    return (
        failures.select(keys)
        .unique()
        .join(calendar, how="cross")
        .join(sums, on=[*keys, "day"], how="left", nulls_equal=True)
        .with_columns(pl.col("failures", "recovered", "opened").fill_null(0))
        .sort(*keys, "day")
        .with_columns(backlog=pl.col("opened").cum_sum().over(keys, order_by="day"))
    )


def _by_period(days: pl.DataFrame, keys: Sequence[str], step: Step, span: tuple[date, date]) -> pl.DataFrame:
    every = _EVERY[step]
    period = pl.col("day").dt.truncate(every)
    begins_inside = pl.col("period") >= span[0]
    ends_inside = pl.col("period").dt.offset_by(every) <= span[1] + timedelta(days=1)
    return (
        days.with_columns(period=period)
        .group_by(*keys, "period")
        .agg(
            pl.len().cast(pl.Int64).alias("days"),
            pl.col("failures", "recovered").sum(),
            pl.col("backlog").mean(),
        )
        .with_columns(is_complete=begins_inside & ends_inside)
        .sort(*keys, "period", nulls_last=True)
    )


def _nothing(by: Sequence[str]) -> pl.DataFrame:
    counted = dict.fromkeys(("days", "failures", "recovered"), pl.Int64()) | {"backlog": pl.Float64()}
    return pl.DataFrame(
        schema=dict.fromkeys(by, pl.String())
        | {"period": pl.Date()}
        | counted
        | {"is_complete": pl.Boolean()}
    )
