"""The targets of the company: how many are missed, and the list of them."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import Input, Output, State, dcc, html

from analytics.catalogue import find_measure
from analytics.dimensions import filters
from analytics.targets.target import declared_targets, in_order, part_text
from analytics.targets.verdict import count_verdicts, counts_in_words, declared_verdicts
from analytics.view import Picked, View
from dashboard.address.browser import run_in_browser
from dashboard.address.links import OVERVIEW, to_contacts, to_page
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind, Column
from dashboard.lake.store import Reading, Store
from dashboard.pages.overview import words as texts
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.page import Custom
from dashboard.parts.panel import Laid, Table
from dashboard.parts.still import at_rest
from dashboard.parts.table import plain_table
from dashboard.wording.dates import show_period
from dashboard.wording.figure import Figure, interval_text, note_text, show_target, value_text
from dashboard.wording.numbers import show_count
from dashboard.wording.staff_names import names_of
from warehouse.settings import Settings
from warehouse.words import Language

_PANEL = "overview-targets-panel"
_LINE, _SEE = "overview-targets-line", "overview-targets-see"
_NUMBERS_FROM = 3
_TONES = {"missed": "worse", "not_clear": "muted", "met": "better"}


def _targets(reading: Reading, selection: Selection, span: Span) -> Laid:
    """A row per target, missed ones first; each leads to its part of the data, and to the contacts behind.

    Drawn once for whatever readers filter by.
    """
    unfiltered = Selection(selection.language, selection.theme, selection.since, selection.until)
    key = __name__, unfiltered, span
    table = reading.made(key, lambda anew: at_rest(_table(anew, unfiltered, anew.span() or span)))
    behind = _behind(_verdicts(reading, selection, span), reading.settings, selection.language)
    return Laid(texts.TARGETS.text(selection.language), table, behind.over(selection.days(span)))


def _behind(found: pl.DataFrame, settings: Settings, language: Language) -> Behind:
    """Every digit of the list. Units are those of the measures."""
    parts = _parts(settings)
    rows = [
        row
        | {
            "verdict": texts.VERDICTS[row["verdict"]].text(language) if row["verdict"] else None,
            "measure": find_measure(row["measure"]).label.text(language),
            "part": _part_name(parts[row["part"]], settings, language),
        }
        for row in found.iter_rows(named=True)
    ]
    verdict, measure, part, value, _, target, n = (name.text(language) for name in texts.COLUMNS)
    columns = [
        Column("verdict", verdict),
        Column("measure", measure),
        Column("part", part),
        Column("value", value, "number", "low", "high"),
        Column("target", target, "number"),
        Column("n", n, "count"),
    ]
    return Behind.of(rows, columns)


def _parts(settings: Settings) -> dict[str, Picked]:
    return {part_text(target.part, settings): target.part for target in declared_targets(settings)}


def _table(reading: Reading, selection: Selection, span: Span) -> html.Div:
    found, language = _verdicts(reading, selection, span), selection.language
    settings = reading.settings
    parts = _parts(settings)
    rows = [_row(row, parts[row["part"]], settings, selection) for row in found.iter_rows(named=True)]
    period = show_period(*selection.days(span), language)
    caption = texts.HOW_JUDGED.text(language, period=period, count=show_count(found.height))
    table = plain_table(texts.COLUMNS, rows, language, _NUMBERS_FROM)
    return html.Div([table, html.P(caption, className="small muted")])


def _has_targets(settings: Settings) -> bool:
    return any(True for _ in declared_targets(settings))


def _line_place(selection: Selection, store: Store) -> html.Div:
    if not _has_targets(store.settings):
        return html.Div()
    see = html.Button(texts.SEE_TARGETS.text(selection.language), id=_SEE, className="switch", value=_PANEL)
    line = [html.Span(id=_LINE), see]
    return html.Div(line, className="line small")


def _register_line(callbacks: PageCallbacks) -> None:
    callbacks.show(_line, "", Output(_LINE, "children"))
    wires = Input(_SEE, "n_clicks"), State(_SEE, "value")
    run_in_browser(callbacks.app, "showPart", *wires, prevent_initial_call=True)


def _line(reading: Reading, selection: Selection, span: Span) -> str:
    counts = counts_in_words(count_verdicts(_verdicts(reading, selection, span)["verdict"]))
    return counts.text(selection.language)


def _verdicts(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """Of all the company, so that they are read once, too."""
    return reading.ask(declared_verdicts, View(*selection.days(span)))


def _row(row: dict[str, Any], part: Picked, settings: Settings, selection: Selection) -> list[Any]:
    measure, figure, language = find_measure(row["measure"]), Figure.of(row), selection.language
    there = _there(part, settings, selection)
    name, n = measure.label.text(language), show_count(figure.n)
    return [
        _verdict(row, figure, settings, language),
        dcc.Link(name, href=to_page(OVERVIEW, replace(there, measure=measure.name))) if there else name,
        _part_name(part, settings, language),
        value_text(figure, measure, language),
        interval_text(figure, measure, language),
        show_target(row["target"], measure, language),
        dcc.Link(n, href=to_contacts(measure.name, there)) if there else n,
    ]


def _verdict(row: dict[str, Any], figure: Figure, settings: Settings, language: Language) -> Any:
    verdict = row["verdict"]
    if verdict is None:
        why = note_text(figure, find_measure(row["measure"]), settings, language)
        return html.Span(why, className="small muted")
    word = html.Span(texts.VERDICTS[verdict].text(language), className=_TONES[verdict])
    if verdict == "not_clear" or row["is_sure"]:
        return word
    return [word, html.Div(texts.NOT_SURE.text(language), className="small muted")]


def _there(part: Picked, settings: Settings, selection: Selection) -> Selection | None:
    """The part under the same days; none where it is of a dimension that no filter offers."""
    if not set(part) <= {dimension.name for dimension in filters(settings)}:
        return None
    return replace(selection, picked=part)


def _part_name(part: Picked, settings: Settings, language: Language) -> str:
    names = [
        ", ".join(names_of(dimension, values, settings, language))
        for dimension, values in in_order(part, settings)
    ]
    return " · ".join(names) or texts.WHOLE_COMPANY.text(language)


_TABLE = Table("overview-targets", _targets)


def _panel_place(selection: Selection, store: Store) -> html.Div:
    if not _has_targets(store.settings):
        return html.Div()
    return html.Div([_TABLE.place(selection, store)], id=_PANEL, className="side-by-side")


# How many are missed, not clear and met, with the way to the list.
TARGETS_LINE = Custom(_line_place, _register_line)
TARGETS_PANEL = Custom(_panel_place, _TABLE.register)
