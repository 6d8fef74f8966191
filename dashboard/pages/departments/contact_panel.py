"""The contacts behind the numbers: which they are, the table, and the way to a spreadsheet."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from dash import Input, Output, State, dcc, html

from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.browser import run_in_browser
from dashboard.address.links import CONTACTS_ANCHOR, to_all_contacts
from dashboard.address.selection import AT_HAND, EVERY_DEPARTMENT, Selection, Span
from dashboard.frame.facets import picked_texts
from dashboard.lake.contacts import ContactQuery, contacts_behind, count_contacts, read_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.departments import words as texts
from dashboard.pages.departments.contact_table import contact_table, file_rows, shown_rows
from dashboard.pages.departments.picked_department import picked_department, view_of
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.download import Rows, download_buttons, register_download
from dashboard.parts.page import Custom
from dashboard.parts.sight import sight
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings

MOST_ROWS = 10_000

SHOWN = "contacts-shown"
TABLE = "contacts-table"
_NAME = "contacts"


def _place(selection: Selection, _store: Store) -> html.Section:
    """An empty table under its title."""
    language = selection.language
    limit = texts.DOWNLOAD_LIMIT.text(language, most=show_count(MOST_ROWS))
    buttons = download_buttons(_NAME, language, title=limit)
    return html.Section(
        [
            sight(CONTACTS_ANCHOR),
            html.Div([html.H2(texts.TITLE.text(language)), buttons], className="panel-head"),
            html.P(id=SHOWN, className="shown"),
            contact_table(TABLE, language),
        ],
        id=CONTACTS_ANCHOR,
        className="panel",
    )


def _register(callbacks: PageCallbacks) -> None:
    """Rows as the table asks for them; all anew when the address changes."""
    callbacks.when_seen(CONTACTS_ANCHOR).show(_line, None, Output(SHOWN, "children"))
    run_in_browser(callbacks.app, "listAnew", Input(SHOWN, "children"), State(TABLE, "id"))
    _register_rows(callbacks)
    register_download(_NAME, callbacks, _file, State(TABLE, "filterModel"))


def _register_rows(callbacks: PageCallbacks) -> None:
    @callbacks.app.callback(
        Output(TABLE, "getRowsResponse"),
        Input(TABLE, "getRowsRequest"),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def give_rows(request: dict[str, Any] | None, search: str | None, path: str) -> Any:
        fill = partial(_rows, request or {})
        return callbacks.give(search, path, fill, nothing={"rowData": [], "rowCount": 0})


def _rows(request: Mapping[str, Any], reading: Reading, selection: Selection, span: Span) -> dict[str, Any]:
    """The rows that the table asks for, and how many there are in all."""
    query = _query(reading, selection, span)
    query = replace(query, filters=request.get("filterModel") or {}, sort=request.get("sortModel") or ())
    first, end = int(request.get("startRow", 0)), int(request.get("endRow", 0))
    rows = read_contacts(reading, query, first, max(0, min(end, MOST_ROWS) - first))
    total = min(MOST_ROWS, count_contacts(reading, query))
    return {"rowData": shown_rows(rows, selection, reading.settings), "rowCount": total}


def _file(filters: Mapping[str, Any] | None, reading: Reading, selection: Selection, span: Span) -> Rows:
    query = replace(_query(reading, selection, span), filters=filters or {})
    rows = read_contacts(reading, query, 0, MOST_ROWS)
    since, until = query.view.days
    name = texts.FILE_NAME.text(selection.language, since=since, until=until)
    return Rows(name, file_rows(rows, selection.language))


def _query(reading: Reading, selection: Selection, span: Span) -> ContactQuery:
    """The contacts that the address asks for."""
    view = view_of(picked_department(reading, selection), selection, span)
    return ContactQuery(view, selection.behind, selection.customer)


def _line(reading: Reading, selection: Selection, span: Span) -> list[Any]:
    """Which contacts are listed, how many there are, and the way to all of them."""
    query, language = _query(reading, selection, span), selection.language
    count = count_contacts(reading, query)
    line = texts.SHOWN.text(
        language,
        label=_label(selection),
        place=_where(picked_department(reading, selection), selection, reading.settings),
        period=show_period(*query.view.days, language),
        count=show_count(count),
    )
    cut = [f" {texts.CUT.text(language, most=show_count(MOST_ROWS))}"] if count > MOST_ROWS else []
    return [html.Strong(line), *cut, *_way_to_all(selection)]


def _label(selection: Selection) -> str:
    label = contacts_behind(selection.behind).label.text(selection.language)
    if selection.customer is None:
        return label
    return texts.OF_CUSTOMER.text(selection.language, label=label, customer=selection.customer)


def _where(focus: str, selection: Selection, settings: Settings) -> str:
    department, *others = picked_texts(selection, AT_HAND, settings)
    return " · ".join([department if focus == EVERY_DEPARTMENT else focus, *others])


def _way_to_all(selection: Selection) -> list[Any]:
    if selection.behind is None and selection.customer is None:
        return []
    return [" ", dcc.Link(texts.SHOW_ALL.text(selection.language), href=to_all_contacts(selection))]


CONTACT_PANEL = Custom(_place, _register)
