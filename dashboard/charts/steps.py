"""A measure over time as points to draw: every step of the period, in order, complete or not."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import polars as pl

from dashboard.address.selection import Span
from dashboard.wording.dates import Step, step_end
from dashboard.wording.figure import Figure

_INTERVALS = {"day": "1d", "week": "1w", "month": "1mo"}


@dataclass(frozen=True)
class Point:
    """One step: the days of it that lie in the period, and whether those are all of its days."""

    at: date
    since: date
    until: date
    is_complete: bool
    figure: Figure


def points_of(course: pl.DataFrame, step: Step, days: Span, last_day: date) -> list[Point]:
    """A point per step of the days looked at, from a measure by that step; steps without records included.

    last_day: the last day of the data, after which nothing is known.
    """
    rows = _every_step(step, days).join(course, on=step, how="left").iter_rows(named=True)
    return [_point(row, step, days, last_day) for row in rows]


def known_runs(points: list[Point]) -> list[list[Point]]:
    """The points with a value, cut where one is missing."""
    runs = groupby(points, key=lambda point: point.figure.value is not None)
    return [list(run) for is_known, run in runs if is_known]


def _every_step(step: Step, days: Span) -> pl.DataFrame:
    every = pl.date_range(*days, interval="1d", eager=True).alias(step)
    return every.dt.truncate(_INTERVALS[step]).unique().sort().to_frame()


def _point(row: dict[str, object], step: Step, days: Span, last_day: date) -> Point:
    start = row[step]
    assert isinstance(start, date)
    end = step_end(start, step)
    since, until = max(start, days[0]), min(end, days[1])
    is_complete = start >= days[0] and end <= min(days[1], last_day)
    has_records = row["n"] is not None
    return Point(start, since, until, is_complete, Figure.of(row) if has_records else Figure())


def shifted(points: list[Point], by: timedelta) -> list[Point]:
    """The same points at another place in time; their days stay as they were."""
    return [
        Point(point.at + by, point.since, point.until, point.is_complete, point.figure) for point in points
    ]
