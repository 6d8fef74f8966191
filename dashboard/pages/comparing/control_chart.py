"""The control chart: a measure by week within the limits of its usual ups and downs."""

from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.comparing.control import FEWEST_BASELINE, ControlChart
from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, date_range, date_ticks, spread, value_range, value_ticks
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, TEMPLATES, Palette, faded
from dashboard.pages.comparing import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.dates import show_day, show_step
from dashboard.wording.figure import is_better
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.words import Language

HEIGHT = 320
_LABEL_GAP = 0.07
_HOVER = "%{text}"


def control_figure(chart: ControlChart, measure: Measure, selection: Selection) -> go.Figure:
    """Points, centre and limits; signals filled and dated; steps not complete hollow behind dashes.

    Words in its place where fewer than two steps have a value.
    """
    points = chart.points
    if points.height < 2:
        return chart_that_says(figures.TOO_FEW_PER_STEP.text(selection.language), selection, HEIGHT)
    palette, language = PALETTES[selection.theme], selection.language
    extent = value_range(measure, _heights(points))
    figure = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    if chart.baseline:
        _shade_baseline(figure, chart, palette, language)
        figure.add_traces([_limit(points, name, palette) for name in ("lower", "upper", "centre")])
        _name_limits(figure, points, extent, palette, language)
    figure.add_traces(_course(points, palette))
    figure.add_trace(_marks(chart, measure, palette, language))
    _date_signals(figure, chart, palette, language)
    days = points["at"].to_list()
    figure.update_yaxes(range=extent, **value_ticks(measure, extent, language))
    figure.update_xaxes(range=date_range(days), **date_ticks(days, chart.step, language))
    return figure


def control_title(chart: ControlChart, language: Language) -> str:
    """What the chart says: since when it signals now, or that it does not."""
    if not chart.baseline:
        return texts.NO_LIMITS.text(language).format(least=2 * FEWEST_BASELINE)
    complete = chart.points.filter("is_complete")
    current = chart.signals.filter(pl.col("until") == complete["until"][-1]).sort("rule")
    if current.is_empty():
        return texts.IN_CONTROL.text(language)
    signal = current.row(0, named=True)
    words = texts.BEYOND_SINCE if signal["rule"] == "beyond_limits" else texts.RUN_SINCE
    return words.text(language).format(since=show_day(signal["since"], language), steps=signal["steps"])


def _heights(points: pl.DataFrame) -> list[float]:
    columns = [points[name].drop_nulls().to_list() for name in ("value", "lower", "upper")]
    return [height for column in columns for height in column]


def _limit(points: pl.DataFrame, name: str, palette: Palette) -> go.Scatter:
    known = points.drop_nulls(name)
    dash = "solid" if name == "centre" else "dot"
    return go.Scatter(
        x=known["at"].to_list(),
        y=known[name].to_list(),
        mode="lines",
        line={"color": palette.muted, "width": 1, "shape": "hvh", "dash": dash},
        hoverinfo="skip",
    )


def _course(points: pl.DataFrame, palette: Palette) -> list[go.Scatter]:
    """The line through complete steps; dashed pieces to those that are not."""
    rows = points.rows(named=True)
    pieces = [
        [first, second]
        for first, second in pairwise(rows)
        if not (first["is_complete"] and second["is_complete"])
    ]
    complete = [row for row in rows if row["is_complete"]]
    return [_piece(complete, palette, "solid"), *(_piece(piece, palette, "dash") for piece in pieces)]


def _piece(rows: list[dict[str, Any]], palette: Palette, dash: str) -> go.Scatter:
    return go.Scatter(
        x=[row["at"] for row in rows],
        y=[row["value"] for row in rows],
        mode="lines",
        line={"color": faded(palette.accent, 0.6), "width": 1.5, "dash": dash},
        hoverinfo="skip",
    )


def _marks(chart: ControlChart, measure: Measure, palette: Palette, language: Language) -> go.Scatter:
    rows = chart.points.rows(named=True)
    colours = [_tone(row, measure, palette) for row in rows]
    return go.Scatter(
        x=[row["at"] for row in rows],
        y=[row["value"] for row in rows],
        mode="markers",
        marker={
            "size": [9 if row["signal"] else 5 for row in rows],
            "color": [
                colour if row["is_complete"] else palette.surface
                for row, colour in zip(rows, colours, strict=True)
            ],
            "line": {"color": colours, "width": 1.5},
        },
        text=[_tooltip(row, chart, measure, language) for row in rows],
        hovertemplate=_HOVER,
    )


def _tone(row: dict[str, Any], measure: Measure, palette: Palette) -> str:
    if row["signal"] is None:
        return palette.accent
    better = is_better(measure, row["value"] - row["centre"])
    return {True: palette.better, False: palette.worse, None: palette.text}[better]


def _tooltip(row: dict[str, Any], chart: ControlChart, measure: Measure, language: Language) -> str:
    has_limits = row["lower"] is not None
    half = (row["upper"] - row["lower"]) / 6 if has_limits else 0.0
    lines = [
        f"{bold(show_value(row['value'], half, measure.unit, language))}",
        figures.OUT_OF.text(language).format(n=show_count(row["n"])),
        show_step(row["at"], row["until"], chart.step, language),
    ]
    if has_limits:
        limits = show_interval(row["lower"], row["upper"], measure.unit, language)
        lines.insert(1, texts.CONTROL_LIMITS.text(language).format(limits=limits))
    return "\n".join(lines)


def _shade_baseline(figure: go.Figure, chart: ControlChart, palette: Palette, language: Language) -> None:
    first = chart.points.filter("is_baseline")
    figure.add_vrect(
        x0=first["at"][0].isoformat(),
        x1=first["at"][-1].isoformat(),
        fillcolor=faded(palette.muted, 0.08),
        line_width=0,
        layer="below",
    )
    figure.add_annotation(
        x=first["at"][0].isoformat(),
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=texts.BASELINE.text(language).format(count=chart.baseline),
        font={"color": palette.muted},
    )


def _date_signals(figure: go.Figure, chart: ControlChart, palette: Palette, language: Language) -> None:
    """The first day of the latest stretch beyond the limits; else of the latest run."""
    if chart.signals.is_empty():
        return
    signal = chart.signals.sort("rule", "since", descending=[True, False]).row(-1, named=True)
    row = chart.points.filter(pl.col("at") == signal["since"]).row(0, named=True)
    figure.add_annotation(
        x=row["at"].isoformat(),
        y=row["value"],
        text=_day(row["at"], language),
        showarrow=True,
        arrowhead=0,
        arrowcolor=palette.muted,
        arrowwidth=1,
        ax=-28,
        ay=-28 * signal["side"],
        font={"color": palette.text},
    )


def _name_limits(
    figure: go.Figure, points: pl.DataFrame, extent: Range, palette: Palette, language: Language
) -> None:
    """What each line is, at its right end, kept apart."""
    last = points.drop_nulls("centre").row(-1, named=True)
    names = {"lower": texts.LOWER_LINE, "centre": texts.CENTRE_LINE, "upper": texts.UPPER_LINE}
    heights = [(last[name] - extent[0]) / (extent[1] - extent[0]) for name in names]
    for place, words in zip(spread(heights, _LABEL_GAP), names.values(), strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=place,
            yref="paper",
            yanchor="middle",
            showarrow=False,
            text=words.text(language),
            font={"color": palette.muted},
        )


def _day(day: date, language: Language) -> str:
    return show_step(day, day, "day", language)
