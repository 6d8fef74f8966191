"""Holidays in a chart over time: faint bands by day, and in tooltips what kinds of days a point holds."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from analytics.calendar import WorkingCalendar
from dashboard.charts.series import Point, Series
from dashboard.charts.theme import Palette, faded
from dashboard.wording import figure_words as texts
from warehouse.words import Language

# What a point's tooltip says besides.
KindsOfDays = Callable[[Point], Sequence[str]]

_HALF_A_DAY = timedelta(hours=12)


def holiday_bands(series: Series, calendar: WorkingCalendar, palette: Palette) -> list[dict[str, Any]]:
    """A band behind each run of holidays of a course by day, in Plotly's terms; none of a coarser one."""
    if series.step != "day" or not series.now:
        return []
    runs = _runs(calendar.holidays(series.now[0].at, series.now[-1].at))
    return [_band(first, last, palette) for first, last in runs]


def kinds_of_days(series: Series, calendar: WorkingCalendar, language: Language) -> KindsOfDays:
    """The holiday's name at a day; of a count by week or month how many working days that has."""
    if not calendar.has_holidays:
        return lambda _: ()
    if series.step == "day":
        return lambda point: [name for name in [calendar.holiday(point.since, language)] if name]
    return lambda point: _working_days(point, calendar, language) if series.measure.unit == "count" else ()


def _working_days(point: Point, calendar: WorkingCalendar, language: Language) -> list[str]:
    days = calendar.working_days(point.since, point.until)
    names = dict.fromkeys(
        calendar.holiday(day, language) for day in calendar.holidays(point.since, point.until)
    )
    counted = texts.WORKING_DAYS.text(language, days=days)
    return [" · ".join([counted, *(name for name in names if name)])]


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last days of what follows day upon day."""
    runs = [list(run) for _, run in groupby(enumerate(days), lambda at: at[1].toordinal() - at[0])]
    return [(run[0][1], run[-1][1]) for run in runs]


def _band(first: date, last: date, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "layer": "below",
        "x0": datetime.combine(first, time()) - _HALF_A_DAY,
        "x1": datetime.combine(last, time()) + _HALF_A_DAY,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"width": 0},
        "fillcolor": faded(palette.muted, 0.08),
    }
