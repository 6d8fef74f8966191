"""Churn drivers: what goes with leaving, how surely, how much of it, where, what if, and whom to call."""

from collections.abc import Sequence
from typing import Any

import dash
from dash import Output, html

from analytics.drivers.model import DriverModel, driver_model
from analytics.drivers.validation import Validation
from analytics.drivers.validation import validation as validate
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts.blank import chart_that_says
from dashboard.lake.store import Reading, Store
from dashboard.pages.drivers import facts
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.calibration_chart import HEIGHT, calibration_chart
from dashboard.pages.drivers.driver_picker import driver_picker, picked_driver, register_driver_picker
from dashboard.pages.drivers.months import view_of_months
from dashboard.pages.drivers.odds_chart import odds_chart, odds_height
from dashboard.pages.drivers.risk_panel import register_risk, risk_panel
from dashboard.pages.drivers.shares_chart import shares_chart, shares_height
from dashboard.pages.drivers.what_if import ANSWER, register_what_if, what_if_answer, what_if_panel
from dashboard.parts.card import card_skeletons
from dashboard.parts.filling import Filling
from dashboard.parts.panels import chart_panel
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

_CARDS = 5
_FOREST_ROWS, _SHARES_ROWS = 9, 6


def layout(selection: Selection, _store: Store) -> list[Any]:
    """Empty places of the final size."""
    language = selection.language
    forest = chart_panel(FOREST_TITLE, FOREST, texts.FOREST_READING.text(language), odds_height(_FOREST_ROWS))
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
                risk_panel(selection),
            ],
            id=BODY,
        ),
    ]


def _places_panel(selection: Selection) -> html.Section:
    head = html.Div([html.H2(id=PLACES_TITLE), driver_picker(PICKER, selection)], className="panel-head")
    return html.Section([head, html.Div(html.Div(className="table skeleton"), id=PLACES)], className="panel")


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """The model is fitted once for all parts; what takes longer comes after."""
    register_what_if(app, store)
    register_driver_picker(app, store, PICKER)
    filling = Filling(app, store, PATH)
    _show_model(filling)
    _show_checks(filling)
    register_risk(app, filling)


def _model(reading: Reading, selection: Selection) -> DriverModel:
    return reading.ask(driver_model, view_of_months(selection))


def _show_model(filling: Filling) -> None:
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _charts,
        (True, *[dash.no_update] * 4),
        Output(BODY, "hidden"),
        Output(FOREST_TITLE, "children"),
        Output(FOREST, "figure"),
        Output(SHARES_TITLE, "children"),
        Output(SHARES, "figure"),
    )
    filling.show(_answer, [], Output(ANSWER, "children"))
    filling.show(_places, ("", []), Output(PLACES_TITLE, "children"), Output(PLACES, "children"))


def _show_checks(filling: Filling) -> None:
    filling.show(
        _calibration,
        [dash.no_update] * 3,
        Output(CALIBRATION_TITLE, "children"),
        Output(CALIBRATION, "figure"),
        Output(CALIBRATION_READING, "children"),
    )
    filling.show(_leak, "", Output(LEAK, "children"))


def _finding(reading: Reading, selection: Selection, _span: Span) -> html.Div:
    model = _model(reading, selection)
    return facts.finding(model, facts.importance(reading, view_of_months(selection)), selection)


def _figures(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    model, view = _model(reading, selection), view_of_months(selection)
    if model.fitted is None:
        return []
    return facts.cards(model, facts.importance(reading, view), _checked(reading, selection), selection)


def _charts(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    model, language = _model(reading, selection), selection.language
    if model.fitted is None:
        return (True, *[dash.no_update] * 4)
    shares = facts.share_rows(facts.importance(reading, view_of_months(selection)), language)
    return (
        False,
        facts.odds_title(language),
        odds_chart(facts.odds_rows(model, language), selection),
        facts.shares_title(language),
        shares_chart(shares, selection),
    )


def _answer(reading: Reading, selection: Selection, _span: Span) -> list[Any]:
    return what_if_answer(_model(reading, selection), reading.settings, selection)


def _places(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, Any]:
    driver = picked_driver(selection)
    return facts.places(_model(reading, selection), driver, reading.settings, selection)


def _checked(reading: Reading, selection: Selection) -> Validation | Words:
    return reading.ask(validate, view_of_months(selection))


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
    return facts.leak_text(reading, view_of_months(selection), selection.language)
