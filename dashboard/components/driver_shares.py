"""How much of the leaving goes with each driver: two shares side by side, for they answer two questions."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.numbers import show_count, show_interval, show_value
from dashboard.selection import Selection
from dashboard.texts import drivers as texts
from dashboard.theme import PALETTES, SMALL, TEMPLATES

ROW_HEIGHT, FRAME_HEIGHT = 40, 72


@dataclass(frozen=True)
class Share:
    """A driver: the share of leaving with its interval, its part of what is explained, and n."""

    name: str
    value: float
    low: float
    high: float
    shapley: float | None
    n: int


def shares_height(rows: int) -> int:
    """The height that so many rows need."""
    return FRAME_HEIGHT + ROW_HEIGHT * max(rows, 1)


def shares_chart(rows: Sequence[Share], selection: Selection) -> go.Figure:
    """Left dots with whiskers, right bars; the first row on top."""
    palette, language = PALETTES[selection.theme], selection.language
    titles = (texts.ATTRIBUTABLE.text(language), texts.SHAPLEY.text(language))
    chart = make_subplots(
        rows=1, cols=2, shared_yaxes=True, horizontal_spacing=0.14, column_widths=(0.58, 0.42)
    )
    heights = list(range(len(rows), 0, -1))
    for row, height in zip(rows, heights, strict=True):
        chart.add_trace(_dot(row, height, selection), row=1, col=1)
    bars = [100 * (row.shapley or 0) for row in rows]
    chart.add_trace(
        go.Bar(
            x=bars,
            y=heights,
            orientation="h",
            width=0.4,
            marker={"color": palette.accent},
            text=[
                f"{bar:.0f} %" if row.shapley is not None else "" for bar, row in zip(bars, rows, strict=True)
            ],
            textposition="outside",
            hoverinfo="skip",
            cliponaxis=False,
        ),
        row=1,
        col=2,
    )
    chart.update_layout(
        template=TEMPLATES[selection.theme], height=shares_height(len(rows)), margin={"r": 48}
    )
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1}, row=1, col=1)
    for place, title in enumerate(titles, 1):
        chart.update_xaxes(
            title={"text": title, "font": {"color": palette.muted, "size": SMALL}},
            ticksuffix=" %",
            nticks=4,
            tickangle=0,
            row=1,
            col=place,
        )
    chart.update_xaxes(showgrid=True, zeroline=False, row=1, col=1)
    chart.update_xaxes(range=[0, max([*bars, 1]) * 1.2], row=1, col=2)
    chart.update_yaxes(
        range=(0.4, len(rows) + 0.6), showgrid=False, tickvals=heights, ticktext=[row.name for row in rows]
    )
    return chart


def _dot(row: Share, height: int, selection: Selection) -> go.Scatter:
    palette, language = PALETTES[selection.theme], selection.language
    colour = palette.muted if row.low <= 0 <= row.high else palette.accent
    value = show_value(row.value, (row.high - row.low) / 2, "share", language)
    interval = show_interval(row.low, row.high, "share", language)
    n = texts.N.text(language).format(n=show_count(row.n))
    return go.Scatter(
        x=[100 * row.value],
        y=[height],
        mode="markers+text",
        marker={"size": 10, "color": colour},
        error_x={
            "array": [100 * (row.high - row.value)],
            "arrayminus": [100 * (row.value - row.low)],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        text=[value],
        textposition="top center",
        textfont={"color": colour if colour == palette.accent else palette.text},
        hovertemplate=f"<b>{value}</b><br>{interval}<br>{n}<extra></extra>",
        cliponaxis=False,
    )
