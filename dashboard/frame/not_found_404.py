"""What stands at an address that has no page."""

from dash import dcc, html

from dashboard.address.links import OVERVIEW, to_page
from dashboard.address.selection import Selection
from dashboard.frame import words as texts
from dashboard.lake.store import Store
from dashboard.parts.page import Custom, Page


def _say(selection: Selection, _store: Store) -> html.Div:
    """That there is nothing, and the way on."""
    way_on = dcc.Link(texts.TO_OVERVIEW.text(selection.language), href=to_page(OVERVIEW, selection))
    title = html.H1(texts.NOT_FOUND.text(selection.language), className="large")
    return html.Div([title, html.P(way_on)], className="notice")


PAGE = Page("not-found", "/not-found", texts.NOT_FOUND, above=[Custom(_say)], filters=())
