"""Outbound contact (해피콜): tried, reached, answered; and whether those whom the company called stay."""

import polars as pl
from dash import html

from analytics.outbound.rates import attempts, rates
from analytics.outbound.staying import Stayed, staying
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.outbound import charts, facts, tables
from dashboard.pages.outbound import words as texts
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import notice
from dashboard.wording.numbers import show_count
from warehouse.words import Words


def _rates(reading: Reading, selection: Selection, span: Span, *by: str) -> pl.DataFrame:
    return reading.ask(rates, by, selection.view(span).alone())


def _attempts(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(attempts, selection.view(span).alone())


def _stayed(reading: Reading, selection: Selection, span: Span) -> Stayed:
    return reading.ask(staying, selection.view(span).alone())


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not _rates(reading, selection, span)["tried"].sum()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    language = selection.language
    if _is_empty(reading, selection, span):
        return notice(texts.NO_CALLS.text(language), texts.NEEDED.text(language))
    return facts.finding(_stayed(reading, selection, span), reading.settings, language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return facts.cards(_rates(reading, selection, span), _attempts(reading, selection, span), selection)


def _hours(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _rates(reading, selection, span, "hour"), selection.language
    least = show_count(reading.settings.definitions.small_n)
    chart, behind = charts.hours_chart(found, selection), charts.behind_hours(found, language)
    return Drawn(texts.HOURS.text(language), chart, behind, texts.HOURS_CAPTION.text(language, least=least))


def _staying(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _stayed(reading, selection, span), selection.language
    chart = charts.staying_chart(found, reading.settings, selection)
    behind = tables.behind_staying(found, language)
    caption = texts.STAYING_CAPTION.text(language)
    return Drawn(
        texts.STAYING.text(language), chart, behind.over(found.days) if found.days else behind, caption
    )


def _overlap(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _stayed(reading, selection, span), selection.language
    behind = tables.behind_staying(found, language)
    return Laid(texts.OVERLAP.text(language), tables.overlap_table(found, language), behind)


def _campaigns(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _rates(reading, selection, span, "reason", "department"), selection.language
    table = tables.campaigns_table(found, reading.settings.definitions.small_n, selection)
    return Laid(texts.BY.text(language), table, tables.behind_campaigns(found, language))


def _tries(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _attempts(reading, selection, span), selection.language
    table, behind = tables.attempts_table(found, language), tables.behind_attempts(found, language)
    return Laid(texts.ATTEMPTS_TABLE.text(language), table, behind)


PAGE = Page(
    key="outbound",
    path="/outbound",
    name=Words("회사가 건 전화 (해피콜)", "Outbound calls"),
    group="customers",
    records=("contacts", "answers", "customers"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("outbound-staying", _staying, charts.STAYING_HEIGHT),
        Table("outbound-overlap", _overlap),
        Chart("outbound-hours", _hours, charts.HEIGHT),
        Table("outbound-campaigns", _campaigns),
        Table("outbound-attempts", _tries),
    ],
    filters=("department", "segment"),
)
