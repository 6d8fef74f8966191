"""Places for charts and tables under their titles, of the final size before they are filled."""

from typing import Any

from dash import dcc, html

from dashboard.charts.blank import empty_chart

_PLAIN: Any = {"displayModeBar": False, "responsive": True}


def chart_panel(title_id: str, chart_id: str, reading: str, height: int, *head: Any) -> html.Section:
    """A chart, with what else belongs beside its title, and a line on how to read it."""
    empty = empty_chart(height)
    chart = dcc.Graph(id=chart_id, figure=empty, config=_PLAIN, style={"height": height})
    return html.Section(
        [
            html.Div([html.H2(id=title_id), *head], className="panel-head"),
            html.Div(chart, className="chart skeleton"),
            html.P(reading, className="small muted"),
        ],
        className="panel",
    )


def table_panel(title_id: str, table_id: str) -> html.Section:
    """A table that is filled by a callback."""
    return html.Section(
        [html.H2(id=title_id), html.Div(html.Div(className="table skeleton"), id=table_id)], className="panel"
    )
