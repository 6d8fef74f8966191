"""Odds ratios with their intervals, one under the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.address.selection import Selection
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, SMALL, TEMPLATES
from dashboard.pages.drivers import words as texts
from dashboard.wording.numbers import show_count

ROW_HEIGHT, FRAME_HEIGHT = 44, 64
# A row's name stands above its dot, its figures at the right, so that narrow screens have room for both.
_ABOVE, _BELOW, _ROOM = 0.3, 0.14, 0.7
# The line at 1 stands beside the dot alone, in parts of a row's height: between names, not through them.
_LINE = (-0.46, 0.06)
_TICKS = (0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20)


@dataclass(frozen=True)
class Odds:
    """One row: its name, the odds ratio with its interval, and n."""

    name: str
    value: float
    low: float
    high: float
    n: int


def forest_height(rows: int) -> int:
    """The height that so many rows need."""
    return FRAME_HEIGHT + ROW_HEIGHT * max(rows, 1)


def forest_chart(rows: Sequence[Odds], selection: Selection) -> go.Figure:
    """Dots with whiskers on a log axis under their names, the figure and n at the right; pale where the
    interval holds 1."""
    palette = PALETTES[selection.theme]
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": forest_height(len(rows))})
    for place, row in enumerate(rows):
        colour = palette.muted if row.low <= 1 <= row.high else palette.accent
        height = len(rows) - place
        chart.add_trace(_dot(row, height - _BELOW, colour, selection))
        chart.add_shape(
            x0=1,
            x1=1,
            y0=height + _LINE[0],
            y1=height + _LINE[1],
            line={"color": palette.muted, "width": 1},
            layer="below",
        )
        _write(chart, row.name, "left", height + _ABOVE, palette.text, palette.surface)
        _write(chart, _figures(row, selection), "right", height - _BELOW, colour, palette.surface)
    title = {
        "text": texts.ODDS_AXIS.text(selection.language),
        "font": {"color": palette.muted, "size": SMALL},
    }
    chart.update_xaxes(type="log", showgrid=True, title=title, **_axis(rows))
    chart.update_yaxes(range=(0.5, len(rows) + 0.6), visible=False)
    chart.update_layout(margin={"r": 8})
    return chart


def _axis(rows: Sequence[Odds]) -> dict[str, Any]:
    """The range that holds all intervals, and round ratios in it."""
    low = min([0.75, *(row.low for row in rows)])
    high = max([1.5, *(row.high for row in rows)])
    ticks = [tick for tick in _TICKS if low * 0.95 <= tick <= high * 1.05]
    return {
        "range": [np.log10(low) - 0.03, np.log10(high) + _ROOM * np.log10(high / low)],
        "tickvals": ticks,
        "ticktext": [f"{tick:g}" for tick in ticks],
    }


def _write(chart: go.Figure, text: str, side: str, height: float, colour: str, ground: str) -> None:
    """Words at one side, on ground of their own so that no line strikes them through."""
    chart.add_annotation(
        x=0 if side == "left" else 1,
        xref="paper",
        xanchor=side,
        y=height,
        text=text,
        showarrow=False,
        font={"color": colour},
        bgcolor=ground,
        borderpad=0,
    )


def _dot(row: Odds, height: float, colour: str, selection: Selection) -> go.Scatter:
    tooltip = f"{bold(row.name)}\n{_odds(row)}\n{_n(row, selection)}"
    return go.Scatter(
        x=[row.value],
        y=[height],
        mode="markers",
        marker={"size": 10, "color": colour},
        error_x={
            "array": [row.high - row.value],
            "arrayminus": [row.value - row.low],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        hovertemplate=tooltip,
        cliponaxis=False,
    )


def _figures(row: Odds, selection: Selection) -> str:
    return f"{row.value:.2f} · {_n(row, selection)}"


def _odds(row: Odds) -> str:
    return f"{row.value:.2f} ({row.low:.2f} – {row.high:.2f})"


def _n(row: Odds, selection: Selection) -> str:
    return texts.N.text(selection.language).format(n=show_count(row.n))
