"""Failure and recovery: whether recovery makes up for failing, how often things fail, and what is open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash
from dash import Output, dcc, html

from analytics.catalogue import find_measure
from analytics.recovery.backlog import backlog
from analytics.recovery.by_number import failure_by_number
from analytics.recovery.paradox import paradox
from analytics.recovery.reactions import reactions
from analytics.recovery.time_to_recover import time_to_recover
from analytics.view import View
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts.blank import empty_chart
from dashboard.charts.series import read_sparkline
from dashboard.lake.store import Reading, Store
from dashboard.pages.recovery import backlog_chart, groups_chart
from dashboard.pages.recovery import failure_chart as failure_chart
from dashboard.pages.recovery import recovery_chart as recovery_chart
from dashboard.pages.recovery import words as texts
from dashboard.pages.recovery.finding import comparison_table, recovery_finding
from dashboard.pages.recovery.reactions_table import reactions_table
from dashboard.parts.card import card_skeletons, figure_card
from dashboard.parts.filling import Filling
from dashboard.parts.leaving_quietly import AT_ALL, leaving_quietly
from dashboard.parts.panels import table_panel
from dashboard.wording.dates import step_of
from dashboard.wording.figure import Figure
from warehouse.words import Words

PATH = links.RECOVERY
NAME = Words("실패와 회복", "Failure and recovery")
FILTERS: Sequence[str] = ("department", "contact_tier", "channel")
CARDS = (
    "failure",
    "complaint",
    "recovery_rate",
    "time_to_recover_p50",
    "repeat_contact",
    "first_contact_resolution",
)

FINDING, FIGURES, CHARTS = "recovery-finding", "recovery-figures", "recovery-charts"
GROUPS, NUMBERS, FLOW, CURVE = "recovery-groups", "recovery-numbers", "recovery-flow", "recovery-curve"
COMPARED_TITLE, COMPARED = "recovery-compared-title", "recovery-compared"
REACTIONS_TITLE, REACTIONS = "recovery-reactions-title", "recovery-reactions"
LEAVING_TITLE, LEAVING = "recovery-leaving-title", "recovery-leaving"


def layout(_selection: Selection, _store: Store) -> list[Any]:
    """Empty places of the final size."""
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(len(CARDS)), id=FIGURES, className="cards"),
        html.Div(
            [
                _side_by_side(_panel(GROUPS, groups_chart.HEIGHT), _panel(NUMBERS, failure_chart.HEIGHT)),
                table_panel(COMPARED_TITLE, COMPARED),
                _side_by_side(_panel(FLOW, backlog_chart.HEIGHT), _panel(CURVE, recovery_chart.HEIGHT)),
                table_panel(REACTIONS_TITLE, REACTIONS),
                table_panel(LEAVING_TITLE, LEAVING),
            ],
            id=CHARTS,
        ),
    ]


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """Each part on its own, so that what is ready is seen; what they read is read once."""
    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _groups,
        [dash.no_update] * 5,
        *_outputs(GROUPS),
        Output(COMPARED_TITLE, "children"),
        Output(COMPARED, "children"),
    )
    filling.show(_numbers, [dash.no_update] * 3, *_outputs(NUMBERS))
    filling.show(
        _flow,
        (True, *[dash.no_update] * 8),
        Output(CHARTS, "hidden"),
        *_outputs(FLOW),
        *_outputs(CURVE),
        Output(REACTIONS_TITLE, "children"),
        Output(REACTIONS, "children"),
    )
    filling.show(
        _leaving, [dash.no_update] * 2, Output(LEAVING_TITLE, "children"), Output(LEAVING, "children")
    )


def _panel(name: str, height: int) -> html.Section:
    """A chart under its title, and how to read it; all three are filled by a callback."""
    chart = dcc.Graph(
        id=name,
        figure=empty_chart(height),
        config={"displayModeBar": False, "responsive": True},
        style={"height": height},
    )
    return html.Section(
        [
            html.Div(html.H2(id=f"{name}-title"), className="panel-head"),
            html.Div(chart, className="chart skeleton"),
            html.P(id=f"{name}-reading", className="small muted"),
        ],
        className="panel",
    )


def _outputs(name: str) -> list[Output]:
    return [
        Output(f"{name}-title", "children"),
        Output(name, "figure"),
        Output(f"{name}-reading", "children"),
    ]


def _side_by_side(*panels: html.Section) -> html.Div:
    return html.Div(list(panels), className="side-by-side")


def _picked(selection: Selection, span: Span) -> View:
    """The days that were picked; all of them otherwise, for leaving needs months."""
    view = selection.view(span)
    is_picked = selection.since is not None and selection.until is not None
    return view if is_picked else replace(view, since=None, until=None)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return recovery_finding(reading.ask(paradox, _picked(selection, span)), selection.language)


def _figures(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    view = selection.view(span)
    cards = []
    for measure in map(find_measure, CARDS):
        figure = Figure.of(reading.compare(measure.name, view).row(0, named=True))
        sketch = read_sparkline(reading, measure, view, span) if figure.value is not None else []
        cards.append(figure_card(measure, figure, sketch, reading.settings, selection))
    return cards


def _groups(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    found, language = reading.ask(paradox, _picked(selection, span)), selection.language
    return (
        texts.GROUPS_TITLE.text(language),
        groups_chart.groups_chart(found, reading.settings, selection),
        texts.GROUPS_READING.text(language),
        texts.COMPARED_TITLE.text(language),
        comparison_table(found, language),
    )


def _numbers(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    found = reading.ask(failure_by_number, selection.view(span))
    days = reading.settings.definitions.first_contact_days
    return (
        failure_chart.failure_title(found, reading.settings, selection.language),
        failure_chart.failure_chart(found, selection),
        texts.FAILURE_READING.text(selection.language).format(days=days),
    )


def _flow(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    view, language, settings = selection.view(span), selection.language, reading.settings
    step = step_of(*selection.days(span))
    flow = reading.ask(backlog, step, (), view)
    course = reading.ask(time_to_recover, view)
    median = Figure.of(reading.measure("time_to_recover_p50", (), view).row(0, named=True))
    return (
        False,
        backlog_chart.backlog_title(flow, language),
        backlog_chart.backlog_chart(flow, step, selection),
        backlog_chart.backlog_reading(flow, language),
        recovery_chart.curve_title(median, language),
        recovery_chart.recovery_chart(course, settings, selection),
        recovery_chart.curve_reading(course, language),
        texts.REACTIONS_TITLE.text(language),
        reactions_table(reading.ask(reactions, _picked(selection, span)), settings, language),
    )


def _leaving(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    view, language = _picked(selection, span), selection.language
    at_all = Figure.of(reading.measure(AT_ALL, (), view).row(0, named=True))
    return (
        texts.LEAVING_TITLE.text(language),
        leaving_quietly(reading.ask(reactions, view), at_all, reading.settings, language),
    )
