"""Channels: main and auxiliary side by side, one stop, hand-overs, and how alike channels are."""

from typing import Any

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.channels.beside import compared
from analytics.channels.cells import channel_cells
from analytics.channels.consistency import how_alike
from analytics.channels.hand_overs import hand_overs, recorded_hand_overs
from analytics.channels.roles import Roles
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.channels import charts
from dashboard.pages.channels import words as texts
from dashboard.pages.channels.beside_table import behind_beside, beside_table
from dashboard.pages.channels.finding import channels_finding, side_name
from dashboard.pages.channels.pickers import (
    AUXILIARY_PICKER,
    FIGURE_PICKER,
    MAIN_PICKER,
    picked_figure,
    picked_roles,
)
from dashboard.pages.channels.ways_tables import behind_recorded, behind_ways, recorded_table, ways_table
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import sentence
from dashboard.wording.figure import Figure
from warehouse.words import Words

CARDS = ("contacts", "csat_mean", "one_stop", "repeat_same_reason", "failure", "cost_per_contact")


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not reading.measure("contacts", (), selection.view(span))["n"].item()


def _cells(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(channel_cells, selection.view(span))


def _roles(reading: Reading, selection: Selection, span: Span) -> Roles | None:
    return picked_roles(reading, selection, selection.view(span))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    language = selection.language
    if _is_empty(reading, selection, span):
        return sentence(texts.NO_CONTACTS.text(language))
    roles = _roles(reading, selection, span)
    if roles is None:
        return sentence(texts.ONE_CHANNEL.text(language), texts.NEEDS_CHANNELS.text(language))
    cells = _cells(reading, selection, span)
    spreads, _ = how_alike(cells, reading.settings)
    rows = compared(cells, roles, reading.settings)
    return channels_finding(roles, rows, spreads, selection.days(span), selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _beside(reading: Reading, selection: Selection, span: Span) -> Laid:
    language, roles = selection.language, _roles(reading, selection, span)
    if roles is None:
        title: Any = texts.ONE_CHANNEL.text(language)
        return Laid(title, html.Div(html.P(texts.NEEDS_CHANNELS.text(language), className="muted")))
    cells = _cells(reading, selection, span)
    rows = compared(cells, roles, reading.settings)
    main, auxiliary = (
        int(cells.filter(pl.col("channel").is_in(list(side)))["contacts"].sum()) for side in roles
    )
    title = texts.BESIDE.text(language, main=side_name(roles.main), auxiliary=side_name(roles.auxiliary))
    table = beside_table(roles, rows, (main, auxiliary), selection)
    return Laid(title, table, behind_beside(roles, rows, language))


def _one_stop(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view = selection.view(span)
    whole = Figure.of(reading.measure("one_stop", (), view).row(0, named=True))
    by_channel = reading.measure("one_stop", ("channel",), view)
    return Drawn(
        texts.ONE_STOP.text(selection.language),
        charts.one_stop_chart(by_channel, whole, selection),
        charts.behind_one_stop(by_channel, selection.language),
    )


def _levels(reading: Reading, selection: Selection, span: Span) -> Drawn:
    language, figure = selection.language, picked_figure(selection)
    spreads, channels = how_alike(_cells(reading, selection, span), reading.settings)
    of_figure = channels.filter(figure=figure)
    spread = spreads.filter(figure=figure).row(0, named=True)
    least = reading.settings.definitions.small_n
    return Drawn(
        texts.LEVELS.text(language, figure=find_measure(figure).label.text(language)),
        charts.levels_chart(of_figure, figure, least, selection),
        charts.behind_levels(of_figure, figure, language),
        charts.levels_caption(spread, language),
    )


def _ways(reading: Reading, selection: Selection, span: Span) -> Laid:
    ways, language = reading.ask(hand_overs, selection.view(span)), selection.language
    table = ways_table(ways, reading.settings, selection)
    return Laid(texts.WAYS.text(language), table, behind_ways(ways, language))


def _recorded(reading: Reading, selection: Selection, span: Span) -> Laid:
    recorded, language = reading.ask(recorded_hand_overs, selection.view(span)), selection.language
    table = recorded_table(recorded, selection)
    return Laid(texts.RECORDED.text(language), table, behind_recorded(recorded, language))


PAGE = Page(
    key="channels",
    path="/channels",
    name=Words("채널", "Channels"),
    group="strategy",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    card_count=len(CARDS),
    is_compared=True,
    measures=CARDS,
    is_empty=_is_empty,
    parts=[
        Table("channels-beside", _beside, head=[MAIN_PICKER, AUXILIARY_PICKER]),
        Row(
            [
                Chart(
                    "channels-one-stop",
                    _one_stop,
                    charts.HEIGHT,
                    texts.ONE_STOP_CAPTION,
                    leads=True,
                ),
                Chart("channels-levels", _levels, charts.HEIGHT, head=[FIGURE_PICKER], leads=True),
            ]
        ),
        Table("channels-ways", _ways),
        Table("channels-recorded", _recorded),
    ],
)
