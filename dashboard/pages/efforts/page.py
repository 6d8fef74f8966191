"""What works in recovery: kinds of effort, speed, and where failures arise."""

from dataclasses import replace

import polars as pl
from dash import html

from analytics.dimensions import find_dimension
from analytics.recovery.efforts import Efforts, Outcome, efforts
from analytics.recovery.origins import failure_origins, origins_beside_others, recovery_by_origin
from analytics.view import View
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.efforts import effects_chart, facts, origins_tables, sets_table
from dashboard.pages.efforts import words as texts
from dashboard.pages.efforts.split import SPLIT_PICKER, split_of
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words

CARDS = ("recovery_rate", "time_to_recover_p50")
# The clearest effort, what speed does, where most failures arise.
_OTHER_CARDS = 3


def _picked(selection: Selection, span: Span) -> View:
    """The days that were picked; all of them otherwise, for few recoveries are rated."""
    view = selection.view(span)
    is_picked = selection.since is not None and selection.until is not None
    return view if is_picked else replace(view, since=None, until=None)


def _linked(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days."""
    since, until = days_of(_picked(selection, span), span)
    return replace(selection, since=since, until=until)


def _efforts(reading: Reading, selection: Selection, span: Span) -> Efforts:
    return reading.ask(efforts, _picked(selection, span))


def _origins(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(recovery_by_origin, _picked(selection, span))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return facts.efforts_finding(_efforts(reading, selection, span), reading.settings, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    found, linked = _efforts(reading, selection, span), _linked(selection, span)
    origins = reading.ask(failure_origins, (), _picked(selection, span))
    others = (
        facts.clearest_card(found, linked),
        facts.speed_card(found, selection.language),
        facts.origin_card(origins, linked),
    )
    measures = [measure_card(reading, name, selection, span) for name in CARDS]
    return [*measures, *(card for card in others if card is not None)]


def _effects(outcome: Outcome, reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _efforts(reading, selection, span), selection.language
    behind = effects_chart.behind_effects(found, outcome, language)
    return Drawn(
        texts.CHART_TITLES[outcome].text(language),
        effects_chart.effects_chart(found, outcome, selection),
        behind.over(days_of(_picked(selection, span), span)),
    )


def _satisfied(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _effects("csat", reading, selection, span)


def _left(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _effects("left", reading, selection, span)


def _succeeded(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _effects("recovered", reading, selection, span)


def _speed(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _efforts(reading, selection, span), selection.language
    behind = effects_chart.behind_speed(found, language).over(days_of(_picked(selection, span), span))
    return Drawn(
        effects_chart.speed_title(found, language), effects_chart.speed_chart(found, selection), behind
    )


def _sets(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _efforts(reading, selection, span), selection.language
    table = sets_table.sets_table(found, reading.settings, _linked(selection, span))
    behind = sets_table.behind_sets(found, language).over(days_of(_picked(selection, span), span))
    return Laid(texts.SETS_TITLE.text(language), table, behind)


def _arise(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _origins(reading, selection, span), selection.language
    table = origins_tables.origins_table(found, _linked(selection, span))
    behind = origins_tables.behind_origins(found, language).over(days_of(_picked(selection, span), span))
    return Laid(texts.ORIGINS_TITLE.text(language), table, behind)


def _split(reading: Reading, selection: Selection, span: Span) -> Laid:
    by, language = split_of(selection), selection.language
    found = reading.ask(origins_beside_others, by, _picked(selection, span))
    label = find_dimension(reading.settings, by).label.text(language)
    table = origins_tables.split_table(found, by, _linked(selection, span))
    behind = origins_tables.behind_split(found, by, label, language)
    title = texts.SPLIT_TITLE.text(language, dimension=label.lower())
    return Laid(title, table, behind.over(days_of(_picked(selection, span), span)))


def _works(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _efforts(reading, selection, span), selection.language
    table = origins_tables.works_table(found, reading.settings, _linked(selection, span))
    behind = origins_tables.behind_works(found, language).over(days_of(_picked(selection, span), span))
    return Laid(texts.WORKS_TITLE.text(language), table, behind)


PAGE = Page(
    key="efforts",
    path="/efforts",
    name=Words("무엇이 회복시키나", "What works in recovery"),
    group="experience",
    records=("contacts", "answers", "customers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=len(CARDS) + _OTHER_CARDS,
    measures=(),
    parts=[
        Row(
            [
                Chart("efforts-satisfied", _satisfied, effects_chart.HEIGHT, texts.CSAT_CAPTION),
                Chart("efforts-speed", _speed, effects_chart.HEIGHT, texts.SPEED_CAPTION),
            ]
        ),
        Table("efforts-sets", _sets),
        Row(
            [
                Chart("efforts-left", _left, effects_chart.HEIGHT, texts.LEFT_CAPTION),
                Chart("efforts-succeeded", _succeeded, effects_chart.HEIGHT, texts.SUCCESS_CAPTION),
            ]
        ),
        Table("efforts-origins", _arise),
        Table("efforts-split", _split, head=[SPLIT_PICKER]),
        Table("efforts-works", _works),
    ],
)
