"""Satisfaction: who is below the peers, what was expected and perceived, and what the silent would add."""

from dataclasses import dataclass

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.satisfaction.distribution import satisfaction_scores
from analytics.satisfaction.peers import beside_peers
from analytics.satisfaction.servqual import servqual
from analytics.satisfaction.weighting import weighted_satisfaction
from analytics.survey_weights import survey_weights
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.charts import tiers
from dashboard.charts.marks import chart_that_says
from dashboard.lake.store import Reading
from dashboard.pages.satisfaction import quality_chart, scores_chart
from dashboard.pages.satisfaction import words as texts
from dashboard.pages.satisfaction.finding import satisfaction_finding
from dashboard.pages.satisfaction.quality_table import quality_table
from dashboard.pages.satisfaction.survey_weights import weights_told
from dashboard.pages.satisfaction.weighting_table import behind_weighting, weighting_table
from dashboard.parts.card import measure_card
from dashboard.parts.change_finding import nothing_here
from dashboard.parts.matrix import measure_matrix
from dashboard.parts.page import Page, Place, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import notice
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure, note_text
from warehouse.words import Language, Words

CARDS = ("csat", "csat_mean", "nps", "ces", "response_rate")


@dataclass(frozen=True)
class Weighted:
    """Weighted satisfaction of all tiers together, and of each."""

    whole: pl.DataFrame
    by_tier: pl.DataFrame


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    view = selection.view(span)
    return not any(reading.compare(name, view)["n"].item() for name in CARDS)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    view = selection.view(span)
    if _is_empty(reading, selection, span):
        has_contacts = reading.measure("contacts", (), view)["n"].item()
        return _not_asked(selection.language) if has_contacts else nothing_here(span, selection)
    peers = reading.ask(beside_peers, view)
    if peers.is_empty() and not reading.measure("csat", (), view)["n"].item():
        return _not_asked(selection.language)
    weighted = _weighted(reading, view).whole.row(0, named=True)
    return satisfaction_finding(peers, weighted, span, selection)


def _not_asked(language: Language) -> html.Div:
    """There are contacts, but no questionnaire."""
    needs = find_measure("csat").needs.text(language)
    return notice(texts.NOT_ASKED.text(language), figures.NOT_IN_DATA.text(language, needs=needs))


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _weights(reading: Reading, selection: Selection, span: Span) -> html.P | None:
    return weights_told(reading.ask(survey_weights, "csat", selection.view(span)), selection.language)


def _matrix(reading: Reading, selection: Selection, span: Span) -> Laid:
    view = selection.view(span)
    # A department that is looked at alone is still compared with its whole tier.
    return Laid(*measure_matrix(reading, find_measure("csat"), view, view.pick(department=()), selection))


def _quality(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found = reading.ask(servqual, selection.view(span))
    chart = quality_chart.quality_chart(found, selection)
    behind = quality_chart.behind_quality(found, selection.language)
    return Drawn(texts.QUALITY.text(selection.language), chart, behind)


def _quality_table(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return quality_table(reading.ask(servqual, selection.view(span)), selection)


def _weighted(reading: Reading, view: View) -> Weighted:
    whole, by_tier = (reading.ask(weighted_satisfaction, by, view) for by in ((), ("contact_tier",)))
    return Weighted(whole, by_tier)


def _weighting(reading: Reading, selection: Selection, span: Span) -> Drawn:
    """Weighted dots above plain ones; why there are none, where all tiers together have too few answers."""
    title, measure = texts.WEIGHTING.text(selection.language), find_measure("csat")
    found = _weighted(reading, selection.view(span))
    rows, names = found.by_tier.drop_nulls("contact_tier"), (texts.WEIGHTED_FIGURE, texts.PLAIN_FIGURE)
    if rows.drop_nulls("value").is_empty():
        figure = Figure.of(found.whole.row(0, named=True))
        reason = note_text(figure, measure, reading.settings, selection.language)
        nothing = tiers.behind_tiers({}, {}, *names, measure, selection.language)
        return Drawn(title, chart_that_says(reason, selection, tiers.HEIGHT), nothing)
    plain = rows.with_columns(value="plain_value", low="plain_low", high="plain_high")
    weighted, alone = (
        {row["contact_tier"]: Figure.of(row) for row in frame.iter_rows(named=True)}
        for frame in (rows, plain)
    )
    chart = tiers.tiers_chart(weighted, alone, measure, reading.settings, selection)
    return Drawn(title, chart, tiers.behind_tiers(weighted, alone, *names, measure, selection.language))


def _spread(reading: Reading, selection: Selection, span: Span) -> Drawn:
    scores = reading.ask(satisfaction_scores, selection.view(span))
    chart = scores_chart.scores_chart(scores, selection)
    behind = scores_chart.behind_scores(scores, selection.language)
    return Drawn(texts.SPREAD.text(selection.language), chart, behind)


def _weighting_table(reading: Reading, selection: Selection, span: Span) -> Laid:
    found = _weighted(reading, selection.view(span))
    table = weighting_table(found.whole, found.by_tier, selection)
    behind = behind_weighting(found.whole, found.by_tier, selection.language)
    return Laid(texts.WEIGHTING_TABLE.text(selection.language), table, behind)


PAGE = Page(
    key="satisfaction",
    path="/satisfaction",
    name=Words("만족", "Satisfaction"),
    group="experience",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=len(CARDS),
    measures=CARDS,
    is_empty=_is_empty,
    parts=[
        Place("satisfaction-weights", _weights),
        Table("satisfaction-matrix", _matrix),
        Chart(
            "satisfaction-quality",
            _quality,
            quality_chart.HEIGHT,
            texts.QUALITY_CAPTION,
            beneath=[Place("satisfaction-quality-table", _quality_table)],
        ),
        Row(
            [
                Chart("satisfaction-weighting", _weighting, tiers.HEIGHT, texts.WEIGHTING_CAPTION),
                Chart("satisfaction-spread", _spread, scores_chart.HEIGHT, texts.SPREAD_CAPTION),
            ]
        ),
        Table("satisfaction-weighting-table", _weighting_table),
    ],
)
