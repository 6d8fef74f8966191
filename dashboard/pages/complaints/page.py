"""Who complains about what: which customers, for which reasons, in which words."""

from typing import Any

import polars as pl
from dash import html

from analytics.complaints.about import CROSSED, complaints_about, complaints_crossed, reasons_of_complaints
from analytics.complaints.said import words_of_groups
from analytics.complaints.who import complainers
from analytics.dimensions import find_dimension
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.complaints import facts, tables, who_chart
from dashboard.pages.complaints import words as texts
from dashboard.pages.complaints.split import SPLIT_PICKER, split_of
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words

CARDS = ("complaint", "complaint_after_failure", "left_without_complaint")
# How many complaints, and who complains most and least.
_OTHER_CARDS = 3


def _who(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(complainers, selection.view(span))


def _counted(reading: Reading, selection: Selection, span: Span) -> dict[str, Any]:
    """Complaints and contacts that say whether there was one."""
    row = reading.measure("complaint", (), selection.view(span)).row(0, named=True)
    return {"n": row["n"], "complaints": round((row["value"] or 0) * row["n"])}


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not _counted(reading, selection, span)["n"]


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    found, counted = _who(reading, selection, span), _counted(reading, selection, span)
    return facts.complaints_finding(found, counted, reading.settings, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    counted = facts.complaints_card(_counted(reading, selection, span), selection)
    groups = facts.group_cards(_who(reading, selection, span), selection)
    return [counted, *groups, *(measure_card(reading, name, selection, span) for name in CARDS)]


def _chart(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _who(reading, selection, span), selection.language
    chart = who_chart.who_chart(found, reading.settings, selection)
    return Drawn(texts.CHART.text(language), chart, who_chart.behind_who(found, reading.settings, language))


def _titled(words: Words, reading: Reading, selection: Selection) -> str:
    label = find_dimension(reading.settings, split_of(selection)).label.text(selection.language)
    return words.text(selection.language, dimension=label.lower())


def _shares(reading: Reading, selection: Selection, span: Span) -> Laid:
    by = split_of(selection)
    found = reading.ask(reasons_of_complaints, by, "reason", selection.view(span))
    table = tables.shares_table(found, by, selection)
    behind = tables.behind_shares(found, by, selection.language)
    return Laid(_titled(texts.SHARES, reading, selection), table, behind)


def _matrix(reading: Reading, selection: Selection, span: Span) -> Laid:
    by = split_of(selection)
    found = reading.ask(complaints_about, by, "reason", selection.view(span))
    table = tables.matrix_table(found, by, selection)
    behind = tables.behind_matrix(found, by, selection.language)
    return Laid(_titled(texts.MATRIX, reading, selection), table, behind)


def _crossed(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(complaints_crossed, CROSSED, selection.view(span)), selection.language
    behind = tables.behind_crossed(found, reading.settings, language)
    return Laid(texts.CROSSED.text(language), tables.crossed_table(found, selection), behind)


def _said(reading: Reading, selection: Selection, span: Span) -> Laid:
    by = split_of(selection)
    found = reading.ask(words_of_groups, by, selection.view(span))
    table = tables.said_table(found, by, reading.settings, selection)
    behind = tables.behind_said(found, by, selection.language)
    return Laid(_titled(texts.SAID, reading, selection), table, behind)


PAGE = Page(
    key="complaints",
    path="/complaints",
    name=Words("누가 무엇을 불평하나", "Who complains about what"),
    group="experience",
    records=("contacts", "answers", "customers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=len(CARDS) + _OTHER_CARDS,
    is_empty=_is_empty,
    parts=[
        Chart("complaints-who", _chart, who_chart.HEIGHT, texts.CHART_CAPTION, leads=True),
        Table("complaints-crossed", _crossed),
        Table("complaints-shares", _shares, head=[SPLIT_PICKER]),
        Table("complaints-matrix", _matrix),
        Table("complaints-said", _said),
    ],
)
