"""The service-system design matrix: what delivery modes cost, sell and please, and who is off the line."""

import polars as pl
from dash import html

from analytics.design_matrix.line import COST, ON, SALES, Matrix, design_matrix, rises
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.design import line_chart, tables
from dashboard.pages.design import words as texts
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import sentence
from dashboard.wording.numbers import show_interval
from warehouse.words import Language, Words

CARDS = ("contacts", "cost_per_resolved", "conversion", "sales_per_contact", "csat_mean", "failure")


def _matrix(reading: Reading, selection: Selection, span: Span) -> Matrix:
    return reading.ask(design_matrix, selection.view(span))


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not reading.measure("contacts", (), selection.view(span))["n"].item()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    language = selection.language
    if _is_empty(reading, selection, span):
        return sentence(texts.NO_CONTACTS.text(language))
    matrix = _matrix(reading, selection, span)
    if matrix.modes.is_empty():
        return sentence(texts.NO_MODES.text(language), texts.NEEDS_MODES.text(language))
    return sentence(_title(matrix.departments, language), _rises(matrix, language))


def _title(departments: pl.DataFrame, language: Language) -> str:
    if departments["note"].null_count() == 0:
        return texts.UNKNOWN.text(language)
    off = departments.filter(pl.col("note").is_null(), pl.col("stands") != ON)
    names = [
        texts.OFF.text(language, department=row["department"], stands=tables.standing(row, language))
        for row in off.iter_rows(named=True)
    ]
    if not names:
        return texts.ON_LINE.text(language)
    return texts.OFF_LINE.text(language, departments=", ".join(names))


def _rises(matrix: Matrix, language: Language) -> str:
    found = {row["outcome"]: row for row in rises(matrix).iter_rows(named=True)}
    missing = [
        words.text(language)
        for outcome, words in ((SALES, texts.NO_SALES), (COST, texts.NO_COST))
        if matrix.units.filter(outcome=outcome).is_empty()
    ]
    if any(row["rises_by"] is None for row in found.values()):
        return " ".join(missing)
    said = {}
    for name, outcome in (("sales", SALES), ("cost", COST)):
        value, low, high = (float(found[outcome][part]) for part in ("rises_by", "low", "high"))
        said[name] = tables.percent(value, low, high, language)
        said[f"{name}_interval"] = show_interval(low, high, "share", language)
    return " ".join([texts.RISES.text(language, **said), texts.AS_EXPECTED.text(language)])


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _modes(reading: Reading, selection: Selection, span: Span) -> Laid:
    matrix, language = _matrix(reading, selection, span), selection.language
    table = tables.matrix_table(matrix, selection)
    return Laid(texts.MATRIX.text(language), table, tables.behind_matrix(matrix, language))


def _line(outcome: str, title: Words, reading: Reading, selection: Selection, span: Span) -> Drawn:
    matrix, language = _matrix(reading, selection, span), selection.language
    chart = line_chart.line_chart(matrix, outcome, selection)
    return Drawn(title.text(language), chart, line_chart.behind_line(matrix, outcome, language))


def _sales(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _line(SALES, texts.SALES_LINE, reading, selection, span)


def _costs(reading: Reading, selection: Selection, span: Span) -> Drawn:
    return _line(COST, texts.COST_LINE, reading, selection, span)


def _departments(reading: Reading, selection: Selection, span: Span) -> Laid:
    matrix, language = _matrix(reading, selection, span), selection.language
    table = tables.departments_table(matrix, selection)
    return Laid(texts.DEPARTMENTS.text(language), table, tables.behind_departments(matrix, language))


PAGE = Page(
    key="design",
    path="/design",
    name=Words("서비스 시스템 설계표", "Design matrix"),
    group="strategy",
    records=("contacts", "answers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=len(CARDS),
    is_compared=True,
    measures=CARDS,
    is_empty=_is_empty,
    parts=[
        Table("design-modes", _modes),
        Row(
            [
                Chart("design-sales", _sales, line_chart.HEIGHT, texts.LINE_CAPTION, leads=True),
                Chart("design-costs", _costs, line_chart.HEIGHT, texts.LINE_CAPTION, leads=True),
            ]
        ),
        Table("design-departments", _departments),
    ],
)
