"""A measure over time, against the period it is compared with and the target."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Any

import plotly.graph_objects as go

from analytics.calendar import calendar_of
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column, measure_column
from dashboard.charts.chart_text import bold
from dashboard.charts.holidays import KindsOfDays, holiday_bands, kinds_of_days
from dashboard.charts.marks import End, band, canvas, chart_that_says, line, name_ends, points
from dashboard.charts.series import Point, Series, known_runs
from dashboard.charts.theme import PALETTES, Palette
from dashboard.wording import figure_words as texts
from dashboard.wording.compared import line_name
from dashboard.wording.dates import show_step
from dashboard.wording.figure import interval_text, note_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
# Larger marks of more than a month of days would cover each other.
_MOST_LARGE_MARKS = 31
_FEWEST_POINTS = 2
_FIGURE = ("value", "low", "high", "n")


def trend_chart(
    series: Series, settings: Settings, selection: Selection, *, is_named: bool = True
) -> go.Figure:
    """Line with interval band; the period compared with dotted; unfinished steps dashed; target thin.

    Words in its place where fewer than two steps have a value. is_named: whether lines have names.
    """
    language = selection.language
    if sum(len(run) for run in known_runs(series.now)) < _FEWEST_POINTS:
        return chart_that_says(_why_empty(series, settings, language), selection, HEIGHT)
    palette, unit = PALETTES[selection.theme], series.measure.unit
    extent, days = value_range(unit, _heights(series)), [point.at for point in series.now]
    chart = canvas(selection, HEIGHT)
    chart.update_layout(shapes=holiday_bands(series, calendar_of(settings), palette))
    chart.add_traces([_band(run, palette) for run in known_runs(series.now)])
    kinds = kinds_of_days(series, calendar_of(settings), language)
    chart.add_trace(_line_before(series, palette, kinds, language))
    chart.add_traces(_lines_now(series, palette, kinds, language))
    chart.update_yaxes(range=extent, **value_ticks(unit, extent, language))
    chart.update_xaxes(range=date_range(days), **date_ticks(days, series.step, language))
    _add_target(chart, series, palette)
    _add_today(chart, series, palette, language)
    if not is_named:
        return chart.update_layout(margin={"r": 24})
    name_ends(chart, _ends(series, palette, language), extent)
    return chart


def behind_trend(series: Series, language: Language) -> Behind:
    """Every step, and beside it that of the period before."""
    measure, name = series.measure, series.measure.label.text(language)
    before = texts.BEFORE_OF.text(language, measure=name)
    columns = [
        Column("since", texts.SINCE.text(language)),
        Column("until", texts.UNTIL.text(language)),
        measure_column(measure, language),
        count_column(language),
        Column("is_complete", texts.IS_COMPLETE.text(language)),
    ]
    if series.target is not None:
        columns.append(Column("target", texts.TARGET_OF.text(language, measure=name), measure.unit))
    if series.before:
        columns.append(Column("since_before", texts.SINCE_BEFORE.text(language)))
        columns.append(Column("value_before", before, measure.unit))
    rows = [
        _row(now) | {f"{key}_before": value for key, value in _row(then).items()} | {"target": series.target}
        for now, then in zip_longest(series.now, series.before)
    ]
    return Behind.of(rows, columns, along="since")


def _row(point: Point | None) -> dict[str, Any]:
    if point is None:
        return dict.fromkeys(("since", "until", "is_complete", *_FIGURE))
    figure = {name: getattr(point.figure, name) for name in _FIGURE}
    return {"since": point.since, "until": point.until, "is_complete": point.is_complete, **figure}


def trend_title(series: Series, place: str, language: Language) -> str:
    """What the chart shows, where, and what the measure is over the whole period."""
    title = (
        (texts.TREND if place else texts.TREND_OF_ALL)
        .text(language)
        .format(
            place=place,
            measure=series.measure.label.text(language),
            step=texts.STEPS[series.step].text(language),
        )
    )
    if series.whole.value is None:
        return title
    value = value_text(series.whole, series.measure, language)
    return title + texts.OVER_THE_PERIOD.text(language, value=value)


def trend_caption(series: Series, settings: Settings, language: Language) -> str:
    """How to read the chart."""
    has_bands = bool(series.step == "day" and calendar_of(settings).has_holidays)
    words = [texts.TREND_CAPTION, *([texts.HOLIDAY_BANDS] if has_bands else [])]
    return " · ".join(part.text(language) for part in words)


def _why_empty(series: Series, settings: Settings, language: Language) -> str:
    if series.whole.value is not None:
        return texts.TOO_FEW_PER_STEP.text(language)
    return note_text(series.whole, series.measure, settings, language)


def _heights(series: Series) -> list[float]:
    now = [(point.figure.low, point.figure.high) for point in series.now]
    limits = [limit for pair in now for limit in pair if limit is not None]
    before = [point.figure.value for point in series.before if point.figure.value is not None]
    return limits + before + ([series.target] if series.target is not None else [])


def _band(run: Sequence[Point], palette: Palette) -> go.Scatter:
    figures = [point.figure for point in run]
    lows, highs = [figure.low for figure in figures], [figure.high for figure in figures]
    return band([point.at for point in run], lows, highs, palette.band())


def _lines_now(series: Series, palette: Palette, kinds: KindsOfDays, language: Language) -> list[go.Scatter]:
    """The line through complete steps, and dashed pieces to those that are not."""
    whole = [point if point.is_complete else None for point in series.now]
    pieces = [pair for pair in pairwise(series.now) if not all(point.is_complete for point in pair)]
    dashed = [_line(piece, palette.accent, dash="dash") for piece in pieces]
    solid = _line(whole, palette.accent, dash="solid")
    return [*dashed, solid, _marks(series, palette, kinds, language)]


def _line_before(series: Series, palette: Palette, kinds: KindsOfDays, language: Language) -> go.Scatter:
    tooltips = _tooltips(series.before, series, kinds, language)
    return _line(series.before, palette.muted, tooltips, width=1.5, dash="dot").update(opacity=0.7)


def _line(
    places: Sequence[Point | None], colour: str, tooltips: list[str] | None = None, **style: Any
) -> go.Scatter:
    days = [point and point.at for point in places]
    return line(days, [point and point.figure.value for point in places], colour, tooltips, **style)


def _marks(series: Series, palette: Palette, kinds: KindsOfDays, language: Language) -> go.Scatter:
    """Points to hover; hollow where the step is not complete."""
    fills = [palette.accent if point.is_complete else palette.surface for point in series.now]
    marker = {
        "size": 5 if len(fills) <= _MOST_LARGE_MARKS else 3,
        "color": fills,
        "line": {"color": palette.accent, "width": 1.5},
    }
    values = [point.figure.value for point in series.now]
    tooltips = _tooltips(series.now, series, kinds, language)
    return points([point.at for point in series.now], values, marker, tooltips)


def _tooltips(points: list[Point], series: Series, kinds: KindsOfDays, language: Language) -> list[str]:
    return [_tooltip(point, series, kinds, language) for point in points]


def _tooltip(point: Point, series: Series, kinds: KindsOfDays, language: Language) -> str:
    figure = point.figure
    interval = interval_text(figure, series.measure, language)
    n = texts.OUT_OF.text(language, n=show_count(figure.n))
    days = show_step(point.since, point.until, series.step, language)
    lines = [bold(value_text(figure, series.measure, language)), interval, n, days, *kinds(point)]
    return "\n".join(lines)


def _add_target(chart: go.Figure, series: Series, palette: Palette) -> None:
    if series.target is not None:
        chart.add_hline(y=series.target, line={"color": palette.muted, "width": 1, "dash": "longdash"})


def _add_today(chart: go.Figure, series: Series, palette: Palette, language: Language) -> None:
    if series.now and series.now[0].at <= series.today <= series.now[-1].until:
        chart.add_vline(
            x=series.today.isoformat(),
            line={"color": palette.muted, "width": 1},
        )
        chart.add_annotation(
            x=series.today.isoformat(),
            y=1,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            text=texts.TODAY.text(language),
            font={"color": palette.muted},
        )


def _ends(series: Series, palette: Palette, language: Language) -> list[End]:
    ends = [
        (_last(series.now), texts.THIS_PERIOD.text(language), palette.accent),
        (_last(series.before), line_name(series.against, language), palette.muted),
        (series.target, texts.TARGET_LINE.text(language), palette.muted),
    ]
    return [(height, name, colour) for height, name, colour in ends if height is not None]


def _last(points: list[Point]) -> float | None:
    known = [point.figure.value for point in points if point.figure.value is not None]
    return known[-1] if known else None
