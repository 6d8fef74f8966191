"""A driver's share of the leaving by department and tier."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.notes import TOO_FEW
from dashboard.address.links import to_cell
from dashboard.address.selection import Selection
from dashboard.pages.drivers import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

_NAME_WIDTH, _TIER_WIDTH = 280, 320
Row = Mapping[str, Any]


def share_matrix(
    cells: pl.DataFrame, averages: pl.DataFrame, settings: Settings, selection: Selection
) -> html.Div:
    """Rows departments in the order of `cells`, columns tiers; worse where the difference
    from the tier lies clearly above 0, better where below.

    cells: as `analytics.drivers.importance.places_of` gives them; averages: the same by tier.
    """
    found = {(row["department"], row["contact_tier"]): row for row in cells.iter_rows(named=True)}
    of_tier = {row["contact_tier"]: row for row in averages.iter_rows(named=True)}
    tiers = [tier for tier in (*CONTACT_TIERS, None) if tier in of_tier]
    departments = list(dict.fromkeys(department for department, _ in found))
    language = selection.language
    head = _head(tiers, language)
    body = [
        html.Tr(
            [
                html.Th(department, scope="row"),
                *(_cell(found.get((department, tier)), selection) for tier in tiers),
            ]
        )
        for department in departments
    ]
    foot = html.Tr(
        [
            html.Th(figures.TIER_AVERAGE.text(language), scope="row"),
            *(html.Td(_value(of_tier[tier], selection)) for tier in tiers),
        ]
    )
    table = html.Table(
        [html.Thead(head), html.Tbody(body), html.Tfoot(foot)],
        className="matrix",
        style={"maxWidth": _NAME_WIDTH + _TIER_WIDTH * len(tiers)},
    )
    return html.Div([html.Div(table, className="scroll", tabIndex=0), _reading(settings, selection)])


def _head(tiers: Sequence[str | None], language: Language) -> html.Tr:
    names = [terms.DEPARTMENT.text(language), *(terms.tier_name(tier, language) for tier in tiers)]
    return html.Tr([html.Th(name, scope="col") for name in names])


def _cell(row: Row | None, selection: Selection) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    language = selection.language
    n = texts.N.text(language).format(n=show_count(row["n"]))
    interval = show_interval(row["low"], row["high"], "share", language) if row["share"] is not None else ""
    link = dcc.Link(
        [
            html.Span(_value(row, selection)),
            html.Span(f"{interval} · {n}" if interval else n, className="small muted"),
        ],
        href=to_cell(row["department"], row["contact_tier"], selection),
    )
    return html.Td(link, className="few" if row["note"] == TOO_FEW else _shade(row))


def _shade(row: Row) -> str:
    if row["difference"] is None:
        return ""
    if row["difference_low"] > 0:
        return "worse-near"
    return "better-near" if row["difference_high"] < 0 else ""


def _value(row: Row, selection: Selection) -> str:
    if row["share"] is None:
        return "–"
    return show_value(row["share"], (row["high"] - row["low"]) / 2, "share", selection.language)


def _reading(settings: Settings, selection: Selection) -> html.P:
    language = selection.language
    least = figures.FEW.text(language).format(least=show_count(settings.definitions.small_n))
    return html.P(
        [
            texts.PLACES_READING.text(language),
            html.Span(className="swatch better-near"),
            texts.LESS.text(language),
            html.Span(className="swatch worse-near"),
            texts.MORE.text(language),
            html.Span(className="swatch few"),
            least,
        ],
        className="small muted",
    )
