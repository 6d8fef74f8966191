"""Departments of one tier in order, as far as the order can be told."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, TEMPLATES, Palette
from dashboard.pages.comparing import words as texts
from dashboard.pages.comparing.funnel_chart import HEIGHT, half_width, tone
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.words import Language

_ROW = 32
_AROUND = 72


def ranking_height(frame: pl.DataFrame) -> int:
    """As tall as the rows need, and never less than the chart beside it."""
    return max(HEIGHT, _AROUND + _ROW * frame.height)


def ranking_figure(frame: pl.DataFrame, measure: Measure, selection: Selection) -> go.Figure:
    """Shrunk value with interval per department, best on top; hollow the value as it is; the rank at the
    right.

    frame: one tier of `analytics.comparing.funnel.fair_comparison`. An empty chart where there is nothing to
    order.
    """
    height = ranking_height(frame)
    if frame.height < 2:
        return chart_that_says("", selection, height)
    palette, language = PALETTES[selection.theme], selection.language
    rows = frame.sort("rank", "department", descending=[True, True]).to_dicts()
    raw = [row["value"] for row in rows if row["value"] is not None]
    extent = value_range(measure, [*frame["shrunk_low"], *frame["shrunk_high"], *raw])
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": height})
    chart.add_vline(x=rows[0]["expected"], line={"color": palette.accent, "width": 1})
    for place, row in enumerate(rows):
        chart.add_traces(_department(row, place, measure, palette, language))
        _add_rank(chart, row, place, palette, language)
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks(measure, extent, language))
    chart.update_yaxes(
        range=(-0.6, len(rows) - 0.4),
        showgrid=False,
        tickvals=list(range(len(rows))),
        ticktext=[row["department"] for row in rows],
    )
    return chart


def rank_text(row: dict[str, Any], language: Language) -> str:
    """The rank, or from which to which it may be."""
    if row["rank_low"] == row["rank_high"]:
        return texts.RANK.text(language).format(rank=row["rank_low"])
    return texts.RANKS.text(language).format(low=row["rank_low"], high=row["rank_high"])


def _department(
    row: dict[str, Any], place: int, measure: Measure, palette: Palette, language: Language
) -> list[go.Scatter]:
    colour = tone(row, measure, palette)
    raw = go.Scatter(
        x=[row["value"]],
        y=[place],
        mode="markers",
        marker={"symbol": "circle-open", "size": 9, "color": palette.muted},
        hoverinfo="skip",
    )
    drawn = go.Scatter(
        x=[row["shrunk"]],
        y=[place],
        mode="markers",
        marker={"size": 10, "color": colour},
        error_x={
            "array": [row["shrunk_high"] - row["shrunk"]],
            "arrayminus": [row["shrunk"] - row["shrunk_low"]],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        hovertemplate=_tooltip(row, measure, language),
        cliponaxis=False,
    )
    return [raw, drawn] if row["value"] is not None else [drawn]


def _tooltip(row: dict[str, Any], measure: Measure, language: Language) -> str:
    half = (row["shrunk_high"] - row["shrunk_low"]) / 2
    interval = show_interval(row["shrunk_low"], row["shrunk_high"], measure.unit, language)
    drawn = show_value(row["shrunk"], half, measure.unit, language)
    lines = [
        bold(f"{row['department']} {rank_text(row, language)}"),
        f"{texts.SHRUNK.text(language).format(value=drawn)} ({interval})",
        figures.OUT_OF.text(language).format(n=show_count(row["n"])),
    ]
    if row["value"] is not None:
        value = show_value(row["value"], half_width(row), measure.unit, language)
        lines.insert(2, texts.RAW.text(language).format(value=value))
    return "\n".join(lines)


def _add_rank(
    chart: go.Figure, row: dict[str, Any], place: int, palette: Palette, language: Language
) -> None:
    chart.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=place,
        yanchor="middle",
        showarrow=False,
        text=rank_text(row, language),
        font={"color": palette.muted},
    )
