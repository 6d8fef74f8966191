"""Retention: who stays how long, cohorts month by month, and how many leave; all of the data at once."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import dash
import plotly.graph_objects as go
from dash import Output, html

from analytics.recovery.reactions import reactions
from analytics.retention.cohorts import cohorts
from analytics.retention.inactivity import inactivity_window
from analytics.retention.staying import medians
from analytics.retention.survival import SPLITS, survival
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts import trend
from dashboard.lake.store import Reading, Store
from dashboard.pages.recovery import words as recovery_texts
from dashboard.pages.retention import survival_chart
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.cards import median_card, monthly_card, staying_card
from dashboard.pages.retention.cohort_map import cohort_maps
from dashboard.pages.retention.finding import retention_finding
from dashboard.pages.retention.monthly import read_monthly, read_monthly_series
from dashboard.pages.retention.split_picker import register_split_picker, split_picker
from dashboard.pages.retention.staying import read_comparison, split_of
from dashboard.pages.retention.survival_table import survival_table
from dashboard.parts.card import card_skeletons
from dashboard.parts.filling import Filling
from dashboard.parts.leaving_quietly import AT_ALL, leaving_quietly
from dashboard.parts.panels import chart_panel, table_panel
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import show_count
from warehouse.errors import TouchpointsError
from warehouse.words import Words

PATH = links.RETENTION
NAME = Words("유지", "Retention")
# Staying is a matter of years: a filter of days would cut it off.
FILTERS: Sequence[str] = ()

FINDING = "retention-finding"
FIGURES = "retention-figures"
CHARTS = "retention-charts"
SPLIT = "retention-split"
CURVES_TITLE, CURVES = "retention-curves-title", "retention-curves"
TABLE_TITLE, TABLE = "retention-table-title", "retention-table"
CHURN_TITLE, CHURN = "retention-churn-title", "retention-churn"
LEAVING_TITLE, LEAVING = "retention-leaving-title", "retention-leaving"
COHORTS_TITLE, COHORTS = "retention-cohorts-title", "retention-cohorts"

_CARDS = 5
_NO_CURVES = (True, *[dash.no_update] * 4)
_NO_MONTHS = [dash.no_update] * 4


def layout(selection: Selection, store: Store) -> list[Any]:
    """The choice of what to compare, and empty places of the final size."""
    language = selection.language
    reading = texts.CURVES_READING.text(language).format(least=show_count(store.settings.definitions.small_n))
    picker = split_picker(SPLIT, _split(store, selection), selection)
    months = texts.MONTHS_READING.text(language)
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(_CARDS), id=FIGURES, className="cards"),
        html.Div(
            [
                chart_panel(CURVES_TITLE, CURVES, reading, survival_chart.HEIGHT, picker),
                table_panel(TABLE_TITLE, TABLE),
                chart_panel(CHURN_TITLE, CHURN, months, trend.HEIGHT),
                table_panel(LEAVING_TITLE, LEAVING),
                table_panel(COHORTS_TITLE, COHORTS),
            ],
            id=CHARTS,
        ),
    ]


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """The choice to the address; the sentence, the figures, the curves and the months each on their own."""
    register_split_picker(app, store, SPLIT)
    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _curves,
        _NO_CURVES,
        Output(CHARTS, "hidden"),
        Output(CURVES_TITLE, "children"),
        Output(CURVES, "figure"),
        Output(TABLE_TITLE, "children"),
        Output(TABLE, "children"),
    )
    filling.show(
        _months,
        _NO_MONTHS,
        Output(CHURN_TITLE, "children"),
        Output(CHURN, "figure"),
        Output(COHORTS_TITLE, "children"),
        Output(COHORTS, "children"),
    )
    filling.show(
        _leaving, [dash.no_update] * 2, Output(LEAVING_TITLE, "children"), Output(LEAVING, "children")
    )


def _split(store: Store, selection: Selection) -> str:
    with suppress(TouchpointsError), store.reading() as reading:
        return split_of(reading, selection)
    return next(iter(SPLITS))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    comparison = read_comparison(reading, split_of(reading, selection))
    return retention_finding(comparison, reading.ask(inactivity_window), span, selection)


def _figures(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    found = reading.ask(survival)
    if found.groups.is_empty():
        return []
    comparison = read_comparison(reading, split_of(reading, selection))
    middle = medians(found)
    return [
        staying_card(comparison.whole, selection),
        median_card(middle.row(0, named=True), int(found.groups["customers"].sum()), selection),
        *(
            monthly_card(read_monthly(reading, name), reading.settings, selection)
            for name in ("churn_rate", "inactivity_rate", "left_without_complaint")
        ),
    ]


def _curves(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    split, language = split_of(reading, selection), selection.language
    found = reading.ask(survival, split)
    if found.groups.is_empty():
        return _NO_CURVES
    return (
        False,
        texts.CURVES.text(language).format(split=SPLITS[split].text(language).lower()),
        survival_chart.survival_chart(found, reading.settings, selection),
        texts.TABLE.text(language),
        survival_table(found, reading.settings, selection),
    )


def _months(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    language, split = selection.language, split_of(reading, selection)
    found = reading.ask(cohorts)
    is_recorded = found.definition.kind == "records"
    course = read_monthly_series(reading, "churn_rate" if is_recorded else "inactivity_rate", span)
    title = texts.COHORTS_JOINED if is_recorded else texts.COHORTS_SEEN
    return (
        trend.trend_title(course, "", language),
        _alone(trend.trend_chart(course, reading.settings, selection)),
        title.text(language),
        cohort_maps(found, reading.ask(cohorts, split), split, reading.settings, selection),
    )


def _leaving(reading: Reading, selection: Selection, _span: Span) -> tuple[Any, ...]:
    language = selection.language
    at_all = Figure.of(reading.measure(AT_ALL).row(0, named=True))
    return (
        recovery_texts.LEAVING_TITLE.text(language),
        leaving_quietly(reading.ask(reactions), at_all, reading.settings, language),
    )


def _alone(chart: go.Figure) -> go.Figure:
    """A line beside which there is no other needs no name."""
    named = [note for note in chart.layout.annotations if note.xref == "paper" and note.x == 1]
    for note in named:
        note.update(visible=False)
    return chart.update_layout(margin={"r": 24}) if named else chart
