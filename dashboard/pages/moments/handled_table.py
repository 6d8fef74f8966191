"""Contacts with a person beside those without one."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.dimensions import HANDLED_BY
from analytics.measures.measure import Unit
from analytics.moments.handled import COST
from analytics.notes import NOT_IN_DATA, NOTES
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.moments import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_change_interval, show_count, show_estimate, show_interval
from warehouse.words import Language

Row = Mapping[str, Any]


def handled_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per figure of `person_and_others`."""
    language = selection.language
    if not any(found[f"{side}_n"].sum() for side in HANDLED_BY):
        return html.Div(html.P(texts.NO_CONTACTS.text(language), className="muted"))
    rows = [_row(row, selection) for row in found.iter_rows(named=True)]
    table = plain_table(texts.HANDLED_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(texts.HANDLED_CAPTION.text(language), className="small muted")])


def behind_handled(found: pl.DataFrame, language: Language) -> Behind:
    """The same with every digit."""
    names = [terms.value_name("handled_by", side, language) for side in HANDLED_BY]
    sides = [
        column
        for side, name in zip(HANDLED_BY, names, strict=True)
        for column in (
            Column(side, name, "ratio", f"{side}_low", f"{side}_high"),
            Column(f"{side}_n", f"{name}, {figure_words.COUNT.text(language)}", "count"),
        )
    ]
    head = Column("name", texts.MEASURE.text(language))
    difference = texts.DIFFERENCE.text(language)
    last = Column("difference", difference, "ratio", "difference_low", "difference_high")
    rows = [row | {"name": _name(row["measure"], language)} for row in found.iter_rows(named=True)]
    return Behind.of(rows, [head, *sides, last])


def _row(row: Row, selection: Selection) -> list[Any]:
    language = selection.language
    sides = [_side(row, side, selection) for side in HANDLED_BY]
    return [_name(row["measure"], language), *sides, _difference(row, language)]


def _name(measure: str, language: Language) -> str:
    return texts.COST.text(language) if measure == COST else find_measure(measure).label.text(language)


def _unit(measure: str) -> Unit:
    """A cost is as exact as its interval, as a score is."""
    return "score" if measure == COST else find_measure(measure).unit


def _side(row: Row, side: str, selection: Selection) -> Any:
    """The figure with its interval and n; it leads to its contacts."""
    language, unit, n = selection.language, _unit(row["measure"]), row[f"{side}_n"] or 0
    told = figure_words.OUT_OF.text(language, n=show_count(n))
    if row[side] is None:
        why = NOTES[row[f"{side}_note"] or NOT_IN_DATA].text(language)
        return html.Span(f"{why} · {told}", className="muted")
    low, high = row[f"{side}_low"], row[f"{side}_high"]
    value = show_estimate(row[side], low, high, unit, language)
    behind = "contacts" if row["measure"] == COST else row["measure"]
    link = dcc.Link(value, href=to_contacts(behind, selection.pick(handled_by=side)))
    beside = f" ({show_interval(low, high, unit, language)}) · {told}"
    return [link, html.Span(beside, className="muted")]


def _difference(row: Row, language: Language) -> Any:
    if row["difference"] is None:
        return "–"
    low, high, unit = row["difference_low"], row["difference_high"], _unit(row["measure"])
    interval = show_change_interval(low, high, unit, language)
    return html.Span(interval, className="" if row["is_clear"] else "muted")
