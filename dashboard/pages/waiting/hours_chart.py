"""A map of the week: one cell per weekday and hour."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.catalogue import MEASURES
from analytics.dimensions import WEEKDAYS
from analytics.measures.measure import Measure
from analytics.waiting.hours import HOURLY
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column, count_column, measure_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import TEXT_OF_POINT, canvas, chart_that_says, points
from dashboard.charts.theme import PALETTES
from dashboard.lake.store import Store
from dashboard.pages.waiting import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording.figure import Figure, interval_text, note_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
_USUAL = "service_level"
_HALF_A_DAY = 12
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}

Cell = Mapping[str, Any]


def hour_measure(selection: Selection) -> Measure:
    """The measure on the map: the one picked, if it is known by the hour."""
    return MEASURES[selection.measure if selection.measure in HOURLY else _USUAL]


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: MEASURES[name].label.text(selection.language) for name in HOURLY}


def _chosen(selection: Selection, _store: Store) -> str:
    return hour_measure(selection).name


HOUR_PICKER = Picker("waiting-hours-measure", "measure", texts.PICK_HOURS, _options, _chosen, usual=_USUAL)


def hours_chart(week: pl.DataFrame, measure: Measure, settings: Settings, selection: Selection) -> go.Figure:
    """Weekdays from top to bottom, hours from left to right, bluer where it is worse; × where n is small.

    week: as `analytics.waiting.hours.waits_by_hour` gives it. Words in the map's place where no hour has a
    figure.
    """
    language = selection.language
    rows = week.filter(pl.col("figure") == measure.name).to_dicts()
    known = [row for row in rows if row["value"] is not None]
    if not known:
        figure = Figure.of(max(rows, key=lambda row: row["n"])) if rows else Figure()
        return chart_that_says(note_text(figure, measure, settings, language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin=_MARGIN)
    chart.add_trace(_cells(known, measure, settings, selection))
    chart.add_trace(_crosses([row for row in rows if row["value"] is None], measure, settings, selection))
    _set_axes(chart, rows, language)
    return chart


def behind_hours(week: pl.DataFrame, measure: Measure, language: Language) -> Behind:
    """Every weekday and hour with contacts."""
    names = {day: words.text(language) for day, words in texts.WEEKDAYS.items()}
    rows = week.filter(pl.col("figure") == measure.name).with_columns(
        pl.col("weekday").cast(pl.String).replace(names),
        hour=pl.format(texts.CLOCK.text(language, hour="{}"), "hour"),
    )
    columns = [
        Column("weekday", texts.WEEKDAY.text(language)),
        Column("hour", texts.HOUR.text(language)),
        measure_column(measure, language),
        count_column(language),
    ]
    return Behind(rows, columns)


def _cells(rows: Sequence[Cell], measure: Measure, settings: Settings, selection: Selection) -> go.Heatmap:
    language, palette = selection.language, PALETTES[selection.theme]
    values = [row["value"] for row in rows]
    extent, is_worse_above = (min(values), max(values)), measure.direction == "lower"
    least, most = extent if extent[0] < extent[1] else _alone(extent[0], is_worse_above)
    ends = [palette.grid, palette.accent]
    return go.Heatmap(
        x=[int(row["hour"]) for row in rows],
        y=[WEEKDAYS.index(row["weekday"]) for row in rows],
        z=values,
        zmin=least,
        zmax=most,
        colorscale=ends if is_worse_above else ends[::-1],
        showscale=extent[0] < extent[1],
        colorbar={"thickness": 8, "outlinewidth": 0, **value_ticks(measure.unit, extent, language)},
        xgap=1,
        ygap=1,
        text=[_tooltip(row, measure, settings, language) for row in rows],
        hovertemplate=TEXT_OF_POINT,
    )


def _alone(value: float, is_worse_above: bool) -> tuple[float, float]:
    """The ends of the scale for a value with none beside it: nothing says that it is bad, so it is pale."""
    return (value, value + 1) if is_worse_above else (value - 1, value)


def _crosses(rows: Sequence[Cell], measure: Measure, settings: Settings, selection: Selection) -> go.Scatter:
    hours, days = ([int(row["hour"]) for row in rows], [WEEKDAYS.index(row["weekday"]) for row in rows])
    stroke = {"width": 1, "color": PALETTES[selection.theme].muted}
    tooltips = [_tooltip(row, measure, settings, selection.language) for row in rows]
    return points(hours, days, {"symbol": "x-thin", "size": 7, "line": stroke}, tooltips)


def _tooltip(row: Cell, measure: Measure, settings: Settings, language: Language) -> str:
    figure = Figure.of(row)
    interval = interval_text(figure, measure, language) or note_text(figure, measure, settings, language)
    return texts.HOURS_TOOLTIP.text(
        language,
        value=bold(value_text(figure, measure, language)),
        interval=interval,
        n=show_count(figure.n),
        weekday=texts.WEEKDAYS[row["weekday"]].text(language),
        hour=row["hour"],
    )


def _set_axes(chart: go.Figure, rows: Sequence[Cell], language: Language) -> None:
    hours = [int(row["hour"]) for row in rows]
    days = [WEEKDAYS.index(row["weekday"]) for row in rows]
    ticks = list(range(min(hours), max(hours) + 1, 6 if max(hours) - min(hours) > _HALF_A_DAY else 3))
    chart.update_xaxes(
        range=(min(hours) - 0.5, max(hours) + 0.5),
        tickvals=ticks,
        ticktext=[texts.CLOCK.text(language, hour=hour) for hour in ticks],
        showgrid=False,
    )
    chart.update_yaxes(
        range=(max(days) + 0.5, min(days) - 0.5),
        tickvals=list(range(len(WEEKDAYS))),
        ticktext=[texts.WEEKDAYS[day].text(language) for day in WEEKDAYS],
        showgrid=False,
    )
