"""The list itself: read anew whenever it is seen, as it changes without a load; written where that may be."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import dash
import polars as pl
from dash import Input, Output, html
from dash.exceptions import PreventUpdate

from analytics.calls.listing import coming_calls
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.calls import words as texts
from dashboard.pages.calls.call_table import call_rows, call_table, state_named
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.download import Rows, download_buttons, register_download
from dashboard.parts.page import Custom
from dashboard.parts.sentence import notice, sentence
from dashboard.parts.sight import sight
from dashboard.wording.numbers import show_count
from state.calls import STATES, add_calls, listed_calls, set_call
from warehouse.errors import TouchpointsError
from warehouse.words import Language

FINDING, TABLE, SAID, ADD = "calls-list-finding", "calls-table", "calls-said", "calls-add"
_NAME = "calls"
# As many as a desk calls in some days.
MOST_ADDED = 50


def _place(selection: Selection, store: Store) -> html.Section:
    language = selection.language
    add = html.Button(texts.ADD.text(language, count=MOST_ADDED), id=ADD, className="switch")
    tools = html.Div(
        [*([add] if store.may_write else []), download_buttons(_NAME, language)], className="switches"
    )
    caption = texts.LIST_CAPTION if store.may_write else texts.READ_ONLY
    return html.Section(
        [
            sight(TABLE),
            html.Div([html.H2(texts.LIST.text(language)), tools], className="panel-head"),
            html.P(id=SAID, className="small", role="status"),
            call_table(TABLE, language, may_write=store.may_write),
            html.P(caption.text(language), className="small muted"),
        ],
        className="panel",
    )


def _register(callbacks: PageCallbacks) -> None:
    seen = callbacks.when_seen(TABLE)

    @callbacks.app.callback(
        Output(FINDING, "children"), Output(TABLE, "rowData"), seen.seen, PATH_NOW, prevent_initial_call=True
    )
    def show_list(search: str | None, path: str) -> Any:
        selection = callbacks.selection(search, path)
        return _listed(callbacks.store, selection)

    register_download(_NAME, callbacks, _file)
    if callbacks.store.may_write:
        _register_changes(callbacks)
        _register_add(callbacks)


def _register_changes(callbacks: PageCallbacks) -> None:
    @callbacks.app.callback(
        Output(SAID, "children"),
        Output(FINDING, "children", allow_duplicate=True),
        Output(TABLE, "rowData", allow_duplicate=True),
        Input(TABLE, "cellValueChanged"),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def change(changes: Any, search: str | None, path: str) -> Any:
        selection = callbacks.selection(search, path)
        if not changes:
            raise PreventUpdate
        try:
            for one in changes:
                _set(callbacks.store, one, selection.language)
            customer = changes[-1]["data"]["customer_id"]
            said = texts.SAVED.text(selection.language, customer=customer)
        except (TouchpointsError, ValueError) as error:
            said = texts.NOT_SAVED.text(selection.language, problem=str(error))
        return said, *_listed(callbacks.store, selection)


def _register_add(callbacks: PageCallbacks) -> None:
    @callbacks.app.callback(
        Output(SAID, "children", allow_duplicate=True),
        Output(FINDING, "children", allow_duplicate=True),
        Output(TABLE, "rowData", allow_duplicate=True),
        Input(ADD, "n_clicks"),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def add(clicks: int | None, search: str | None, path: str) -> Any:
        selection, store = callbacks.selection(search, path), callbacks.store
        if not clicks:
            raise PreventUpdate
        try:
            with store.reading() as reading:
                customers, month = reading.ask(coming_calls, (), MOST_ADDED)
            new = add_calls(store.settings, customers, month, datetime.now(UTC))
            said = texts.ADDED.text(selection.language, count=show_count(new))
        except TouchpointsError as error:
            said = texts.NOT_SAVED.text(selection.language, problem=str(error))
        return said, *_listed(store, selection)


def _set(store: Store, change: Mapping[str, Any], language: Language) -> None:
    """Only what the table lets change is taken from what the browser sends."""
    number, field, value = int(str(change["data"].get("call_id"))), change["colId"], change["value"]
    now = datetime.now(UTC)
    if field == "state":
        set_call(store.settings, number, now, state_named(str(value), language))
    elif field == "note":
        set_call(store.settings, number, now, note=str(value or ""))


def _listed(store: Store, selection: Selection) -> tuple[Any, Any]:
    """The sentence and the rows."""
    language = selection.language
    try:
        calls = listed_calls(store.settings)
    except TouchpointsError as error:
        return notice(texts.NOT_SAVED.text(language, problem=str(error)), ""), dash.no_update
    return _finding(calls, language), call_rows(calls, selection, store.settings)


def _finding(calls: pl.DataFrame, language: Language) -> html.Div:
    if calls.is_empty():
        return notice(texts.NOBODY.text(language), texts.HOW_TO_ADD.text(language))
    counts = {name: show_count(calls.filter(state=name).height) for name in STATES}
    return sentence(texts.COUNTED.text(language, **counts), texts.DONE.text(language, **counts))


def _file(reading: Reading, selection: Selection, _span: Span) -> Rows:
    other = "en" if selection.language == "ko" else "ko"
    calls = listed_calls(reading.settings).drop("call_id", f"reasons_{other}")
    return Rows(texts.FILE_NAME.text(selection.language), calls)


FINDING_PLACE = Custom(lambda _selection, _store: html.Div(id=FINDING, className="finding"))
LIST_PANEL = Custom(_place, _register)
