"""A measure over time, read for a chart: every step of the period as a point, complete or not."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import polars as pl

from analytics.against import Against
from analytics.finished import last_finished
from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address.selection import Span
from dashboard.lake.store import Reading
from dashboard.wording.dates import STEPS, Step, business_day, step_end, step_of
from dashboard.wording.figure import Figure, target_of

_INTERVALS = {"day": "1d", "week": "1w", "month": "1mo"}
# A line full of gaps says little: coarser steps have more records each.
_LEAST_KNOWN = 0.8
_FEWEST_POINTS = 3


@dataclass(frozen=True)
class Point:
    """One step: the days of it that lie in the period, and whether those are all of its days."""

    at: date
    since: date
    until: date
    is_complete: bool
    figure: Figure


@dataclass(frozen=True)
class Series:
    """What a trend chart shows: the points of the period, and beside them those it is compared with.

    before: the latter, at the places of the period's own. against: how they are chosen. whole: the measure
    over all of the period. target: the one that applies to what is looked at.
    """

    measure: Measure
    whole: Figure
    step: Step
    now: list[Point]
    before: list[Point]
    target: float | None
    today: date
    against: Against = "before"

    @property
    def days(self) -> Span:
        """The first and the last day of its steps; of none, today."""
        return (self.now[0].at, self.now[-1].until) if self.now else (self.today, self.today)


def read_series(reading: Reading, measure: Measure, view: View, span: Span) -> Series:
    """The measure over the days of the view and over those that it is compared with."""
    step, now = _at_fit_steps(reading, measure, view, span)
    before = _beside(_points(reading, measure, view.before(), step, span), view)
    whole = Figure.of(reading.measure(measure.name, (), view).row(0, named=True))
    settings = reading.settings
    target, today = target_of(measure, settings, view.picked), business_day(settings)
    return Series(measure, whole, step, now, before, target, today, view.against)


def read_sparkline(reading: Reading, measure: Measure, view: View, span: Span) -> list[float | None]:
    """The measure at the complete steps of the view, for a chart the size of a word."""
    _, points = _at_fit_steps(reading, measure, view, span)
    return [point.figure.value for point in points if point.is_complete]


def points_of(course: pl.DataFrame, step: Step, days: Span, last_day: date) -> list[Point]:
    """A point per step of the days looked at, from a measure by that step; steps without records included.

    last_day: the last day that is over, after which not all is known.
    """
    rows = _every_step(step, days).join(course, on=step, how="left").iter_rows(named=True)
    return [_point(row, step, days, last_day) for row in rows]


def known_runs(points: list[Point]) -> list[list[Point]]:
    """The points with a value, cut where one is missing."""
    runs = groupby(points, key=lambda point: point.figure.value is not None)
    return [list(run) for is_known, run in runs if is_known]


def _at_fit_steps(reading: Reading, measure: Measure, view: View, span: Span) -> tuple[Step, list[Point]]:
    """As fine as the length of the view allows; coarser where too few records leave gaps."""
    finest: Step = "month" if measure.counts.is_monthly else step_of(*view.days)
    fit = finest, _points(reading, measure, view, finest, span)
    for step in STEPS[STEPS.index(finest) + 1 :]:
        known = sum(point.figure.value is not None for point in fit[1])
        coarser = _points(reading, measure, view, step, span) if known < _LEAST_KNOWN * len(fit[1]) else []
        if len(coarser) < _FEWEST_POINTS:
            break
        fit = step, coarser
    return fit


def _points(reading: Reading, measure: Measure, view: View, step: Step, span: Span) -> list[Point]:
    return points_of(reading.measure(measure.name, (step,), view), step, view.days, last_finished(span))


def _beside(points: list[Point], view: View) -> list[Point]:
    """The points at the place of the view, as far as it reaches; their days stay as they were."""
    (since, until), (since_before, _) = view.days, view.before().days
    places = [replace(point, at=point.at + (since - since_before)) for point in points]
    return [point for point in places if point.at <= until]


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
