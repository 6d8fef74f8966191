"""Rows of amounts with their intervals: what the charts of this page are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.measures.measure import Unit
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, dot, write
from dashboard.charts.theme import PALETTES
from dashboard.wording.numbers import show_count, show_estimate, show_interval

ROW_HEIGHT, AROUND = 44, 56
# A row's name stands above its marks, so that narrow screens have room for both.
_ABOVE, _BELOW = 0.32, 0.14


@dataclass(frozen=True)
class Mark:
    """A figure with its interval in the row of a name; leads: the address that a click goes to."""

    name: str
    value: float
    low: float
    high: float
    n: int
    colour: str
    leads: str = ""
    symbol: str = "circle"


def height_of(rows: int) -> int:
    """Of a chart with so many rows."""
    return AROUND + ROW_HEIGHT * rows


def dots_chart(marks: Sequence[Mark], unit: Unit, selection: Selection, height: int) -> go.Figure:
    """Dots with whiskers under the names, the first on top; marks of the same name share a row."""
    palette, language = PALETTES[selection.theme], selection.language
    chart = canvas(selection, height, margin={"r": 24})
    names = list(dict.fromkeys(mark.name for mark in marks))
    scale = 100 if unit == "share" else 1
    for mark in marks:
        place = len(names) - names.index(mark.name)
        value = show_estimate(mark.value, mark.low, mark.high, unit, language)
        interval = show_interval(mark.low, mark.high, unit, language)
        tip = f"{bold(mark.name)}\n{value} ({interval})\nn {show_count(mark.n)}"
        ends = scale * mark.value, scale * mark.low, scale * mark.high
        trace = dot(*ends, place - _BELOW, mark.colour, tip, symbol=mark.symbol)
        chart.add_trace(trace.update(meta=mark.leads) if mark.leads else trace)
        if mark.symbol == "circle":
            _write_value(chart, scale * mark.high, place - _BELOW, value)
    for place, name in enumerate(names):
        write(chart, name, 0, len(names) - place + _ABOVE, palette.text)
    chart.update_yaxes(range=(0.4, len(names) + 0.7), visible=False)
    low = min(0.0, *(scale * mark.low for mark in marks))
    high = max(scale * mark.high for mark in marks)
    # Room for the value beside the longest whisker.
    extent = (low, high + 0.3 * (high - low))
    ticks = value_ticks(unit, (extent[0] / scale, extent[1] / scale), language, most=2)
    ticks["tickvals"] = [float(str(value)) * scale for value in ticks["tickvals"]]
    if low < 0:
        chart.add_vline(x=0, line={"color": palette.muted, "width": 1})
    return chart.update_xaxes(range=extent, showgrid=True, tickangle=0, **ticks)


def _write_value(chart: go.Figure, x: float, y: float, value: str) -> None:
    chart.add_annotation(x=x, y=y, text=value, xanchor="left", xshift=6, showarrow=False)
