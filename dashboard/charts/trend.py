"""A measure over time, against the period before and the target."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, date_range, date_ticks, spread, value_range, value_ticks
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.series import Point, Series, known_runs
from dashboard.charts.theme import PALETTES, TEMPLATES, Palette
from dashboard.wording import figure_words as texts
from dashboard.wording.dates import show_step
from dashboard.wording.figure import interval_text, note_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language, Words

HEIGHT = 300
_LABEL_GAP = 0.075
_MOST_LARGE_MARKS = 31
_FEWEST_POINTS = 2


def trend_chart(course: Series, settings: Settings, selection: Selection) -> go.Figure:
    """Line with interval band; period before dotted and light; unfinished steps dashed; target thin.

    Words in its place where fewer than two steps have a value.
    """
    if sum(len(run) for run in known_runs(course.now)) < _FEWEST_POINTS:
        return chart_that_says(_why_empty(course, settings, selection.language), selection, HEIGHT)
    palette, language = PALETTES[selection.theme], selection.language
    extent = value_range(course.measure, _heights(course))
    figure = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    figure.add_traces(_bands(course.now, palette))
    figure.add_traces(_lines_before(course, palette, language))
    figure.add_traces(_lines_now(course, palette, language))
    figure.update_yaxes(range=extent, **value_ticks(course.measure, extent, language))
    figure.update_xaxes(range=date_range([point.at for point in course.now]))
    figure.update_xaxes(**date_ticks([point.at for point in course.now], course.step, language))
    _add_target(figure, course, palette)
    _add_today(figure, course, palette, language)
    _add_labels(figure, course, extent, palette, language)
    return figure


def trend_title(course: Series, place: str, language: Language) -> str:
    """What the chart shows, where, and what the measure is over the whole period."""
    title = (
        (texts.TREND if place else texts.TREND_OF_ALL)
        .text(language)
        .format(
            place=place,
            measure=course.measure.label.text(language),
            step=texts.STEPS[course.step].text(language),
        )
    )
    if course.whole.value is None:
        return title
    value = value_text(course.whole, course.measure, language)
    return title + texts.OVER_THE_PERIOD.text(language).format(value=value)


def _why_empty(course: Series, settings: Settings, language: Language) -> str:
    if course.whole.value is not None:
        return texts.TOO_FEW_PER_STEP.text(language)
    return note_text(course.whole, course.measure, settings, language)


def _heights(course: Series) -> list[float]:
    now = [(point.figure.low, point.figure.high) for point in course.now]
    limits = [limit for pair in now for limit in pair if limit is not None]
    before = [point.figure.value for point in course.before if point.figure.value is not None]
    return limits + before + ([course.target] if course.target is not None else [])


def _bands(points: list[Point], palette: Palette) -> list[go.Scatter]:
    return [_band(run, palette) for run in known_runs(points)]


def _band(run: list[Point], palette: Palette) -> go.Scatter:
    days = [point.at for point in run]
    highs, lows = [point.figure.high for point in run], [point.figure.low for point in run]
    return go.Scatter(
        x=days + days[::-1],
        y=highs + lows[::-1],
        fill="toself",
        fillcolor=palette.band(),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _lines_now(course: Series, palette: Palette, language: Language) -> list[go.Scatter]:
    """The line through complete steps, and dashed pieces to those that are not."""
    whole = [point if point.is_complete else None for point in course.now]
    pieces = [
        [first, second]
        for first, second in zip(course.now, course.now[1:], strict=False)
        if not (first.is_complete and second.is_complete)
    ]
    dashed = [_line(piece, palette.accent, "dash", 2) for piece in pieces]
    solid = _line(whole, palette.accent, "solid", 2)
    return [*dashed, solid, _markers(course, palette, language)]


def _lines_before(course: Series, palette: Palette, language: Language) -> list[go.Scatter]:
    line = _line(course.before, palette.muted, "dot", 1.5)
    line.update(
        opacity=0.7, hovertemplate=_HOVER, text=_tooltips(course.before, course, language), hoverinfo=None
    )
    return [line]


def _line(points: Sequence[Point | None], colour: str, dash: str, width: float) -> go.Scatter:
    return go.Scatter(
        x=[point and point.at for point in points],
        y=[point and point.figure.value for point in points],
        mode="lines",
        line={"color": colour, "dash": dash, "width": width},
        hoverinfo="skip",
    )


_HOVER = "%{text}"


def _markers(course: Series, palette: Palette, language: Language) -> go.Scatter:
    """Points to hover; hollow where the step is not complete."""
    fills = [palette.accent if point.is_complete else palette.surface for point in course.now]
    return go.Scatter(
        x=[point.at for point in course.now],
        y=[point.figure.value for point in course.now],
        mode="markers",
        marker={
            "size": 5 if len(fills) <= _MOST_LARGE_MARKS else 3,
            "color": fills,
            "line": {"color": palette.accent, "width": 1.5},
        },
        text=_tooltips(course.now, course, language),
        hovertemplate=_HOVER,
    )


def _tooltips(points: list[Point], course: Series, language: Language) -> list[str]:
    return [_tooltip(point, course, language) for point in points]


def _tooltip(point: Point, course: Series, language: Language) -> str:
    figure = point.figure
    interval = interval_text(figure, course.measure, language)
    n = texts.OUT_OF.text(language).format(n=show_count(figure.n))
    days = show_step(point.since, point.until, course.step, language)
    return f"{bold(value_text(figure, course.measure, language))}\n{interval}\n{n}\n{days}"


def _add_target(figure: go.Figure, course: Series, palette: Palette) -> None:
    if course.target is not None:
        figure.add_hline(y=course.target, line={"color": palette.muted, "width": 1, "dash": "longdash"})


def _add_today(figure: go.Figure, course: Series, palette: Palette, language: Language) -> None:
    if course.now and course.now[0].at <= course.today <= course.now[-1].until:
        figure.add_vline(
            x=course.today.isoformat(),
            line={"color": palette.muted, "width": 1},
        )
        figure.add_annotation(
            x=course.today.isoformat(),
            y=1,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            text=texts.TODAY.text(language),
            font={"color": palette.muted},
        )


def _add_labels(
    figure: go.Figure, course: Series, extent: Range, palette: Palette, language: Language
) -> None:
    """Names at the right end of each line, kept apart."""
    labels = _labels(course, palette)
    heights = [(height - extent[0]) / (extent[1] - extent[0]) for height, _, _ in labels]
    for place, (_, name, colour) in zip(spread(heights, _LABEL_GAP), labels, strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=place,
            yref="paper",
            yanchor="middle",
            showarrow=False,
            text=name.text(language),
            font={"color": colour},
        )


def _labels(course: Series, palette: Palette) -> list[tuple[float, Words, str]]:
    ends: list[tuple[Any, Words, str]] = [
        (_last(course.now), texts.THIS_PERIOD, palette.accent),
        (_last(course.before), texts.PERIOD_BEFORE, palette.muted),
        (course.target, texts.TARGET_LINE, palette.muted),
    ]
    return [(height, name, colour) for height, name, colour in ends if height is not None]


def _last(points: list[Point]) -> float | None:
    known = [point.figure.value for point in points if point.figure.value is not None]
    return known[-1] if known else None
