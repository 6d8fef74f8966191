"""Moments of truth: how many, how they ended, and a score card for each touchpoint."""

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.handing_over.asked_again import asked_again
from analytics.moments.counted import moments_of_truth
from analytics.moments.handled import person_and_others
from analytics.moments.score_cards import FIGURES, score_cards
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.moments import beside_chart, facts
from dashboard.pages.moments import words as texts
from dashboard.pages.moments.asked_again_table import asked_again_table, behind_asked_again
from dashboard.pages.moments.card_table import behind_cards, card_table
from dashboard.pages.moments.handled_table import behind_handled, handled_table
from dashboard.pages.moments.touchpoints import ORDER_PICKER, Touchpoint, picked_figure, touchpoints
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words


def _moments(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(moments_of_truth, selection.view(span))


def _cards_of(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(score_cards, selection.view(span))


def _touchpoints(reading: Reading, selection: Selection, span: Span) -> list[Touchpoint]:
    return touchpoints(_cards_of(reading, selection, span), picked_figure(selection))


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not facts.whole(_moments(reading, selection, span))["contacts"]


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    found = _touchpoints(reading, selection, span)
    return facts.moments_finding(_moments(reading, selection, span), found, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return facts.moments_cards(_moments(reading, selection, span), selection)


def _beside(reading: Reading, selection: Selection, span: Span) -> Drawn:
    """By the figure that was picked; else by the one in which the first of all is furthest behind."""
    found = _touchpoints(reading, selection, span)
    name = picked_figure(selection) or _clearest(found)
    measure, language = find_measure(name), selection.language
    chosen = beside_chart.furthest(found, name)
    title = texts.BESIDE.text(language, measure=measure.label.text(language))
    chart = beside_chart.beside_chart(chosen, measure, selection)
    return Drawn(title, chart, beside_chart.behind_beside(chosen, measure, language))


def _clearest(found: list[Touchpoint]) -> str:
    if not found:
        return FIGURES[0]
    first = found[0]
    return max(FIGURES, key=lambda name: first.standing(name))


def _score_cards(reading: Reading, selection: Selection, span: Span) -> Laid:
    language = selection.language
    table = card_table(_touchpoints(reading, selection, span), reading.settings, selection)
    behind = behind_cards(_cards_of(reading, selection, span), language)
    return Laid(texts.CARDS.text(language), table, behind)


def _ended(reading: Reading, selection: Selection, span: Span) -> Laid:
    moments, language = _moments(reading, selection, span), selection.language
    return Laid(
        texts.ENDED.text(language),
        facts.ended_table(moments, selection),
        facts.behind_ended(moments, language),
    )


def _asked_again(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(asked_again, selection.view(span)), selection.language
    table = asked_again_table(found, reading.settings, selection)
    return Laid(texts.ASKED_AGAIN.text(language), table, behind_asked_again(found, language))


def _handled(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(person_and_others, (), selection.view(span)), selection.language
    return Laid(
        texts.HANDLED.text(language), handled_table(found, selection), behind_handled(found, language)
    )


PAGE = Page(
    key="moments",
    path="/moments",
    name=Words("진실의 순간", "Moments of truth"),
    group="experience",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart(
            "moments-beside",
            _beside,
            beside_chart.HEIGHT,
            Words(*(text.format(most=beside_chart.MOST) for text in texts.BESIDE_CAPTION)),
            head=[ORDER_PICKER],
        ),
        Table("moments-cards", _score_cards),
        Table("moments-handled", _handled),
        Table("moments-ended", _ended),
        Table("moments-asked-again", _asked_again),
    ],
)
