"""Satisfaction: who is below the peers, what was expected and perceived, and what the silent would add."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash
import plotly.graph_objects as go
import polars as pl
from dash import Output, html

from analytics.catalogue import find_measure
from analytics.satisfaction.distribution import satisfaction_scores
from analytics.satisfaction.peers import beside_peers
from analytics.satisfaction.servqual import servqual
from analytics.satisfaction.weighting import weighted_satisfaction
from analytics.view import View
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts import tiers
from dashboard.charts.blank import chart_that_says
from dashboard.charts.series import read_sparkline
from dashboard.lake.store import Reading, Store
from dashboard.pages.satisfaction import quality_chart as quality_chart
from dashboard.pages.satisfaction import scores_chart as scores_chart
from dashboard.pages.satisfaction import words as texts
from dashboard.pages.satisfaction.finding import satisfaction_finding
from dashboard.pages.satisfaction.quality_table import quality_table
from dashboard.pages.satisfaction.weighting_table import weighting_table
from dashboard.parts import change_words as findings
from dashboard.parts.beside_tier import beside_tier
from dashboard.parts.card import card_skeletons, figure_card
from dashboard.parts.filling import Filling
from dashboard.parts.matrix import tier_matrix
from dashboard.parts.notice import notice
from dashboard.parts.panels import chart_panel, table_panel
from dashboard.wording import figure_words as figures
from dashboard.wording.dates import show_period
from dashboard.wording.figure import Figure, note_text
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

PATH = links.SATISFACTION
NAME = Words("만족", "Satisfaction")
FILTERS: Sequence[str] = ("department", "contact_tier", "channel")

FINDING = "satisfaction-finding"
FIGURES = "satisfaction-figures"
CHARTS = "satisfaction-charts"
QUALITY_TITLE, QUALITY = "satisfaction-quality-title", "satisfaction-quality"
QUALITY_TABLE = "satisfaction-quality-table"
WEIGHTING_TITLE, WEIGHTING = "satisfaction-weighting-title", "satisfaction-weighting"
WEIGHTING_TABLE_TITLE, WEIGHTING_TABLE = "satisfaction-weighting-table-title", "satisfaction-weighting-table"
SPREAD_TITLE, SPREAD = "satisfaction-spread-title", "satisfaction-spread"
MATRIX_TITLE, MATRIX = "satisfaction-matrix-title", "satisfaction-matrix"

_HEADLINE = ("csat", "csat_mean", "nps", "ces", "response_rate")
_CELLS = ("department", "contact_tier")
_NO_CHARTS = (True, *[dash.no_update] * 11)


def layout(selection: Selection, _store: Store) -> list[Any]:
    """Empty places of the final size."""
    language = selection.language
    quality = chart_panel(QUALITY_TITLE, QUALITY, texts.QUALITY_READING.text(language), quality_chart.HEIGHT)
    quality.children = [*quality.children, html.Div(id=QUALITY_TABLE)]
    weighting = chart_panel(WEIGHTING_TITLE, WEIGHTING, texts.WEIGHTING_READING.text(language), tiers.HEIGHT)
    spread = chart_panel(SPREAD_TITLE, SPREAD, texts.SPREAD_READING.text(language), scores_chart.HEIGHT)
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(len(_HEADLINE)), id=FIGURES, className="cards"),
        html.Div(
            [
                table_panel(MATRIX_TITLE, MATRIX),
                quality,
                html.Div([weighting, spread], className="side-by-side"),
                table_panel(WEIGHTING_TABLE_TITLE, WEIGHTING_TABLE),
            ],
            id=CHARTS,
        ),
    ]


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """Sentence and figures at once, charts and tables beside them; what they read is read once."""
    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _charts,
        _NO_CHARTS,
        Output(CHARTS, "hidden"),
        Output(MATRIX_TITLE, "children"),
        Output(MATRIX, "children"),
        Output(QUALITY_TITLE, "children"),
        Output(QUALITY, "figure"),
        Output(QUALITY_TABLE, "children"),
        Output(WEIGHTING_TITLE, "children"),
        Output(WEIGHTING, "figure"),
        Output(SPREAD_TITLE, "children"),
        Output(SPREAD, "figure"),
        Output(WEIGHTING_TABLE_TITLE, "children"),
        Output(WEIGHTING_TABLE, "children"),
    )


def _headline(reading: Reading, view: View) -> dict[str, Figure]:
    compared = {name: reading.compare(name, view) for name in _HEADLINE}
    return {name: Figure.of(frame.row(0, named=True)) for name, frame in compared.items()}


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    view, language = selection.view(span), selection.language
    if not any(figure.n for figure in _headline(reading, view).values()):
        return _nothing(reading, view, span, selection)
    peers = reading.ask(beside_peers, view)
    weighted = reading.ask(weighted_satisfaction, (), view).row(0, named=True)
    if peers.is_empty() and not reading.measure("csat", (), view)["n"].item():
        needs = find_measure("csat").needs.text(language)
        return notice(texts.NOT_ASKED.text(language), figures.NOT_IN_DATA.text(language).format(needs=needs))
    return satisfaction_finding(peers, weighted, span, selection)


def _nothing(reading: Reading, view: View, span: Span, selection: Selection) -> html.Div:
    """No record fits at all, or contacts do but no questionnaire."""
    language = selection.language
    if reading.measure("contacts", (), view)["n"].item():
        needs = find_measure("csat").needs.text(language)
        return notice(texts.NOT_ASKED.text(language), figures.NOT_IN_DATA.text(language).format(needs=needs))
    detail = findings.NOTHING_HERE_DETAIL.text(language).format(period=show_period(*span, language))
    return notice(findings.NOTHING_HERE.text(language), detail)


def _figures(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    view = selection.view(span)
    found = _headline(reading, view)
    if not any(figure.n for figure in found.values()):
        return []
    return [
        figure_card(
            find_measure(name),
            figure,
            read_sparkline(reading, find_measure(name), view, span) if figure.value is not None else [],
            reading.settings,
            selection,
        )
        for name, figure in found.items()
    ]


def _charts(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    view, language = selection.view(span), selection.language
    if not any(figure.n for figure in _headline(reading, view).values()):
        return _NO_CHARTS
    quality = reading.ask(servqual, view)
    whole = reading.ask(weighted_satisfaction, (), view)
    by_tier = reading.ask(weighted_satisfaction, ("contact_tier",), view)
    return (
        False,
        *_matrix(reading, selection, view),
        texts.QUALITY.text(language),
        quality_chart.quality_chart(quality, selection),
        quality_table(quality, selection),
        texts.WEIGHTING.text(language),
        _weighting(whole, by_tier, reading, selection),
        texts.SPREAD.text(language),
        scores_chart.scores_chart(reading.ask(satisfaction_scores, view), selection),
        texts.WEIGHTING_TABLE.text(language),
        weighting_table(whole, by_tier, selection),
    )


def _matrix(reading: Reading, selection: Selection, view: View) -> tuple[str, html.Div]:
    measure = find_measure("csat")
    # A department that is looked at alone is still compared with its whole tier.
    averages = reading.measure(measure.name, ("contact_tier",), replace(view, departments=()))
    cells = beside_tier(reading.measure(measure.name, _CELLS, view), averages, measure)
    tiers_there = [tier for tier in (*CONTACT_TIERS, None) if tier in set(cells["contact_tier"])]
    title = figures.MATRIX.text(selection.language).format(measure=measure.label.text(selection.language))
    return title, tier_matrix(cells, averages, tiers_there, measure, reading.settings, selection)


def _weighting(
    whole: pl.DataFrame, by_tier: pl.DataFrame, reading: Reading, selection: Selection
) -> go.Figure:
    """Weighted dots above plain ones; why there are none, where all tiers together have too few answers."""
    rows = by_tier.drop_nulls("contact_tier")
    if rows.drop_nulls("value").is_empty():
        figure, measure = Figure.of(whole.row(0, named=True)), find_measure("csat")
        reason = note_text(figure, measure, reading.settings, selection.language)
        return chart_that_says(reason, selection, tiers.HEIGHT)
    plain = rows.with_columns(value="plain_value", low="plain_low", high="plain_high")
    weighted, alone = (
        {row["contact_tier"]: Figure.of(row) for row in frame.iter_rows(named=True)}
        for frame in (rows, plain)
    )
    return tiers.tiers_chart(weighted, alone, find_measure("csat"), reading.settings, selection)
