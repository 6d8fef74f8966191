"""Reservations: booked against walk-in at equal hour, no-shows, punctuality, and the load over the hours."""

from typing import Any

import polars as pl
from dash import html

from analytics.reservations.load import levelled
from analytics.reservations.punctuality import lateness, punctuality, punctuality_of
from analytics.reservations.waits import booked_waits
from analytics.statistics.levelness import Levelness
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.reservations import charts, facts
from dashboard.pages.reservations import words as texts
from dashboard.pages.reservations.split import SPLIT_PICKER, split_name, split_of
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from warehouse.words import Words

MEASURES = ("no_show", "appointment_kept")


def _waits(reading: Reading, selection: Selection, span: Span, by: str | None = None) -> pl.DataFrame:
    return reading.ask(booked_waits, by, selection.view(span))


def _whole(reading: Reading, selection: Selection, span: Span) -> dict[str, Any]:
    """Of all; every figure null where none can be told."""
    found = _waits(reading, selection, span)
    return found.row(0, named=True) if len(found) else dict.fromkeys(found.columns)


def _level(reading: Reading, selection: Selection, span: Span) -> Levelness | None:
    return reading.ask(levelled, selection.view(span))


def _lateness(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(lateness, None, selection.view(span))


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    booked = reading.measure("contacts", ("is_booked",), selection.view(span))
    return booked.drop_nulls("is_booked").is_empty()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    if _is_empty(reading, selection, span):
        return facts.nothing_booked(selection.language)
    return facts.finding(_whole(reading, selection, span), _level(reading, selection, span), selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    language = selection.language
    late = punctuality_of(_lateness(reading, selection, span), None, reading.settings.definitions.small_n)
    sides = {row["side"]: row for row in late.iter_rows(named=True)}
    return [
        facts.ratio_card(_whole(reading, selection, span), language),
        *(measure_card(reading, name, selection, span) for name in MEASURES),
        facts.side_card(texts.CAME, sides.get("customer"), language),
        facts.side_card(texts.BEGAN, sides.get("service"), language),
        facts.level_card(_level(reading, selection, span), language),
    ]


def _ratios(reading: Reading, selection: Selection, span: Span) -> Drawn:
    """Of all, then by channel and by department."""
    language = selection.language
    whole = _waits(reading, selection, span).with_columns(name=pl.lit(texts.IN_ALL.text(language)))
    parts = [
        _waits(reading, selection, span, by).drop_nulls(by).rename({by: "name"})
        for by in ("channel", "department")
    ]
    known = pl.concat([whole, *parts], how="diagonal").drop_nulls("ratio")
    chart = charts.waits_chart(known, selection)
    return Drawn(texts.WAITS.text(language), chart, charts.behind_waits(known, language))


def _late(reading: Reading, selection: Selection, span: Span) -> Drawn:
    shares = charts.lateness_shares(_lateness(reading, selection, span))
    chart = charts.lateness_chart(shares, selection)
    return Drawn(
        texts.LATENESS.text(selection.language), chart, charts.behind_lateness(shares, selection.language)
    )


def _load(reading: Reading, selection: Selection, span: Span) -> Drawn:
    level, language = _level(reading, selection, span), selection.language
    return Drawn(
        texts.LOAD.text(language), charts.load_chart(level, selection), charts.behind_load(level, language)
    )


def _no_shows(reading: Reading, selection: Selection, span: Span) -> Laid:
    dimension, language = split_of(selection, reading.settings), selection.language
    name = split_name(selection, reading.settings)
    figures = reading.measure("no_show", (dimension,), selection.view(span))
    table = facts.no_show_table(figures, dimension, name, selection)
    least = reading.settings.definitions.small_n
    table.children.append(html.P(texts.NO_SHOWS_CAPTION.text(language, least=least), className="small muted"))
    behind = facts.behind_no_shows(figures, dimension, name, language)
    return Laid(texts.NO_SHOWS.text(language, dimension=name), table, behind)


def _punctual(reading: Reading, selection: Selection, span: Span) -> Laid:
    dimension, language = split_of(selection, reading.settings), selection.language
    name = split_name(selection, reading.settings)
    found = reading.ask(punctuality, dimension, selection.view(span))
    table = facts.punctual_table(found, dimension, name, language)
    behind = facts.behind_punctual(found, dimension, name, language)
    return Laid(texts.PUNCTUAL.text(language, dimension=name), table, behind)


PAGE = Page(
    key="reservations",
    path="/reservations",
    name=Words("예약", "Reservations"),
    group="experience",
    records=("contacts",),
    finding=_finding,
    cards=_cards,
    card_count=6,
    measures=MEASURES,
    is_compared=True,
    is_empty=_is_empty,
    parts=[
        Chart("reservations-waits", _ratios, charts.HEIGHT, texts.WAITS_CAPTION),
        Row(
            [
                Chart("reservations-late", _late, charts.HEIGHT, texts.LATENESS_CAPTION),
                Chart("reservations-load", _load, charts.HEIGHT, texts.LOAD_CAPTION),
            ]
        ),
        Table("reservations-no-shows", _no_shows, head=[SPLIT_PICKER]),
        Table("reservations-punctual", _punctual),
    ],
)
