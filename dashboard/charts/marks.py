"""What charts are made of: a canvas, bands, lines, dots with whiskers, names of lines, words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, spread
from dashboard.charts.theme import PALETTES, SMALL, TEMPLATES

# A line of small text, and what ticks and margins take of a chart's height, in pixels.
_LINE_HEIGHT, _AROUND_PLOT = 18, 60
# Between the plot and the names at its right, in pixels.
_NAME_SHIFT = 6
# Tooltips of many points stand in the trace's own texts (dashboard/charts/chart_text.py).
TEXT_OF_POINT = "%{text}"

_CLEAR = "rgba(0, 0, 0, 0)"
_HIDDEN = {"visible": False}

End = tuple[float, str, str]


def canvas(selection: Selection, height: int, **layout: Any) -> go.Figure:
    """An empty chart in the reader's colours."""
    return go.Figure(layout={"template": TEMPLATES[selection.theme], "height": height, **layout})


def chart_that_says(message: str, selection: Selection, height: int) -> go.Figure:
    """Words in the place of a chart: why there is none."""
    chart, colour = canvas(selection, height, xaxis=_HIDDEN, yaxis=_HIDDEN), PALETTES[selection.theme].muted
    chart.add_annotation(text=message, showarrow=False, font={"color": colour}, xref="paper", yref="paper")
    return chart


def axis_title(text: str, selection: Selection, **more: Any) -> dict[str, Any]:
    """What an axis shows, small and muted."""
    return {"text": text, "font": {"color": PALETTES[selection.theme].muted, "size": SMALL}, **more}


def band(x: Iterable[Any], low: Iterable[Any], high: Iterable[Any], fill: str) -> go.Scatter:
    """What lies between two lines."""
    x, low, high = list(x), list(low), list(high)
    return go.Scatter(
        x=x + x[::-1],
        y=high + low[::-1],
        fill="toself",
        fillcolor=fill,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def line(
    x: Iterable[Any],
    y: Iterable[Any],
    colour: str,
    tooltips: Sequence[str] | None = None,
    *,
    width: float = 2,
    **style: Any,
) -> go.Scatter:
    """A line. tooltips: what is read at each point; nothing without them. style: Plotly's, of the line."""
    stroke = {"color": colour, "width": width, **style}
    return go.Scatter(x=list(x), y=list(y), mode="lines", line=stroke, **_hover(tooltips))


def points(
    x: Iterable[Any], y: Iterable[Any], marker: dict[str, Any], tooltips: Sequence[str] | None = None
) -> go.Scatter:
    """Marks without a line."""
    return go.Scatter(x=list(x), y=list(y), mode="markers", marker=marker, **_hover(tooltips))


def whiskers(
    values: Iterable[float], lows: Iterable[float], highs: Iterable[float], colour: str | None
) -> dict[str, Any]:
    """Intervals as lines without ends, in Plotly's terms: `error_x` or `error_y` of a trace."""
    values = list(values)
    return {
        "array": [high - value for high, value in zip(highs, values, strict=True)],
        "arrayminus": [value - low for low, value in zip(lows, values, strict=True)],
        "color": colour,
        "thickness": 2,
        "width": 0,
    }


def dot(
    value: float | None,
    low: float | None,
    high: float | None,
    height: float,
    colour: str,
    tooltip: str,
    *,
    symbol: str = "circle",
    label: str = "",
) -> go.Scatter:
    """A figure with its interval as a whisker. Its label stands above, that of a hollow one below.

    Nothing without a value.
    """
    if value is None or low is None or high is None:
        return go.Scatter(x=[], y=[])
    written = {
        "mode": "markers+text",
        "text": [label],
        "textfont": {"color": colour},
        "textposition": "top center" if symbol == "circle" else "bottom center",
    }
    return go.Scatter(
        x=[value],
        y=[height],
        marker={"symbol": symbol, "size": 10, "color": colour},
        error_x=whiskers([value], [low], [high], colour),
        hovertemplate=tooltip,
        cliponaxis=False,
        **(written if label else {"mode": "markers"}),
    )


def name_rows(chart: go.Figure, names: Mapping[int, str], **where: Any) -> None:
    """The names of rows at the left, by the height of each; rows need no grid."""
    chart.update_yaxes(tickvals=list(names), ticktext=list(names.values()), showgrid=False, **where)


def name_ends(chart: go.Figure, ends: Sequence[End], extent: Range, domain: Range = (0.0, 1.0)) -> None:
    """What each line is, at its right end and kept apart; on the paper, where no axis cuts off the highest.

    ends: height, name and colour of each. extent: of the axis, which takes the domain of the paper.
    """
    gap, part = _name_gap(chart), domain[1] - domain[0]
    heights = [domain[0] + part * (height - extent[0]) / (extent[1] - extent[0]) for height, _, _ in ends]
    for height, (_, name, colour) in zip(spread(heights, gap), ends, strict=True):
        write(chart, name, 1, height, colour, side="left", xshift=_NAME_SHIFT, yref="paper", yanchor="middle")


def write(
    chart: go.Figure,
    text: str,
    x: float,
    y: float,
    colour: str,
    side: Literal["left", "right"] = "left",
    **where: Any,
) -> None:
    """Words in a chart; x in parts of its width. side: the end of the words that stands there."""
    place = {"x": x, "xref": "paper", "xanchor": side, "y": y} | where
    chart.add_annotation(text=text, showarrow=False, font={"color": colour}, **place)


def _name_gap(chart: go.Figure) -> float:
    """How far apart names have to be so that none covers another, in parts of the plot's height."""
    return _LINE_HEIGHT / float(chart.layout.height - _AROUND_PLOT)


def _hover(tooltips: Sequence[str] | None) -> dict[str, Any]:
    if tooltips is None:
        return {"hoverinfo": "skip"}
    return {"text": list(tooltips), "hovertemplate": TEXT_OF_POINT}
