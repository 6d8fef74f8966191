"""Overview: what changed, how things stand, the course of one measure, and where it is better or worse."""

from collections.abc import Sequence
from typing import Any

import dash
import plotly.graph_objects as go
from dash import Output, html

from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts.series import read_series
from dashboard.charts.trend import HEIGHT, trend_chart, trend_title
from dashboard.lake.store import Reading, Store
from dashboard.parts.beside_tier import beside_tier
from dashboard.parts.card import card_skeletons
from dashboard.parts.change_finding import finding, place_text
from dashboard.parts.comparisons import Comparisons, clearest_change, read_changes
from dashboard.parts.filling import Filling
from dashboard.parts.headline import MOST_FIGURES, chosen_measure, headline_cards
from dashboard.parts.matrix import tier_matrix
from dashboard.parts.measure_picker import measure_picker, register_measure_picker
from dashboard.parts.panels import chart_panel, table_panel
from dashboard.wording import figure_words as texts
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

PATH = links.OVERVIEW
NAME = Words("한눈에", "Overview")
FILTERS: Sequence[str] = ("department", "contact_tier", "channel")

FINDING = "overview-finding"
FIGURES = "overview-figures"
CHARTS = "overview-charts"
MEASURE = "overview-measure"
TREND_TITLE, TREND = "overview-trend-title", "overview-trend"
MATRIX_TITLE, MATRIX = "overview-matrix-title", "overview-matrix"

_NO_CHARTS = (True, *[dash.no_update] * 4)
_CELLS = ("department", "contact_tier")


def layout(selection: Selection, _store: Store) -> list[Any]:
    """Empty places of the final size."""
    picker = measure_picker(MEASURE, selection)
    reading = texts.TREND_READING.text(selection.language)
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(MOST_FIGURES), id=FIGURES, className="cards"),
        html.Div(
            [
                chart_panel(TREND_TITLE, TREND, reading, HEIGHT, picker),
                table_panel(MATRIX_TITLE, MATRIX),
            ],
            id=CHARTS,
        ),
    ]


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """Each part on its own, so that what is ready is seen; what they read is read once."""
    register_measure_picker(app, store, MEASURE)
    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _charts,
        _NO_CHARTS,
        Output(CHARTS, "hidden"),
        Output(TREND_TITLE, "children"),
        Output(TREND, "figure"),
        Output(MATRIX_TITLE, "children"),
        Output(MATRIX, "children"),
    )


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    changes = clearest_change(read_changes(reading, selection.view(span), _CELLS))
    return finding(changes, span, selection)


def _figures(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return headline_cards(reading, selection, selection.view(span), span)


def _charts(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    view = selection.view(span)
    changes = clearest_change(read_changes(reading, view, _CELLS))
    if not changes.has_records:
        return _NO_CHARTS
    measure = chosen_measure(reading, selection, changes.measure)
    trend = _trend(reading, selection, span, measure, changes)
    return False, *trend, *_matrix(reading, selection, view, measure)


def _trend(
    reading: Reading, selection: Selection, span: Span, measure: Measure, changes: Comparisons
) -> tuple[str, go.Figure]:
    """Where the sentence says that something changed, unless the reader picked a measure to see."""
    view, place = selection.view(span), ""
    if selection.measure is None and changes.clearest is not None:
        view, place = changes.where(view), place_text(changes, selection.language)
    course = read_series(reading, measure, view, span)
    title = trend_title(course, place, selection.language)
    return title, trend_chart(course, reading.settings, selection)


def _matrix(reading: Reading, selection: Selection, view: View, measure: Measure) -> tuple[str, html.Div]:
    averages = reading.measure(measure.name, ("contact_tier",), view)
    cells = beside_tier(reading.measure(measure.name, _CELLS, view), averages, measure)
    tiers = [tier for tier in (*CONTACT_TIERS, None) if tier in set(cells["contact_tier"])]
    title = texts.MATRIX.text(selection.language).format(measure=measure.label.text(selection.language))
    return title, tier_matrix(cells, averages, tiers, measure, reading.settings, selection)
