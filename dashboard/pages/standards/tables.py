"""A standard by department and tier now and over a year, and where any standard is drifting."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind, Column, count_column, department_column, tier_column
from dashboard.pages.standards import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_day
from dashboard.wording.figure import Figure, interval_text, show_target, value_text
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

_TONES = {"missed": "worse", "met": "better", "worse": "worse", "better": "better"}

Row = dict[str, Any]


def parts_table(found: pl.DataFrame, measure: Measure, selection: Selection) -> html.Div:
    """A row per department and tier; n leads to the contacts."""
    language = selection.language
    rows = [_part(row, measure, selection) for row in found.iter_rows(named=True)]
    table = plain_table(texts.COLUMNS, rows, language, numbers_from=3)
    return html.Div([table, html.P(texts.TABLE_CAPTION.text(language), className="small muted")])


def drift_table(found: pl.DataFrame, span: Span, selection: Selection) -> html.Div:
    """A row per place where a standard is kept otherwise than before; n leads to the contacts since."""
    language = selection.language
    caption = html.P(texts.DRIFT_CAPTION.text(language), className="small muted")
    if found.is_empty():
        return html.Div([html.P(texts.NO_DRIFTS.text(language)), caption])
    rows = [_drift(row, span, selection) for row in found.iter_rows(named=True)]
    return html.Div([plain_table(texts.DRIFT_COLUMNS, rows, language, numbers_from=5), caption])


def behind_drift(found: pl.DataFrame, language: Language) -> Behind:
    """Every row; units are those of the measures."""
    names = [words.text(language) for words in texts.DRIFT_COLUMNS]
    columns = [
        Column("name", names[0]),
        department_column(language),
        tier_column(language),
        Column("how", names[3]),
        Column("since", names[4]),
        Column("before", names[5], "number", "before_low", "before_high"),
        Column("after", names[6], "number", "after_low", "after_high"),
        count_column(language, "n_after"),
    ]
    rows = [
        row | {"name": find_measure(row["measure"]).label.text(language), "how": how_text(row, language)}
        for row in found.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def how_text(row: Row, language: Language) -> str:
    """Better or worse, at once or bit by bit."""
    shape = texts.SHAPES[row["shape"]].text(language)
    return f"{texts.HOW[_side(row)].text(language)} · {shape}"


def _side(row: Row) -> str:
    return {True: "better", False: "worse", None: "moved"}[row["is_better"]]


def _part(row: Row, measure: Measure, selection: Selection) -> list[Any]:
    language, figure = selection.language, Figure.of(row)
    there = selection.pick(department=row["department"], contact_tier=row["contact_tier"])
    verdict, target = row["verdict"], row["target"]
    words = texts.VERDICTS[verdict] if verdict else texts.NO_TARGET
    return [
        row["department"],
        terms.tier_name(row["contact_tier"], language),
        html.Span(words.text(language), className=_TONES.get(verdict or "", "muted")),
        value_text(figure, measure, language),
        interval_text(figure, measure, language) or "–",
        "–" if target is None else show_target(target, measure, language),
        _weeks(row, language),
        dcc.Link(show_count(figure.n), href=to_contacts(measure.name, replace(there, measure=None))),
    ]


def _weeks(row: Row, language: Language) -> str:
    if row["weeks"] is None:
        return "–"
    share, low, high = row["weeks_share"], row["weeks_low"], row["weeks_high"]
    return texts.WEEKS.text(
        language,
        kept=row["weeks_kept"],
        weeks=row["weeks"],
        share=show_estimate(share, low, high, "share", language),
        interval=show_interval(low, high, "share", language),
    )


def _drift(row: Row, span: Span, selection: Selection) -> list[Any]:
    language, measure = selection.language, find_measure(row["measure"])
    there = replace(selection, since=row["since"], until=span[1], measure=None)
    there = there.pick(department=row["department"], contact_tier=row["contact_tier"])
    days = {name: show_day(row[f"since_{name}"], language) for name in ("earliest", "latest")}
    return [
        measure.label.text(language),
        row["department"],
        terms.tier_name(row["contact_tier"], language),
        html.Span(how_text(row, language), className=_TONES.get(_side(row), "muted")),
        texts.BETWEEN.text(language, day=show_day(row["since"], language), **days),
        *(_figure(row, when, measure, language) for when in ("before", "after")),
        dcc.Link(show_count(row["n_after"] or 0), href=to_contacts(measure.name, there)),
    ]


def _figure(row: Row, when: str, measure: Measure, language: Language) -> Any:
    figure = Figure(row[when], row[f"{when}_low"], row[f"{when}_high"])
    interval = interval_text(figure, measure, language)
    value = value_text(figure, measure, language)
    return [f"{value} ", html.Span(f"({interval})", className="small muted")] if interval else value
