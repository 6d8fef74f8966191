"""The table of signals, each with the way to its department and to its control chart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dash import dcc, html

from analytics.catalogue import find_measure
from dashboard.address.links import COMPARING, to_cell
from dashboard.address.selection import Selection, write_search
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.pages.comparing import words as texts
from dashboard.pages.comparing.finding import chance_text, when_text
from dashboard.parts.table import plain_table
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.dates import show_day, show_period
from dashboard.wording.numbers import show_count
from warehouse.words import Language

_NUMBERS_FROM = 5
_TONES = {True: "better", False: "worse", None: ""}


def signal_table(latest: Sequence[Mapping[str, Any]], notes: Sequence[str], selection: Selection) -> html.Div:
    """A row per signal, the latest first. notes: what else is said beneath."""
    said = " ".join([texts.TABLE_CAPTION.text(selection.language), *notes])
    caption = html.P(said, className="small muted")
    if not latest:
        return html.Div(caption)
    rows = [_row(row, selection) for row in latest]
    table = plain_table(texts.COLUMNS, rows, selection.language, _NUMBERS_FROM)
    return html.Div([table, caption], className="signals")


def behind_signals(latest: Sequence[Mapping[str, Any]], language: Language) -> Behind:
    """A row per signal."""
    rows = [
        {
            **row,
            "name": find_measure(row["measure"]).label.text(language),
            "unit": figures.EXACT_UNITS[find_measure(row["measure"]).unit].text(language),
            "change": texts.SHAPES[row["shape"], row["is_better"]].text(language),
        }
        for row in latest
    ]
    columns = [
        department_column(language),
        tier_column(language),
        Column("name", texts.COLUMNS[2].text(language)),
        Column("unit", figures.UNIT.text(language)),
        Column("change", texts.COLUMNS[3].text(language)),
        Column("since", texts.SINCE_WEEK.text(language), "text", "since_earliest", "since_latest"),
        Column("before", texts.VALUE_BEFORE.text(language), "ratio", "before_low", "before_high"),
        Column("n_before", texts.COUNT_BEFORE.text(language), "count"),
        Column("after", texts.VALUE_AFTER.text(language), "ratio", "after_low", "after_high"),
        Column("n_after", texts.COUNT_AFTER.text(language), "count"),
        Column("p_value", texts.COLUMNS[-1].text(language), "ratio"),
    ]
    return Behind.of(rows, columns)


def signals_title(count: int, selection: Selection) -> str:
    """How many there are."""
    words = {0: texts.TABLE_EMPTY, 1: texts.ONE_SIGNAL}.get(count, texts.TABLE)
    return words.text(selection.language, count=show_count(count))


def _row(row: Mapping[str, Any], selection: Selection) -> list[Any]:
    language = selection.language
    there = replace(selection, measure=row["measure"])
    here = replace(there, focus=row["department"]).pick(contact_tier=row["contact_tier"])
    shape = texts.SHAPES[row["shape"], row["is_better"]].text(language)
    interval = show_period(row["since_earliest"], row["since_latest"], language)
    since = dcc.Link(show_day(row["since"], language), href=COMPARING + write_search(here))
    return [
        dcc.Link(row["department"], href=to_cell(row["department"], row["contact_tier"], there)),
        terms.tier_name(row["contact_tier"], language),
        find_measure(row["measure"]).label.text(language),
        html.Span(shape, className=_TONES[row["is_better"]]),
        html.Span([since, html.Span(f" ({interval})", className="small muted")]),
        _value(row, "before", selection),
        _value(row, "after", selection),
        chance_text(row["p_value"], language),
    ]


def _value(row: Mapping[str, Any], when: str, selection: Selection) -> html.Span:
    n = f" ({show_count(row[f'n_{when}'])})"
    return html.Span([when_text(row, when, selection.language), html.Span(n, className="small muted")])
