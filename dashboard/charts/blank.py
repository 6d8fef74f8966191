"""Charts with nothing to draw."""

import plotly.graph_objects as go

from dashboard.address.selection import Selection
from dashboard.charts.theme import PALETTES, TEMPLATES

_CLEAR = "rgba(0, 0, 0, 0)"
_HIDDEN = {"visible": False}


def empty_chart(height: int) -> go.Figure:
    """A chart of the final size that lets the skeleton behind it shine through until it is drawn."""
    layout = {"height": height, "paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR}
    return go.Figure(layout=layout | {"xaxis": _HIDDEN, "yaxis": _HIDDEN})


def chart_that_says(message: str, selection: Selection, height: int) -> go.Figure:
    """Words in the place of a chart: why there is none."""
    palette = PALETTES[selection.theme]
    layout = {"template": TEMPLATES[selection.theme], "height": height, "xaxis": _HIDDEN, "yaxis": _HIDDEN}
    chart = go.Figure(layout=layout)
    chart.add_annotation(
        text=message, showarrow=False, font={"color": palette.muted}, xref="paper", yref="paper"
    )
    return chart
