"""The sentence on top and the key figures."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.balance.figures import SIDES
from analytics.balance.sides import Balance
from analytics.notes import NOT_IN_DATA
from analytics.view import View
from dashboard.address.links import to_page
from dashboard.address.selection import Selection
from dashboard.pages.balance import words as texts
from dashboard.pages.balance.shown import Row, ends, side_name, side_title, signed
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language


def balance_finding(found: Balance, view: View, settings: Settings, language: Language) -> html.Div:
    """The side that surest gives way, which others do, and how many were looked at."""
    if found.sides["standing"].count() == 0:
        return notice(texts.ONE_ONLY.text(language), texts.WIDEN.text(language))
    giving = found.giving_way.rows(named=True)
    looked = texts.LOOKED.text(
        language, looks=show_count(found.looks), period=show_period(*view.days, language)
    )
    if not giving:
        return sentence(texts.NONE.text(language), looked, _missing(found, settings, language))
    first, *others = giving
    title = texts.GIVES_WAY.text(
        language,
        department=first["department"],
        side=side_name(first["side"], settings, language),
        size=signed(first["standing"]).lstrip("\N{MINUS SIGN}"),
        interval=ends(first["low"], first["high"]),
    )
    more = ", ".join(_place(row, settings, language) for row in others)
    beside = texts.MORE.text(language, places=more) if more else ""
    return sentence(title, beside, looked, _missing(found, settings, language))


def balance_cards(found: Balance, settings: Settings, selection: Selection) -> list[html.Article]:
    """The department in which each side stands lowest."""
    language = selection.language
    cards = []
    for side in SIDES:
        known = found.sides.filter(side=side).drop_nulls("drawn").sort("drawn", "department")
        if known.height:
            cards.append(_lowest(known.row(0, named=True), settings, selection, language))
    return cards


def _lowest(row: Row, settings: Settings, selection: Selection, language: Language) -> html.Article:
    title = texts.LOWEST.text(language, side=side_title(row["side"], settings, language))
    head = html.P(title, className="card-name small")
    said = texts.STANDING.text(
        language, value=signed(row["drawn"]), interval=ends(row["drawn_low"], row["drawn_high"])
    )
    there = selection.pick(department=row["department"])
    place: Any = dcc.Link(row["department"], href=to_page("/departments", there))
    small = html.P(said, className="small muted")
    footer = texts.SEEN.text(language, n=show_count(row["n"]))
    return card(head, place, [small, html.Div(className="course")], [html.Span(footer)])


def _place(row: Row, settings: Settings, language: Language) -> str:
    return f"{row['department']} · {side_name(row['side'], settings, language)} ({signed(row['standing'])})"


def _missing(found: Balance, settings: Settings, language: Language) -> str:
    """Sides of which nothing is in the data of any department."""
    of_side = found.sides.group_by("side").agg((pl.col("note") == NOT_IN_DATA).fill_null(False).all())
    absent = [side for side in SIDES if dict(of_side.iter_rows()).get(side)]
    names = ", ".join(side_title(side, settings, language) for side in absent)
    return texts.MISSING.text(language, sides=names) if absent else ""
