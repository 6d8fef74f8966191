"""Customers' own contact level: groups by frequency and depth, what they are worth and need, and who
moved.
"""

from dataclasses import replace

import polars as pl
from dash import html

from analytics.contact_level.groups import LEFT, balance, movement, movers, read_moves, sizes
from analytics.contact_level.lists import LEVEL_NAMES, of_move
from analytics.contact_level.needs import measures_by_level, needs_together
from analytics.contact_level.worth import worth
from analytics.finished import last_finished
from analytics.grouped_facts import sampled_one_in
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.contact_level import facts, tables
from dashboard.pages.contact_level import words as texts
from dashboard.parts.moves import Row, behind_moves, moves_table, sampled
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.wording.numbers import show_count
from warehouse.words import Words

_NEEDS = ("reason", "channel")


def _view(selection: Selection, span: Span) -> View:
    """The days that are over of those looked at, and what is picked."""
    view = selection.view(span).alone()
    since, until = view.days
    return replace(view, since=min(since, last_finished(span)), until=min(until, last_finished(span)))


def _there(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days, which groups are told by."""
    since, until = _view(selection, span).days
    return replace(selection, since=since, until=until)


def _moves(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(read_moves, _view(selection, span))


def _one_in(reading: Reading, selection: Selection, span: Span) -> int:
    """Of how many customers one counts where their contacts are looked at one by one."""
    return sampled_one_in(int(_moves(reading, selection, span)["customers"].sum()))


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not sizes(_moves(reading, selection, span))["customers"].sum()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    moves, settings = _moves(reading, selection, span), reading.settings
    days = _view(selection, span).days
    return facts.finding(sizes(moves), balance(moves, settings), days, settings, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return facts.cards(sizes(_moves(reading, selection, span)), _there(selection, span))


def _worth(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = reading.ask(worth, _view(selection, span)), selection.language
    return Drawn(
        texts.WORTH.text(language),
        facts.worth_chart(found, selection),
        facts.behind_worth(found, language).over(_view(selection, span).days),
        texts.WORTH_CAPTION.text(language),
    )


def _groups(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, moves = _view(selection, span), _moves(reading, selection, span)
    left = movement(moves, reading.settings).filter(to=LEFT)
    one_in = _one_in(reading, selection, span)
    measured = reading.ask(measures_by_level, tables.MEASURES, view, one_in)
    rows = tables.groups_of(sizes(moves), reading.ask(worth, view), left, measured)
    behind = tables.behind_groups(rows, selection.language).over(view.days)
    table = sampled(tables.groups_table(rows, _there(selection, span)), one_in, selection.language)
    return Laid(texts.GROUPS.text(selection.language), table, behind)


def _movement(reading: Reading, selection: Selection, span: Span) -> Laid:
    language, settings = selection.language, reading.settings
    found, there = _moves(reading, selection, span), _there(selection, span)
    moves = movement(found, settings)
    met = {(row["start"], row["to"]) for row in found.to_dicts() if row["contacts"]}

    def href(row: Row) -> str:
        way = (row["start"], row["to"])
        return to_contacts(of_move(*way), there) if way in met else ""

    caption = texts.MOVES_CAPTION.text(language, least=show_count(settings.definitions.small_n))
    table = moves_table(moves, LEVEL_NAMES, language, href)
    behind = behind_moves(moves, LEVEL_NAMES, language).over(_view(selection, span).days)
    return Laid(
        texts.MOVES.text(language), html.Div([table, html.P(caption, className="small muted")]), behind
    )


def _needs(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = _view(selection, span), selection.language
    one_in = _one_in(reading, selection, span)
    found = reading.ask(needs_together, _NEEDS, view, one_in)
    rows = tables.needs_of(found, language)
    behind = tables.behind_needs(rows, language).over(view.days)
    table = sampled(tables.needs_table(rows, language), one_in, language)
    return Laid(texts.NEEDS.text(language), table, behind)


def _movers(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, settings = _view(selection, span), reading.settings
    found = reading.ask(movers, view)
    moved = balance(_moves(reading, selection, span), settings)
    table = tables.movers_table(found, moved, _there(selection, span), settings)
    behind = tables.behind_movers(found, selection.language).over(view.days)
    return Laid(texts.MOVERS.text(selection.language), table, behind)


PAGE = Page(
    key="contactlevel",
    path="/contactlevel",
    name=Words("고객의 접촉 수준", "Customers' contact level"),
    group="customers",
    records=("contacts", "customers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("contactlevel-worth", _worth, facts.HEIGHT),
        Table("contactlevel-groups", _groups),
        Table("contactlevel-moves", _movement),
        Table("contactlevel-movers", _movers),
        Table("contactlevel-needs", _needs),
    ],
    filters=("segment",),
)
