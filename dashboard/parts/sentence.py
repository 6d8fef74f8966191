"""The one sentence on top of a page."""

from dash import html


def sentence(title: str, *details: str) -> html.Div:
    """What was found, and beneath it in small how surely and of what; details without words are left out."""
    small = [html.P(detail, className="small muted") for detail in details if detail]
    return html.Div([html.H1(title, className="large"), *small])
