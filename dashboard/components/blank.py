"""Charts with nothing to draw."""

from textwrap import wrap

import plotly.graph_objects as go

from dashboard.selection import Selection
from dashboard.theme import PALETTES, TEMPLATES

_CLEAR = "rgba(0, 0, 0, 0)"
_HIDDEN = {"visible": False}
# Charts do not break lines; so many letters fit on a narrow screen.
_LETTERS = 44


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
        text="<br>".join(wrap(message, _LETTERS)),
        showarrow=False,
        font={"color": palette.muted},
        xref="paper",
        yref="paper",
    )
    return chart
