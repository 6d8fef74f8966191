"""A measure over time, read for a chart."""

from dataclasses import dataclass
from datetime import date, timedelta

from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address.selection import Span
from dashboard.charts.steps import Point, points_of, shifted
from dashboard.lake.store import Reading
from dashboard.pages.departments.focus import days_of
from dashboard.wording.dates import STEPS, Step, business_day, step_of
from dashboard.wording.figure import Figure
from dashboard.wording.targets import target_of

# A line full of gaps says little: coarser steps have more records each.
_LEAST_KNOWN = 0.8
_FEWEST_POINTS = 3


@dataclass(frozen=True)
class Course:
    """What a trend chart shows: the points of the period, and those of the one before beside them.

    whole: the measure over all of the period.
    """

    measure: Measure
    whole: Figure
    step: Step
    now: list[Point]
    before: list[Point]
    target: float | None
    today: date


def read_course(reading: Reading, measure: Measure, view: View, span: Span) -> Course:
    """The measure over the days of the view and over as many before."""
    since, until = days_of(view)
    length = until - since + timedelta(days=1)
    step, now = _at_fit_steps(reading, measure, view, span)
    before = shifted(_points(reading, measure, view.before(), step, span), length)
    whole = Figure.of(reading.measure(measure.name, (), view).row(0, named=True))
    settings = reading.settings
    return Course(measure, whole, step, now, before, target_of(measure, settings), business_day(settings))


def read_sketch(reading: Reading, measure: Measure, view: View, span: Span) -> list[float | None]:
    """The measure at the complete steps of the view, for a chart the size of a word."""
    _, points = _at_fit_steps(reading, measure, view, span)
    return [point.figure.value for point in points if point.is_complete]


def _at_fit_steps(reading: Reading, measure: Measure, view: View, span: Span) -> tuple[Step, list[Point]]:
    """As fine as the length of the view allows; coarser where too few records leave gaps."""
    finest: Step = "month" if measure.counts.is_monthly else step_of(*days_of(view))
    fit = finest, _points(reading, measure, view, finest, span)
    for step in STEPS[STEPS.index(finest) + 1 :]:
        known = sum(point.figure.value is not None for point in fit[1])
        coarser = _points(reading, measure, view, step, span) if known < _LEAST_KNOWN * len(fit[1]) else []
        if len(coarser) < _FEWEST_POINTS:
            break
        fit = step, coarser
    return fit


def _points(reading: Reading, measure: Measure, view: View, step: Step, span: Span) -> list[Point]:
    return points_of(reading.measure(measure.name, (step,), view), step, days_of(view), span[1])
