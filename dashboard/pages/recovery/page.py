"""Failure and recovery: whether recovery makes up for failing, how often things fail, and what is open."""

from dataclasses import replace

import polars as pl
from dash import html

from analytics.money.money_a_year import OF_FAILING, money_a_year
from analytics.money.values import of_customers
from analytics.recovery.backlog import backlog
from analytics.recovery.by_number import failure_by_number
from analytics.recovery.paradox import Paradox, paradox
from analytics.recovery.reactions import reactions
from analytics.recovery.time_to_recover import time_to_recover
from analytics.view import View
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.recovery import backlog_chart, failure_chart, groups_chart, recovery_chart
from dashboard.pages.recovery import words as texts
from dashboard.pages.recovery.finding import behind_comparison, comparison_table, recovery_finding
from dashboard.pages.recovery.reactions_table import behind_reactions, reactions_table
from dashboard.parts.a_year import a_year_table, behind_a_year
from dashboard.parts.card import measure_card
from dashboard.parts.leaving_quietly import leaving_quietly
from dashboard.parts.marked import with_changes
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.word_of_mouth import word_of_mouth_table
from dashboard.wording.dates import step_of
from dashboard.wording.figure import Figure
from warehouse.words import Words

CARDS = (
    "failure",
    "complaint",
    "recovery_rate",
    "time_to_recover_p50",
    "repeat_contact",
    "first_contact_resolution",
)


def _picked(selection: Selection, span: Span) -> View:
    """The days that were picked; all of them otherwise, for leaving needs months."""
    view = selection.view(span)
    is_picked = selection.since is not None and selection.until is not None
    return view if is_picked else replace(view, since=None, until=None)


def _paradox(reading: Reading, selection: Selection, span: Span) -> Paradox:
    return reading.ask(paradox, _picked(selection, span))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return recovery_finding(_paradox(reading, selection, span), selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _groups(reading: Reading, selection: Selection, span: Span) -> Drawn:
    chart = groups_chart.groups_chart(_paradox(reading, selection, span), reading.settings, selection)
    behind = groups_chart.behind_groups(_paradox(reading, selection, span), selection.language)
    days = days_of(_picked(selection, span), span)
    return Drawn(texts.GROUPS_TITLE.text(selection.language), chart, behind.over(days))


def _compared(reading: Reading, selection: Selection, span: Span) -> Laid:
    language = selection.language
    found, days = _paradox(reading, selection, span), days_of(_picked(selection, span), span)
    table, behind = comparison_table(found, language), behind_comparison(found, language)
    return Laid(texts.COMPARED_TITLE.text(language), table, behind.over(days))


def _numbers(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found = reading.ask(failure_by_number, selection.view(span))
    title = failure_chart.failure_title(found, reading.settings, selection.language)
    chart = failure_chart.failure_chart(found, selection)
    return Drawn(title, chart, failure_chart.behind_failure(found, selection.language))


def _flow(reading: Reading, selection: Selection, span: Span) -> Drawn:
    step, language = step_of(*selection.days(span)), selection.language
    view = selection.view(span)
    found = reading.ask(backlog, step, (), view)
    made = Drawn(
        backlog_chart.backlog_title(found, language),
        backlog_chart.backlog_chart(found, step, selection),
        backlog_chart.behind_backlog(found, language),
        backlog_chart.backlog_caption(found, language),
    )
    return with_changes(made, reading, view.picked, view.days, selection)


def _curve(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view, language = selection.view(span), selection.language
    found = reading.ask(time_to_recover, view)
    median = Figure.of(reading.measure("time_to_recover_p50", (), view).row(0, named=True))
    return Drawn(
        recovery_chart.curve_title(median, language),
        recovery_chart.recovery_chart(found, reading.settings, selection),
        recovery_chart.behind_curve(found, reading.settings, language),
        recovery_chart.curve_caption(found, language),
    )


def _reactions(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(reactions, _picked(selection, span)), selection.language
    table, behind = reactions_table(found, reading.settings, language), behind_reactions(found, language)
    days = days_of(_picked(selection, span), span)
    return Laid(texts.REACTIONS_TITLE.text(language), table, behind.over(days))


def _money(reading: Reading, selection: Selection, span: Span) -> Laid:
    """What failing costs a year, of the customers picked: a part of the contacts has no value."""
    language, view = selection.language, of_customers(_picked(selection, span), reading.settings)
    found = reading.ask(money_a_year, view).filter(pl.col("item").is_in(OF_FAILING))
    behind = behind_a_year(found, language).over(days_of(view, span))
    caption = html.P(texts.MONEY_CAPTION.text(language), className="small muted")
    return Laid(texts.MONEY_TITLE.text(language), html.Div([a_year_table(found, language), caption]), behind)


def _leaving(reading: Reading, selection: Selection, span: Span) -> Laid:
    return Laid(*leaving_quietly(reading, _picked(selection, span), selection))


def _told(reading: Reading, selection: Selection, span: Span) -> Laid:
    view = _picked(selection, span)
    since, until = days_of(view, span)
    return word_of_mouth_table(reading, view, replace(selection, since=since, until=until))


PAGE = Page(
    key="recovery",
    path="/recovery",
    name=Words("실패와 회복", "Failure and recovery"),
    group="experience",
    records=("contacts", "answers", "customers", "purchases"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=len(CARDS),
    measures=CARDS,
    parts=[
        Row(
            [
                Chart("recovery-groups", _groups, groups_chart.HEIGHT, texts.GROUPS_CAPTION),
                Chart("recovery-numbers", _numbers, failure_chart.HEIGHT, texts.FAILURE_CAPTION),
            ]
        ),
        Table("recovery-compared", _compared),
        Table("recovery-money", _money),
        Row(
            [
                Chart("recovery-flow", _flow, backlog_chart.HEIGHT),
                Chart("recovery-curve", _curve, recovery_chart.HEIGHT),
            ]
        ),
        Table("recovery-reactions", _reactions),
        Table("recovery-told", _told),
        Table("recovery-leaving", _leaving, is_words=True),
    ],
)
