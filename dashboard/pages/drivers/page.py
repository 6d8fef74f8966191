"""Churn drivers: what goes with leaving, how surely, how much of it, where, what if, and whom to call."""

from dash import html

from analytics.drivers.model import DriverModel
from analytics.drivers.validation import Validation
from dashboard.address.selection import Selection, Span, days_of
from dashboard.charts.behind import Behind
from dashboard.charts.marks import chart_that_says
from dashboard.lake.store import Reading
from dashboard.pages.drivers import calibration_chart, facts, odds_chart, shares_chart
from dashboard.pages.drivers import words as texts
from dashboard.pages.drivers.places import DRIVER_PICKER, places
from dashboard.pages.drivers.risk_panel import RISK_PANEL
from dashboard.pages.drivers.what_if import SLIDERS, WHAT_IF
from dashboard.parts.leaving_model import drivers_shares, leaving_model, validated
from dashboard.parts.page import Page, Place, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words


def _model(reading: Reading, selection: Selection) -> DriverModel:
    return leaving_model(reading, selection.view_of_months())


def _days(selection: Selection, span: Span) -> Span:
    return days_of(selection.view_of_months(), span)


def _is_empty(reading: Reading, selection: Selection, _span: Span) -> bool:
    return _model(reading, selection).fitted is None


def _finding(reading: Reading, selection: Selection, _span: Span) -> html.Div:
    model = _model(reading, selection)
    return facts.finding(model, drivers_shares(reading, selection.view_of_months()), selection)


def _cards(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    model = _model(reading, selection)
    if model.fitted is None:
        return []
    shares = drivers_shares(reading, selection.view_of_months())
    return facts.cards(model, shares, _checked(reading, selection), selection)


def _odds(reading: Reading, selection: Selection, span: Span) -> Drawn:
    rows = facts.odds_rows(_model(reading, selection), selection.language)
    chart, behind = odds_chart.odds_chart(rows, selection), odds_chart.behind_odds(rows, selection.language)
    return Drawn(facts.odds_title(selection.language), chart, behind.over(_days(selection, span)))


def _shares(reading: Reading, selection: Selection, span: Span) -> Drawn:
    shares = drivers_shares(reading, selection.view_of_months())
    lost = facts.value_lost_in(reading, selection.view_of_months())
    rows = facts.share_rows(shares, _model(reading, selection), lost, selection.language)
    chart = shares_chart.shares_chart(rows, selection)
    behind = shares_chart.behind_shares(rows, selection.language)
    return Drawn(facts.shares_title(selection.language), chart, behind.over(_days(selection, span)))


def _checked(reading: Reading, selection: Selection) -> Validation | Words:
    return validated(reading, selection.view_of_months())


def _calibration(reading: Reading, selection: Selection, span: Span) -> Drawn:
    checked, title = _checked(reading, selection), texts.CALIBRATION.text(selection.language)
    if isinstance(checked, Words):
        reason = chart_that_says(checked.text(selection.language), selection, calibration_chart.HEIGHT)
        return Drawn(title, reason, Behind.of([], []), "")
    chart = calibration_chart.calibration_chart(checked.deciles, selection)
    behind = calibration_chart.behind_calibration(checked.deciles, selection.language)
    behind = behind.over(_days(selection, span))
    return Drawn(title, chart, behind, facts.checked_text(checked, selection.language))


def _leak(reading: Reading, selection: Selection, _span: Span) -> html.P:
    text = facts.leak_text(reading, selection.view_of_months(), selection.language)
    return html.P(text, className="small")


def _places(reading: Reading, selection: Selection, span: Span) -> Laid:
    title, shown, behind = places(_model(reading, selection), reading.settings, selection)
    return Laid(title, shown, behind.over(_days(selection, span)))


PAGE = Page(
    key="drivers",
    path="/drivers",
    name=Words("이탈 요인", "Churn drivers"),
    group="customers",
    records=("contacts", "customers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("drivers-forest", _odds, odds_chart.HEIGHT, texts.FOREST_CAPTION),
        WHAT_IF,
        Row(
            [
                Chart("drivers-shares", _shares, shares_chart.HEIGHT, texts.SHARES_CAPTION),
                Chart(
                    "drivers-calibration",
                    _calibration,
                    calibration_chart.HEIGHT,
                    beneath=[Place("drivers-leak", _leak)],
                ),
            ]
        ),
        Table("drivers-places", _places, head=[DRIVER_PICKER]),
        RISK_PANEL,
    ],
    whole_numbers=SLIDERS,
)
