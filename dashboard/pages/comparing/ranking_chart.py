"""Departments of one tier in order, as far as the order can be told."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column, department_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows, points, write
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.comparing import words as texts
from dashboard.pages.comparing.funnel_chart import HEIGHT, half_width, tone
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_value
from warehouse.words import Language

_ROW = 32
_AROUND = 72


def ranking_height(frame: pl.DataFrame) -> int:
    """As tall as the rows need, and never less than the chart beside it."""
    return max(HEIGHT, _AROUND + _ROW * frame.height)


def ranking_chart(frame: pl.DataFrame, measure: Measure, selection: Selection) -> go.Figure:
    """Shrunk value with interval per department, best on top; hollow the value as it is; the rank at the
    right.

    frame: one tier of `analytics.comparing.funnel.fair_comparison`. An empty chart where there is nothing to
    order.
    """
    height = ranking_height(frame)
    if frame.height < 2:
        return chart_that_says("", selection, height)
    palette, language, unit = PALETTES[selection.theme], selection.language, measure.unit
    rows = frame.sort("rank", "department", descending=[True, True]).to_dicts()
    raw = [row["value"] for row in rows if row["value"] is not None]
    extent = value_range(unit, [*frame["shrunk_low"], *frame["shrunk_high"], *raw])
    chart = canvas(selection, height)
    chart.add_vline(x=rows[0]["expected"], line={"color": palette.accent, "width": 1})
    for place, row in enumerate(rows):
        chart.add_traces(_department(row, place, measure, palette, language))
        write(chart, rank_text(row, language), 1, place, palette.muted, xshift=8, yanchor="middle")
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks(unit, extent, language))
    names = {place: row["department"] for place, row in enumerate(rows)}
    name_rows(chart, names, range=(-0.6, len(rows) - 0.4))
    return chart


def behind_ranking(frame: pl.DataFrame, measure: Measure, language: Language) -> Behind:
    """Every department in its order."""
    name = measure.label.text(language)
    shrunk = texts.SHRUNK_VALUE.text(language, measure=name)
    columns = [
        department_column(language),
        Column("shrunk", shrunk, measure.unit, "shrunk_low", "shrunk_high"),
        Column("value", name, measure.unit),
        count_column(language),
        Column("rank_low", texts.RANK_FROM.text(language), "count"),
        Column("rank_high", texts.RANK_TO.text(language), "count"),
    ]
    return Behind(frame.sort("rank", "department"), columns)


def rank_text(row: dict[str, Any], language: Language) -> str:
    """The rank, or from which to which it may be."""
    if row["rank_low"] == row["rank_high"]:
        return texts.RANK.text(language, rank=row["rank_low"])
    return texts.RANKS.text(language, low=row["rank_low"], high=row["rank_high"])


def _department(
    row: dict[str, Any], place: int, measure: Measure, palette: Palette, language: Language
) -> list[go.Scatter]:
    hollow = {"symbol": "circle-open", "size": 9, "color": palette.muted}
    raw = points([row["value"]], [place], hollow)
    tooltip, colour = _tooltip(row, measure, language), tone(row, measure, palette)
    drawn = dot(row["shrunk"], row["shrunk_low"], row["shrunk_high"], place, colour, tooltip)
    return [raw, drawn] if row["value"] is not None else [drawn]


def _tooltip(row: dict[str, Any], measure: Measure, language: Language) -> str:
    low, high = row["shrunk_low"], row["shrunk_high"]
    interval = show_interval(low, high, measure.unit, language)
    drawn = show_estimate(row["shrunk"], low, high, measure.unit, language)
    lines = [
        bold(f"{row['department']} {rank_text(row, language)}"),
        f"{texts.SHRUNK.text(language, value=drawn)} ({interval})",
        figures.OUT_OF.text(language, n=show_count(row["n"])),
    ]
    if row["value"] is not None:
        value = show_value(row["value"], half_width(row), measure.unit, language)
        lines.insert(2, texts.RAW.text(language, value=value))
    return "\n".join(lines)
