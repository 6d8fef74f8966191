"""Stages of the relationship: how many are in each, who moves on, who leaves, and how it goes in each."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.finished import last_finished
from analytics.grouped_facts import sampled_one_in
from analytics.relationship.by_stage import measures_by_stage
from analytics.relationship.lists import STAGE_NAMES, name_of
from analytics.relationship.queries import STAGES, Sign, sign_of
from analytics.relationship.since_joining import since_joining
from analytics.relationship.stages import month_ends, movement, sizes
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind, Column
from dashboard.lake.store import Reading
from dashboard.pages.relationship import charts, facts
from dashboard.pages.relationship import words as texts
from dashboard.parts.moves import behind_moves, moves_table, sampled, with_interval
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count
from warehouse.words import Words

# A course over the thirty days that a page shows at first would be a point.
_YEAR = timedelta(days=364)
MEASURES = ("csat", "failure", "resolution", "repeat_contact", "complaint", "wait_mean")


def _view(selection: Selection, span: Span) -> View:
    """The days that are over of those looked at, and what is picked."""
    view = selection.view(span).alone()
    since, until = view.days
    return replace(view, since=min(since, last_finished(span)), until=min(until, last_finished(span)))


def _course(selection: Selection, span: Span) -> View:
    """The year up to the last day looked at, or all days picked if they are more."""
    view = _view(selection, span)
    since, until = view.days
    return replace(view, since=min(since, max(span[0], until - _YEAR)))


def _sign(reading: Reading) -> Sign:
    return reading.ask(_read_sign)


def _read_sign(connection: Any, _settings: Any) -> Sign:
    return sign_of(connection)


def _all_sizes(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """At the ends of months and of the days looked at, read once for the cards and the chart."""
    view = _course(selection, span)
    return reading.ask(sizes, view, tuple(month_ends(view.days)))


def _sizes(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return _all_sizes(reading, selection, span).filter(day=_view(selection, span).days[1])


def _moves(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(movement, _view(selection, span))


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not _sizes(reading, selection, span)["n"].sum()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    days = _view(selection, span).days
    found, moves = _sizes(reading, selection, span), _moves(reading, selection, span)
    return facts.finding(found, moves, _sign(reading), days, reading.settings, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    days = _view(selection, span).days
    found, moves = _sizes(reading, selection, span), _moves(reading, selection, span)
    return facts.cards(found, moves, _sign(reading), days, selection)


def _over_time(reading: Reading, selection: Selection, span: Span) -> Drawn:
    days, language = _course(selection, span).days, selection.language
    found = _all_sizes(reading, selection, span)
    return Drawn(
        texts.OVER_TIME.text(language),
        charts.sizes_chart(found, selection),
        charts.behind_sizes(found, language).over(days),
        texts.OVER_TIME_CAPTION.text(language),
    )


def _since(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view, language = _view(selection, span), selection.language
    curve, least = reading.ask(since_joining, view), reading.settings.definitions.small_n
    horizon = show_count(reading.settings.relationship.horizon_days)
    return Drawn(
        texts.SINCE.text(language),
        charts.since_chart(curve, least, selection),
        charts.behind_since(curve, least, language).over(view.days),
        texts.SINCE_CAPTION.text(language, horizon=horizon),
    )


def _movement(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = _view(selection, span), selection.language
    moves, sign = _moves(reading, selection, span), _sign(reading)

    def href(row: Any) -> str:
        return to_contacts(name_of(sign, row["to"], *view.days, row["start"]), selection)

    least = show_count(reading.settings.definitions.small_n)
    caption = html.P(texts.MOVES_CAPTION.text(language, least=least), className="small muted")
    table = html.Div([moves_table(moves, STAGE_NAMES, language, href), caption])
    return Laid(texts.MOVES.text(language), table, behind_moves(moves, STAGE_NAMES, language).over(view.days))


def _measures(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = _view(selection, span), selection.language
    there = _sizes(reading, selection, span)
    one_in = sampled_one_in(int(there["customers"].sum()))
    found = reading.ask(measures_by_stage, MEASURES, view, one_in)
    rows = [_measure(found, name) for name in MEASURES]
    columns = [texts.MEASURE, *(STAGE_NAMES[stage] for stage in STAGES)]
    labels = {row["measure"]: find_measure(row["measure"]) for row in rows}
    cells = [
        [
            labels[row["measure"]].label.text(language),
            *(with_interval(row, stage, labels[row["measure"]].unit, language) for stage in STAGES),
        ]
        for row in rows
    ]
    table = plain_table(columns, cells, language, numbers_from=1)
    caption = html.P(texts.MEASURES_CAPTION.text(language), className="small muted")
    told = [row | {"label": labels[row["measure"]].label.text(language)} for row in rows]
    behind = Behind.of(
        told,
        [
            Column("label", texts.MEASURE.text(language)),
            *(
                Column(stage, STAGE_NAMES[stage].text(language), "ratio", f"{stage}_low", f"{stage}_high")
                for stage in STAGES
            ),
        ],
    )
    shown = sampled(html.Div([table, caption]), one_in, language)
    return Laid(texts.MEASURES.text(language), shown, behind.over(view.days))


def _measure(figures: pl.DataFrame, name: str) -> dict[str, Any]:
    """A measure's figures of all stages in one row."""
    found = {row["relationship"]: row for row in figures.filter(measure=name).to_dicts()}
    told = {
        f"{stage}{end}": found.get(stage, {}).get(part)
        for stage in STAGES
        for end, part in (("", "value"), ("_low", "low"), ("_high", "high"))
    }
    return {"measure": name, **told}


PAGE = Page(
    key="relationship",
    path="/relationship",
    name=Words("관계 단계", "Stages of the relationship"),
    group="customers",
    records=("customers", "purchases", "contacts"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("relationship-sizes", _over_time, charts.HEIGHT),
        Table("relationship-moves", _movement),
        Chart("relationship-since", _since, charts.HEIGHT),
        Table("relationship-measures", _measures),
    ],
    filters=("segment",),
)
