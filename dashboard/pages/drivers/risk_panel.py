"""The customers to call: which they are, why, and the way to a spreadsheet."""

from functools import partial
from typing import Any

import dash
from dash import Output, html

from analytics.drivers.atrisk import CustomersAtRisk, customers_at_risk
from analytics.drivers.months import month_before
from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.months import view_of_months
from dashboard.pages.drivers.risk_table import risk_csv, risk_rows, risk_table
from dashboard.parts.download import download_buttons, download_inputs, download_places, is_raw
from dashboard.parts.filling import Filling

MOST_CUSTOMERS = 200

RISK_TITLE, RISK_READING, RISK_TABLE = "drivers-risk-title", "drivers-risk-reading", "drivers-risk"
_NAME = "drivers-risk"
RISK_BUTTON, RISK_RAW_BUTTON, RISK_DOWNLOAD = download_places(_NAME)


def risk_panel(selection: Selection) -> html.Section:
    """An empty table under its title."""
    language = selection.language
    return html.Section(
        [
            html.Div([html.H2(id=RISK_TITLE), download_buttons(_NAME, language)], className="panel-head"),
            html.P(id=RISK_READING, className="small muted shown"),
            risk_table(RISK_TABLE, language),
        ],
        className="panel",
    )


def register_risk(app: dash.Dash, filling: Filling) -> None:
    """Rows when the address changes, the file when asked for."""
    filling.show(
        risk,
        ("", "", []),
        Output(RISK_TITLE, "children"),
        Output(RISK_READING, "children"),
        Output(RISK_TABLE, "rowData"),
    )

    @app.callback(
        Output(RISK_DOWNLOAD, "data"),
        *download_inputs(_NAME),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def give_file(clicks: int | None, raw_clicks: int | None, search: str | None, path: str) -> Any:
        if not (clicks or raw_clicks):
            return dash.no_update
        return filling.give(search, path, partial(risk_file, raw=is_raw(_NAME)), nothing=dash.no_update)


def _at_risk(reading: Reading, selection: Selection) -> CustomersAtRisk:
    return reading.ask(customers_at_risk, MOST_CUSTOMERS, view_of_months(selection))


def risk(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    """Title, how to read it, and rows."""
    found, language = _at_risk(reading, selection), selection.language
    if found.month is None:
        return texts.AT_RISK_NONE.text(language), "", []
    exposed = f"{month_before(found.month):%Y-%m}"
    reading_text = texts.AT_RISK_READING.text(language).format(month=exposed)
    notes = [note.text(language) for note in found.notes]
    title = texts.AT_RISK.text(language).format(month=f"{found.month:%Y-%m}")
    return title, " ".join([reading_text, *notes]), risk_rows(found.customers, selection, span)


def risk_file(reading: Reading, selection: Selection, _span: Span, *, raw: bool = False) -> dict[str, str]:
    """The same customers for a spreadsheet; raw: its texts as they are."""
    found = _at_risk(reading, selection)
    month = f"{found.month:%Y-%m}" if found.month else ""
    name = texts.FILE_NAME.text(selection.language).format(month=month)
    content = risk_csv(found.customers, selection.language, raw=raw)
    return {"content": content, "filename": name, "type": "text/csv"}
