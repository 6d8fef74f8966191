"""Incidents in the records one by one: read anew whenever seen, as what people make of them changes without
a load."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
from dash import Input, Output, html
from dash.exceptions import PreventUpdate
from dash_ag_grid import AgGrid

from analytics.incidents.effects import incident_effects
from analytics.incidents.listed import MOST, customer_of, gravity, listed_incidents
from analytics.incidents.words import KIND_NAMES
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.links import record_of
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.incidents import words as texts
from dashboard.pages.incidents.pickers import SIDE_PICKER, compared, place_of, side_of
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.download import Rows, download_buttons, register_download
from dashboard.parts.grid import list_to_work_on
from dashboard.parts.page import Custom
from dashboard.parts.sight import sight
from dashboard.wording import terms
from dashboard.wording.dates import show_moment, show_period
from state.incidents import MOST_TEXT, review, reviews
from warehouse.errors import TouchpointsError
from warehouse.settings import Settings
from warehouse.words import Language

TABLE, SAID, CAPTION = "incidents-table", "incidents-said", "incidents-list-caption"
_NAME = "incidents"
_WIDTHS = {"comment": 320, "kinds": 220, "occurred_local": 160, "is_reviewed": 70}


def incident_rows(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """The incidents of the days looked at, the gravest first, with what people made of them."""
    side, view = side_of(selection), selection.view(span)
    weights = gravity(reading.ask(incident_effects, place_of(selection), compared(selection, span)), side)
    found = reading.ask(listed_incidents, side, weights, view)
    made = reviews(reading.settings).select("contact_id", "is_reviewed", "code")
    joined = found.join(made, on="contact_id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("is_reviewed").fill_null(False), pl.col("code").fill_null(""))


def _place(selection: Selection, store: Store) -> html.Section:
    language = selection.language
    heads = html.Div(
        [SIDE_PICKER.place(selection, store), download_buttons(_NAME, language)],
        className="switches incident-head",
    )
    return html.Section(
        [
            sight(TABLE),
            html.Div([html.H2(texts.LIST.text(language)), heads], className="panel-head"),
            html.P(id=SAID, className="small", role="status"),
            _table(language, may_write=store.may_write),
            html.P(id=CAPTION, className="small muted"),
        ],
        className="panel",
    )


def _register(callbacks: PageCallbacks) -> None:
    seen = callbacks.when_seen(TABLE)
    SIDE_PICKER.register(callbacks)

    @callbacks.app.callback(
        Output(TABLE, "rowData"), Output(CAPTION, "children"), seen.seen, PATH_NOW, prevent_initial_call=True
    )
    def show_list(search: str | None, path: str) -> Any:
        return callbacks.fill(search, path, _listed, ([], ""))

    register_download(_NAME, callbacks, _file)
    if callbacks.store.may_write:
        _register_changes(callbacks)


def _register_changes(callbacks: PageCallbacks) -> None:
    @callbacks.app.callback(
        Output(SAID, "children"),
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
                set_review(callbacks.store, one, selection.language)
            return texts.SAVED.text(selection.language)
        except (TouchpointsError, ValueError, KeyError) as error:
            return texts.NOT_SAVED.text(selection.language, problem=str(error))


def set_review(store: Store, change: Mapping[str, Any], language: Language) -> None:
    """Only what the table lets change is taken from the browser; whose it is says the warehouse."""
    contact, field, value = str(change["data"]["contact_id"]), change["colId"], change["value"]
    if field not in ("is_reviewed", "code"):
        return
    with store.reading() as reading:
        customer = reading.ask(customer_of, contact)
    yes = terms.YES_NO["true"].text(language)
    given: Any = {"is_reviewed": value == yes} if field == "is_reviewed" else {"code": str(value or "")}
    review(store.settings, contact, customer, datetime.now(UTC), **given)


def _listed(reading: Reading, selection: Selection, span: Span) -> tuple[list[dict[str, str]], str]:
    language = selection.language
    period = show_period(*selection.days(span), language)
    caption = texts.LIST_CAPTION.text(language, period=period, most=MOST)
    rows = incident_rows(reading, selection, span)
    return [_shown(row, selection, reading.settings) for row in rows.iter_rows(named=True)], caption


def _file(reading: Reading, selection: Selection, span: Span) -> Rows:
    rows = incident_rows(reading, selection, span).with_columns(pl.col("kinds").list.join(", "))
    return Rows(_NAME, rows)


def _table(language: Language, *, may_write: bool) -> AgGrid:
    columns = [_column(name, language, may_write=may_write) for name in texts.COLUMNS]
    return list_to_work_on(TABLE, columns, language, "contact_id")


def _column(name: str, language: Language, *, may_write: bool) -> dict[str, Any]:
    header = texts.COLUMNS[name].text(language)
    column: dict[str, Any] = {
        "field": name,
        "headerName": header,
        "headerTooltip": header,
        "tooltipField": name,
        "width": _WIDTHS.get(name, 110),
        # Written in assets/touchpoints.js.
        "cellRenderer": "LinkToRecord" if name == "customer_id" else None,
        "wrapText": name in ("comment", "kinds"),
        "autoHeight": name in ("comment", "kinds"),
        "sortable": False,
        "resizable": True,
    }
    if may_write and name == "is_reviewed":
        values = [words.text(language) for words in terms.YES_NO.values()]
        return column | {
            "editable": True,
            "cellEditor": "agSelectCellEditor",
            "cellEditorParams": {"values": values},
        }
    if may_write and name == "code":
        return column | {"editable": True, "cellEditorParams": {"maxLength": MOST_TEXT}}
    return column


def _shown(row: dict[str, Any], selection: Selection, settings: Settings) -> dict[str, str]:
    language = selection.language
    yes_no = {
        name: terms.YES_NO[str(row[name]).lower()].text(language) for name in ("is_reviewed", "has_left")
    }
    texts_of = {
        name: row[name] or ""
        for name in ("code", "comment", "department", "channel", "reason", "customer_id")
    }
    return {
        **yes_no,
        **texts_of,
        "contact_id": row["contact_id"],
        "occurred_local": show_moment(row["occurred_local"]),
        "kinds": ", ".join(KIND_NAMES[kind].text(language) for kind in row["kinds"]),
        "csat": "" if row["csat"] is None else f"{row['csat']:.0f}",
        "tier": terms.tier_name(row["tier"] or None, language),
        "failure_origin": _origin(row["failure_origin"], language),
        "record": record_of(row["customer_id"], selection, settings),
    }


def _origin(origin: str | None, language: Language) -> str:
    words = texts.ORIGINS.get(origin or "")
    return words.text(language).split(": ", 1)[1] if words else ""


LIST_PANEL = Custom(_place, _register)
