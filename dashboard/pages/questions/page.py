"""Question sets: the index of one, its dimensions, where it stands out, and what it is made of."""

from dataclasses import replace

import polars as pl
from dash import html

from analytics.questions.index import cells_beside_others, figures_of
from analytics.questions.items import items_from, missing_items
from analytics.questions.moments import read_moments
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.questions import charts, facts, tables
from dashboard.pages.questions import words as texts
from dashboard.pages.questions.pickers import SET_PICKER, chosen, label_of, set_of
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.question_settings import INDEX
from warehouse.words import Words

_CELL = ("department", "contact_tier")


def _moments(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """Read once for the sentence, the chart of parts and the matrix."""
    return reading.ask(read_moments, set_of(selection, reading.settings), _CELL, selection.view(span))


def _figures(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    settings = reading.settings
    return figures_of(_moments(reading, selection, span), settings, set_of(selection, settings))


def _beside(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """Departments beside others of their tier; a page narrowed to some is compared with all others."""
    settings, name = reading.settings, set_of(selection, reading.settings)
    everybody = selection.pick(department=())
    found = cells_beside_others(_moments(reading, everybody, span), settings, name)
    picked = selection.of("department")
    return found.filter(pl.col("department").is_in(list(picked))) if picked else found


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    settings = reading.settings
    figures = _figures(reading, selection, span)
    whole = figures.row(by_predicate=pl.col("part") == INDEX, named=True)
    missing: list[str] = []
    if whole["value"] is None:
        missing = reading.ask(missing_items, set_of(selection, settings), selection.view(span))
    return facts.finding(figures, _beside(reading, selection, span), missing, settings, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return facts.cards(_figures(reading, selection, span), reading.settings, selection)


def _parts(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _drawn(reading, selection, span, charts.VALUE, texts.PARTS, texts.NO_INDEX)


def _gaps(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _drawn(reading, selection, span, charts.GAP, texts.GAPS, texts.NO_GAPS)


def _drawn(
    reading: Reading, selection: Selection, span: Span, ends: charts.Ends, title: Words, nothing: Words
) -> Drawn:
    settings, language = reading.settings, selection.language
    figures, found = _figures(reading, selection, span), chosen(selection, settings)
    name = label_of(selection, settings)
    chart = charts.parts_chart(figures, found, ends, charts.titled(nothing, name, language), selection)
    behind = charts.behind_parts(figures, found, ends, language)
    return Drawn(charts.titled(title, name, language), chart, behind)


def _months(reading: Reading, selection: Selection, span: Span) -> Drawn:
    settings, language, view = reading.settings, selection.language, selection.view_of_months()
    name = set_of(selection, settings)
    moments = reading.ask(read_moments, name, ("month",), view)
    figures = figures_of(moments, settings, name, ("month",))
    months = figures.filter(pl.col("part") == INDEX).drop_nulls("month").sort("month")
    behind = charts.behind_months(months, language).over(days_of(view, span))
    title = charts.titled(texts.MONTHS, label_of(selection, settings), language)
    return Drawn(title, charts.months_chart(months, selection), behind)


def _matrix(reading: Reading, selection: Selection, span: Span) -> Laid:
    settings, language, name = reading.settings, selection.language, set_of(selection, reading.settings)
    everybody = selection.pick(department=())
    cells, tiers = (
        figures_of(_moments(reading, of, span), settings, name, by).filter(pl.col("part") == INDEX)
        for of, by in ((selection, _CELL), (everybody, _CELL[1:]))
    )
    beside = _beside(reading, selection, span)
    # The department that a cell leads to is looked at by measures, of which the set is none.
    table = tables.index_matrix(cells, beside, tiers, settings, replace(selection, measure=None))
    title = charts.titled(texts.MATRIX, label_of(selection, settings), language)
    return Laid(title, table, tables.behind_matrix(cells, beside, language))


def _items(reading: Reading, selection: Selection, span: Span) -> Laid:
    settings, language = reading.settings, selection.language
    items = items_from(_moments(reading, selection, span), settings, set_of(selection, settings))
    table = tables.items_table(items, chosen(selection, settings), selection)
    title = charts.titled(texts.ITEMS, label_of(selection, settings), language)
    return Laid(title, table, tables.behind_items(items, language))


PAGE = Page(
    key="questions",
    path="/questions",
    name=Words("문항과 지수", "Question sets"),
    group="experience",
    records=("contacts", "answers"),
    above=[SET_PICKER],
    finding=_finding,
    cards=_cards,
    card_count=3,
    parts=[
        Row(
            [
                Chart("questions-parts", _parts, charts.HEIGHT, texts.PARTS_CAPTION),
                Chart("questions-gaps", _gaps, charts.HEIGHT, texts.GAPS_CAPTION),
            ]
        ),
        Chart("questions-months", _months, charts.HEIGHT, texts.MONTHS_CAPTION),
        Table("questions-matrix", _matrix),
        Table("questions-items", _items),
    ],
)
