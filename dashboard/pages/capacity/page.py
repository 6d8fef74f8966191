"""Capacity of recovery: how much can be recovered, how much fails, and when what is open is gone."""

from typing import Any

import polars as pl
from dash import html

from analytics.recovery.capacity import PARTS, recovery_capacity
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.capacity import charts, tables
from dashboard.pages.capacity import words as texts
from dashboard.pages.capacity.facts import capacity_cards, capacity_finding
from dashboard.pages.capacity.shown import view_of
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words

_CARDS = 7


def _by(reading: Reading, by: tuple[str, ...], selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(recovery_capacity, by, view_of(selection, span))


def _whole(reading: Reading, selection: Selection, span: Span) -> dict[str, Any] | None:
    found = _by(reading, (), selection, span)
    return found.row(0, named=True) if found.height else None


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    whole = _whole(reading, selection, span)
    return whole is None or whole["utilisation"] is None


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    whole, found = _whole(reading, selection, span), _by(reading, PARTS[:1], selection, span)
    return capacity_finding(whole, found, reading.settings, selection, span)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return capacity_cards(_whole(reading, selection, span), reading.settings, selection, span)


def _use(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _by(reading, PARTS[:1], selection, span), selection.language
    behind = charts.behind_capacity(found, language).over(view_of(selection, span).days)
    chart = charts.use_chart(found, selection, span)
    return Drawn(texts.CHART.text(language), chart, behind, texts.CHART_CAPTION.text(language))


def _levels(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _by(reading, PARTS[:1], selection, span), selection.language
    behind = charts.behind_capacity(found, language).over(view_of(selection, span).days)
    chart = charts.level_chart(found, selection)
    return Drawn(texts.LEVELS.text(language), chart, behind, texts.LEVELS_CAPTION.text(language))


def _laid(by: tuple[str, ...], title: Words, reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _by(reading, by, selection, span), selection.language
    table = tables.capacity_table(found, reading.settings, selection, span)
    behind = charts.behind_capacity(found, language).over(view_of(selection, span).days)
    return Laid(title.text(language), table, behind)


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    return _laid(PARTS[:1], texts.TABLE, reading, selection, span)


def _tiers(reading: Reading, selection: Selection, span: Span) -> Laid:
    return _laid(PARTS, texts.TIERS, reading, selection, span)


PAGE = Page(
    key="capacity",
    path="/capacity",
    name=Words("회복 역량", "Capacity of recovery"),
    group="experience",
    records=("contacts",),
    finding=_finding,
    cards=_cards,
    card_count=_CARDS,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart("capacity-use", _use, charts.height_of(7), leads=True),
                Chart("capacity-levels", _levels, charts.height_of(7)),
            ]
        ),
        Table("capacity-departments", _table),
        Table("capacity-tiers", _tiers),
    ],
)
