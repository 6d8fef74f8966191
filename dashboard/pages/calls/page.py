"""Calls: whom to call before they leave, what came of it, and whether it helped."""

from typing import Any

import duckdb
from dash import Input, Output, html

from analytics.calls.helped import Helped, helped
from analytics.calls.summary import helped_sentences
from analytics.view import View
from dashboard.address.address import PATH_NOW
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.calls import words as texts
from dashboard.pages.calls.list_panel import FINDING_PLACE, LIST_PANEL, SAID
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.leaving_model import leaving_model
from dashboard.parts.page import Custom, Page
from dashboard.parts.sight import sight
from state.calls import listed_calls
from warehouse.settings import Settings
from warehouse.words import Words

HELPED = "calls-helped"


def _place(selection: Selection, _store: Store) -> html.Section:
    language = selection.language
    return html.Section(
        [
            sight(HELPED),
            html.Div(html.H2(texts.HELPED.text(language)), className="panel-head"),
            html.Div(id=HELPED),
            html.P(texts.HELPED_CAPTION.text(language), className="small muted"),
        ],
        className="panel",
    )


def _register(callbacks: PageCallbacks) -> None:
    """Anew whenever it is seen, and after a change: calls change without a load."""
    seen = callbacks.when_seen(HELPED)

    @callbacks.app.callback(
        Output(HELPED, "children"),
        seen.seen,
        Input(SAID, "children"),
        PATH_NOW,
        prevent_initial_call=True,
    )
    def told(search: str | None, _said: Any, path: str) -> Any:
        return callbacks.fill(search, path, _helped, [])


def _helped(reading: Reading, selection: Selection, _span: Span) -> list[html.P]:
    found = _found(reading)
    return [html.P(words.text(selection.language)) for words in helped_sentences(found)]


def _found(reading: Reading) -> Helped:
    """Kept as long as neither the records nor the calls change."""
    model, calls = leaving_model(reading, View()), listed_calls(reading.settings)
    made = tuple(calls.drop_nulls("called_on").select("customer_id", "called_on").rows())

    def of_calls(connection: duckdb.DuckDBPyConnection, settings: Settings, _made: object) -> Helped:
        return helped(connection, settings, model, calls)

    return reading.ask(of_calls, made)


PAGE = Page(
    key="calls",
    path="/calls",
    name=Words("전화 목록", "Calls"),
    group="customers",
    records=("contacts", "customers"),
    above=[FINDING_PLACE, LIST_PANEL],
    parts=[Custom(_place, _register)],
    filters=(),
)
