"""What stands at an address that has no page."""

from collections.abc import Sequence
from typing import Any

import dash
from dash import dcc, html

from dashboard.address.links import OVERVIEW, to_page
from dashboard.address.selection import Selection
from dashboard.frame import words as texts
from dashboard.lake.store import Store

PATH = "/not-found"
NAME = texts.NOT_FOUND
FILTERS: Sequence[str] = ()


def layout(selection: Selection, _store: Store) -> Any:
    """That there is nothing, and the way on."""
    way_on = dcc.Link(texts.TO_OVERVIEW.text(selection.language), href=to_page(OVERVIEW, selection))
    return html.Div(
        [html.H1(texts.NOT_FOUND.text(selection.language), className="large"), html.P(way_on)],
        className="notice",
    )


def register_callbacks(_app: dash.Dash, _store: Store) -> None:
    """Nothing happens here."""
