"""Critical incidents: what they go with, one by one, what they are about, and those that people tell."""

from dataclasses import replace

import polars as pl
from dash import html

from analytics.incidents.content import incident_origins, incident_reasons, incident_words
from analytics.incidents.determinants import incident_determinants
from analytics.incidents.effects import Outcome, incident_effects
from analytics.incidents.queries import looked_at
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.incidents import effects_chart, tables
from dashboard.pages.incidents import words as texts
from dashboard.pages.incidents.list_panel import LIST_PANEL
from dashboard.pages.incidents.pickers import PLACE_PICKER, compared, place_of, side_of
from dashboard.pages.incidents.told_panel import TOLD_PANEL
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words


def _effects(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(incident_effects, place_of(selection), compared(selection, span))


def _days(selection: Selection, span: Span) -> Span:
    return days_of(compared(selection, span), span)


def _linked(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days."""
    since, until = _days(selection, span)
    return replace(selection, since=since, until=until, split=None, listed=None)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    days = _days(selection, span)
    effects = _effects(reading, selection, span)
    per_mille = reading.ask(looked_at, compared(selection, span))
    return effects_chart.effects_finding(effects, place_of(selection), days, per_mille, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return effects_chart.effects_cards(_effects(reading, selection, span), _linked(selection, span))


def _drawn(outcome: Outcome, title: Words, reading: Reading, selection: Selection, span: Span) -> Drawn:
    effects, language = _effects(reading, selection, span), selection.language
    behind = effects_chart.behind_effects(effects, outcome, language).over(_days(selection, span))
    chart = effects_chart.effects_chart(effects, outcome, _linked(selection, span))
    return Drawn(title.text(language), chart, behind)


def _left(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _drawn("left", texts.LEFT_TITLE, reading, selection, span)


def _csat(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _drawn("csat", texts.CSAT_TITLE, reading, selection, span)


def _reasons(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = (
        reading.ask(incident_reasons, side_of(selection), selection.view(span)),
        selection.language,
    )
    behind = tables.behind_reasons(found, language)
    return Laid(texts.REASONS.text(language), tables.reasons_table(found, language), behind)


def _said(reading: Reading, selection: Selection, span: Span) -> Laid:
    found = reading.ask(incident_words, side_of(selection), selection.view(span))
    return Laid(texts.SAID.text(selection.language), tables.words_table(found, selection.language))


def _determinants(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = compared(selection, span), selection.language
    found = reading.ask(incident_determinants, side_of(selection), view)
    origins = reading.ask(incident_origins, view)
    least = reading.settings.definitions.small_n
    table = tables.determinants_table(found, origins, least, language)
    return Laid(texts.DETERMINANTS.text(language), table)


PAGE = Page(
    key="incidents",
    path="/incidents",
    name=Words("중요 사건", "Critical incidents"),
    group="experience",
    records=("contacts", "answers", "customers"),
    finding=_finding,
    cards=_cards,
    card_count=3,
    parts=[
        Row(
            [
                Chart(
                    "incidents-left",
                    _left,
                    effects_chart.HEIGHT,
                    texts.CAPTION,
                    head=[PLACE_PICKER],
                    leads=True,
                ),
                Chart("incidents-csat", _csat, effects_chart.HEIGHT, texts.CAPTION, leads=True),
            ]
        ),
        LIST_PANEL,
        Table("incidents-reasons", _reasons),
        Table("incidents-said-words", _said),
        Table("incidents-determinants", _determinants),
        TOLD_PANEL,
    ],
)
