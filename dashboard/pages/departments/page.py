"""Departments: one of them, against itself before and against the same tier elsewhere, and its contacts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash
from dash import Output, html

from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address import links
from dashboard.address.selection import EVERY_DEPARTMENT, Selection, Span
from dashboard.charts import tiers, trend
from dashboard.charts.series import read_series
from dashboard.lake.store import Reading, Store
from dashboard.pages.departments import words as texts
from dashboard.pages.departments.contact_panel import contact_panel, register_contact_panel
from dashboard.pages.departments.focus import focus_of, view_of, view_of_others
from dashboard.pages.departments.focus_picker import focus_picker, register_focus_picker
from dashboard.parts.card import card_skeletons
from dashboard.parts.change_finding import finding
from dashboard.parts.comparisons import Comparisons, clearest_change, read_changes
from dashboard.parts.filling import Filling
from dashboard.parts.headline import MOST_FIGURES, chosen_measure, headline_cards
from dashboard.parts.measure_picker import measure_picker, register_measure_picker
from dashboard.parts.panels import chart_panel
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure
from warehouse.words import Words

PATH = links.DEPARTMENTS
NAME = Words("부서", "Departments")
FILTERS: Sequence[str] = ("contact_tier", "channel")

FOCUS = "departments-focus"
FINDING = "departments-finding"
FIGURES = "departments-figures"
CHARTS = "departments-charts"
MEASURE = "departments-measure"
TIERS_TITLE, TIERS = "departments-tiers-title", "departments-tiers"
TREND_TITLE, TREND = "departments-trend-title", "departments-trend"

_NO_CHARTS = (True, *[dash.no_update] * 4)


def layout(selection: Selection, store: Store) -> list[Any]:
    """The choice of the department, and empty places of the final size."""
    language = selection.language
    tiers_place = chart_panel(
        TIERS_TITLE,
        TIERS,
        _tiers_reading(selection).text(language),
        tiers.HEIGHT,
        measure_picker(MEASURE, selection),
    )
    reading = figures.TREND_READING.text(language)
    trend_place = chart_panel(TREND_TITLE, TREND, reading, trend.HEIGHT)
    return [
        focus_picker(FOCUS, selection, store),
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(MOST_FIGURES), id=FIGURES, className="cards"),
        html.Div(
            [html.Div([tiers_place, trend_place], className="side-by-side"), contact_panel(selection)],
            id=CHARTS,
        ),
    ]


def _tiers_reading(selection: Selection) -> Words:
    return texts.INTERVALS_READING if selection.focus == EVERY_DEPARTMENT else texts.TIERS_READING


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """The choice to the address; sentence and figures at once, charts and contacts beside them."""
    register_measure_picker(app, store, MEASURE)
    register_contact_panel(app, store, PATH)
    register_focus_picker(app, store, FOCUS)

    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _charts,
        _NO_CHARTS,
        Output(CHARTS, "hidden"),
        Output(TIERS_TITLE, "children"),
        Output(TIERS, "figure"),
        Output(TREND_TITLE, "children"),
        Output(TREND, "figure"),
    )


def _changes(reading: Reading, view: View) -> Comparisons:
    return clearest_change(read_changes(reading, view, ("department", "contact_tier")))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    view = view_of(focus_of(reading, selection), selection, span)
    return finding(_changes(reading, view), span, selection)


def _figures(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    focus = focus_of(reading, selection)
    at_focus = replace(selection, focus=focus)
    return headline_cards(reading, at_focus, view_of(focus, selection, span), span)


def _charts(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    focus = focus_of(reading, selection)
    view = view_of(focus, selection, span)
    changes = _changes(reading, view)
    if not changes.has_records:
        return _NO_CHARTS
    measure = chosen_measure(reading, selection, changes.measure)
    others = view_of_others(reading, focus, view)
    beside = _by_tier(reading, measure, others) if others else {}
    own = _by_tier(reading, measure, view)
    course = read_series(reading, measure, view, span)
    return (
        False,
        texts.TIERS.text(selection.language).format(measure=measure.label.text(selection.language)),
        tiers.tiers_chart(own, beside, measure, reading.settings, selection),
        trend.trend_title(course, "", selection.language),
        trend.trend_chart(course, reading.settings, selection),
    )


def _by_tier(reading: Reading, measure: Measure, view: View) -> dict[str, Figure]:
    frame = reading.measure(measure.name, ("contact_tier",), view).drop_nulls("contact_tier")
    return {row["contact_tier"]: Figure.of(row) for row in frame.iter_rows(named=True)}
