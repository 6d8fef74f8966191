"""Churn drivers: what goes with leaving, how surely, how much of it, where, what if, and whom to call."""

from collections.abc import Sequence
from typing import Any

import dash
from dash import Input, Output, dcc, html

from analytics.drivers.atrisk import CustomersAtRisk, customers_at_risk
from analytics.drivers.model import DriverModel, driver_model
from analytics.drivers.months import month_before
from analytics.drivers.validation import Validation
from analytics.drivers.validation import validation as validate
from analytics.view import View
from dashboard import links
from dashboard.address import PATH_NOW, SEARCH, SEARCH_NOW
from dashboard.components import driver_facts as facts
from dashboard.components.blank import chart_that_says
from dashboard.components.calibration_chart import HEIGHT, calibration_chart
from dashboard.components.card import card_skeletons
from dashboard.components.driver_picker import driver_picker, picked_driver, register_driver_picker
from dashboard.components.driver_shares import shares_chart, shares_height
from dashboard.components.forest import forest_chart, forest_height
from dashboard.components.panels import chart_panel
from dashboard.components.risk_table import risk_csv, risk_rows, risk_table
from dashboard.components.what_if import ANSWER, register_what_if, what_if_answer, what_if_panel
from dashboard.filling import Filling
from dashboard.selection import Selection, Span
from dashboard.store import Reading, Store
from dashboard.texts import drivers as texts
from warehouse.words import Words

PATH = links.DRIVERS
NAME = Words("이탈 요인", "Churn drivers")
FILTERS: Sequence[str] = ("department", "contact_tier", "channel")

FINDING, FIGURES, BODY = "drivers-finding", "drivers-figures", "drivers-body"
FOREST_TITLE, FOREST = "drivers-forest-title", "drivers-forest"
SHARES_TITLE, SHARES = "drivers-shares-title", "drivers-shares"
CALIBRATION_TITLE, CALIBRATION = "drivers-calibration-title", "drivers-calibration"
CALIBRATION_READING, LEAK = "drivers-calibration-reading", "drivers-leak"
PICKER, PLACES_TITLE, PLACES = "drivers-picker", "drivers-places-title", "drivers-places"
RISK_TITLE, RISK_READING, RISK_TABLE = "drivers-risk-title", "drivers-risk-reading", "drivers-risk"
RISK_BUTTON, RISK_DOWNLOAD = "drivers-risk-button", "drivers-risk-download"

MOST_CUSTOMERS = 200
_CARDS = 5
_FOREST_ROWS, _SHARES_ROWS = 9, 7


def layout(selection: Selection, _store: Store) -> list[Any]:
    """Empty places of the final size."""
    language = selection.language
    forest = chart_panel(
        FOREST_TITLE, FOREST, texts.FOREST_READING.text(language), forest_height(_FOREST_ROWS)
    )
    shares = chart_panel(
        SHARES_TITLE, SHARES, texts.SHARES_READING.text(language), shares_height(_SHARES_ROWS)
    )
    checked = chart_panel(CALIBRATION_TITLE, CALIBRATION, "", HEIGHT)
    checked.children += [
        html.P(id=CALIBRATION_READING, className="small muted"),
        html.P(id=LEAK, className="small"),
    ]
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(_CARDS), id=FIGURES, className="cards driver-cards"),
        html.Div(
            [
                forest,
                what_if_panel(selection),
                html.Div([shares, checked], className="side-by-side"),
                _places_panel(selection),
                _risk_panel(selection),
            ],
            id=BODY,
        ),
    ]


def _places_panel(selection: Selection) -> html.Section:
    head = html.Div([html.H2(id=PLACES_TITLE), driver_picker(PICKER, selection)], className="panel-head")
    return html.Section([head, html.Div(html.Div(className="table skeleton"), id=PLACES)], className="panel")


def _risk_panel(selection: Selection) -> html.Section:
    language = selection.language
    button = html.Button(texts.DOWNLOAD.text(language), id=RISK_BUTTON, className="switch")
    return html.Section(
        [
            html.Div([html.H2(id=RISK_TITLE), button], className="panel-head"),
            html.P(id=RISK_READING, className="small muted shown"),
            risk_table(RISK_TABLE, language),
            dcc.Download(id=RISK_DOWNLOAD),
        ],
        className="panel",
    )


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """The model is fitted once for all parts; what takes longer comes after."""
    register_what_if(app, store)
    register_driver_picker(app, store, PICKER)
    filling = Filling(store, PATH)
    _register_model(app, filling)
    _register_checks(app, filling)
    _register_risk(app, filling)


def view_of(selection: Selection) -> View:
    """All days unless some are picked: a month of leaving needs the month before it."""
    return View(
        selection.since, selection.until, selection.departments, selection.contact_tiers, selection.channels
    )


def _model(reading: Reading, selection: Selection) -> DriverModel:
    return reading.ask(driver_model, view_of(selection))


def _register_model(app: dash.Dash, filling: Filling) -> None:
    @app.callback(Output(FINDING, "children"), SEARCH, PATH_NOW)
    def show_finding(search: str | None, path: str) -> Any:
        return filling.fill_or_tell(search, path, _finding)

    @app.callback(Output(FIGURES, "children"), SEARCH, PATH_NOW)
    def show_figures(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _figures, nothing=[])

    @app.callback(
        Output(BODY, "hidden"),
        Output(FOREST_TITLE, "children"),
        Output(FOREST, "figure"),
        Output(SHARES_TITLE, "children"),
        Output(SHARES, "figure"),
        SEARCH,
        PATH_NOW,
    )
    def show_charts(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _charts, nothing=(True, *[dash.no_update] * 4))

    @app.callback(Output(ANSWER, "children"), SEARCH, PATH_NOW)
    def answer(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _answer, nothing=[])

    @app.callback(Output(PLACES_TITLE, "children"), Output(PLACES, "children"), SEARCH, PATH_NOW)
    def show_places(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _places, nothing=("", []))


def _register_checks(app: dash.Dash, filling: Filling) -> None:
    @app.callback(
        Output(CALIBRATION_TITLE, "children"),
        Output(CALIBRATION, "figure"),
        Output(CALIBRATION_READING, "children"),
        SEARCH,
        PATH_NOW,
    )
    def show_calibration(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _calibration, nothing=[dash.no_update] * 3)

    @app.callback(Output(LEAK, "children"), SEARCH, PATH_NOW)
    def show_leak(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _leak, nothing="")


def _register_risk(app: dash.Dash, filling: Filling) -> None:
    @app.callback(
        Output(RISK_TITLE, "children"),
        Output(RISK_READING, "children"),
        Output(RISK_TABLE, "rowData"),
        SEARCH,
        PATH_NOW,
    )
    def show_risk(search: str | None, path: str) -> Any:
        return filling.fill(search, path, _risk, nothing=("", "", []))

    @app.callback(
        Output(RISK_DOWNLOAD, "data"),
        Input(RISK_BUTTON, "n_clicks"),
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def give_file(clicks: int | None, search: str | None, path: str) -> Any:
        if not clicks:
            return dash.no_update
        return filling.fill(search, path, _file, nothing=dash.no_update)


def _finding(reading: Reading, selection: Selection, _span: Span) -> html.Div:
    model = _model(reading, selection)
    return facts.finding(model, facts.importance(reading, view_of(selection)), selection)


def _figures(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    model, view = _model(reading, selection), view_of(selection)
    if model.fitted is None:
        return []
    return facts.cards(model, facts.importance(reading, view), _checked(reading, selection), selection)


def _charts(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    model, language = _model(reading, selection), selection.language
    if model.fitted is None:
        return (True, *[dash.no_update] * 4)
    shares = facts.share_rows(facts.importance(reading, view_of(selection)), language)
    return (
        False,
        facts.odds_title(language),
        forest_chart(facts.odds_rows(model, language), selection),
        facts.shares_title(language),
        shares_chart(shares, selection),
    )


def _answer(reading: Reading, selection: Selection, _span: Span) -> list[Any]:
    return what_if_answer(_model(reading, selection), reading.settings, selection)


def _places(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, Any]:
    driver = picked_driver(selection)
    return facts.places(_model(reading, selection), driver, reading.settings, selection)


def _checked(reading: Reading, selection: Selection) -> Validation | Words:
    return reading.ask(validate, view_of(selection))


def _calibration(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    checked, title = _checked(reading, selection), texts.CALIBRATION.text(selection.language)
    if isinstance(checked, Words):
        return title, chart_that_says(checked.text(selection.language), selection, HEIGHT), ""
    return (
        title,
        calibration_chart(checked.deciles, selection),
        facts.checked_text(checked, selection.language),
    )


def _leak(reading: Reading, selection: Selection, _span: Span) -> str:
    return facts.leak_text(reading, view_of(selection), selection.language)


def _at_risk(reading: Reading, selection: Selection) -> CustomersAtRisk:
    return reading.ask(customers_at_risk, MOST_CUSTOMERS, view_of(selection))


def _risk(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    found, language = _at_risk(reading, selection), selection.language
    if found.month is None:
        return texts.AT_RISK_NONE.text(language), "", []
    exposed = f"{month_before(found.month):%Y-%m}"
    reading_text = texts.AT_RISK_READING.text(language).format(month=exposed)
    notes = [note.text(language) for note in found.notes]
    title = texts.AT_RISK.text(language).format(month=f"{found.month:%Y-%m}")
    return title, " ".join([reading_text, *notes]), risk_rows(found.customers, language)


def _file(reading: Reading, selection: Selection, _span: Span) -> dict[str, str]:
    found = _at_risk(reading, selection)
    month = f"{found.month:%Y-%m}" if found.month else ""
    name = texts.FILE_NAME.text(selection.language).format(month=month)
    return {"content": risk_csv(found.customers, selection.language), "filename": name, "type": "text/csv"}
