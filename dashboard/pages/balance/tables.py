"""The three sides as a table, the figures of one department, and what they mean."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.balance.figures import SIDES, SideFigure, figures
from analytics.balance.sides import Balance
from analytics.notes import NOT_IN_DATA
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column, tier_column
from dashboard.pages.balance import words as texts
from dashboard.pages.balance.shown import Row, ends, side_title, signed, to_department
from dashboard.pages.balance.sides_chart import leader_name
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_value
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

_NAME_WIDTH, _CELL_WIDTH = 200, 210
_HALF = {"share": 0.004, "money": 0.5, "score": 0.005}


def sides_table(found: Balance, leading: pl.DataFrame, settings: Settings, language: Language) -> html.Div:
    """A row per department: the three sides, and who leads."""
    heads = [texts.DEPARTMENT.text(language), *(side_title(side, settings, language) for side in SIDES)]
    head = [*heads, texts.LEADER.text(language)]
    cells = {(row["department"], row["side"]): row for row in found.sides.iter_rows(named=True)}
    rows = [
        [
            html.Th(name, scope="row"),
            *(_side_cell(cells[name, side], language) for side in SIDES),
            html.Td(leader_name(leading, name, language)),
        ]
        for name in found.sides["department"].unique(maintain_order=True)
    ]
    smallest = f"{settings.balance.smallest_distance:g}"
    caption = texts.TABLE_CAPTION.text(language, smallest=smallest)
    return _matrix(head, rows, caption)


def figures_table(found: Balance, department: str, settings: Settings, there: Selection) -> html.Div:
    """Of one department: rows are figures, columns tiers."""
    language = there.language
    own = found.cells.filter(department=department)
    if own.is_empty():
        return html.Div(html.P(texts.NO_FIGURES.text(language), className="muted"))
    tiers = [tier for tier in CONTACT_TIERS if tier in set(own["contact_tier"])]
    cells = {(row["figure"], row["contact_tier"]): row for row in own.iter_rows(named=True)}
    rows = []
    for side in SIDES:
        of_side = [one for one in figures(settings).values() if one.side == side]
        known = [one for one in of_side if any((one.name, tier) in cells for tier in tiers)]
        rows += [
            [
                html.Th(
                    [html.Div(one.label.text(language)), _small(side_title(side, settings, language))],
                    scope="row",
                ),
                *(_figure_cell(cells.get((one.name, tier)), one, there, language) for tier in tiers),
            ]
            for one in known
        ]
    head = [texts.WHICH.text(language), *(terms.tier_name(tier, language) for tier in tiers)]
    least = show_count(settings.definitions.small_n)
    return _matrix(head, rows, texts.FIGURES_CAPTION.text(language, least=least))


def behind_figures(found: Balance, settings: Settings, language: Language) -> Behind:
    """Every figure of every department and tier."""
    asked = figures(settings)
    rows = [
        row
        | {
            "label": asked[row["figure"]].label.text(language),
            "side_name": side_title(row["side"], settings, language),
        }
        for row in found.cells.iter_rows(named=True)
    ]
    columns = [
        Column("department", texts.DEPARTMENT.text(language)),
        tier_column(language),
        Column("side_name", texts.SIDE.text(language)),
        Column("label", texts.WHICH.text(language)),
        Column("value", texts.VALUE.text(language), "ratio"),
        Column("usual", texts.USUAL.text(language), "ratio"),
        Column("standing", texts.PLAIN.text(language), "ratio", "low", "high"),
        count_column(language),
    ]
    return Behind.of(rows, columns)


def meanings(settings: Settings, language: Language) -> html.Div:
    """What each figure is, which records it needs, and which way is better."""
    rows = [
        [
            one.label.text(language),
            side_title(one.side, settings, language),
            one.meaning.text(language),
            one.needs.text(language),
            (texts.MORE_IS_BETTER if one.sign > 0 else texts.LESS_IS_BETTER).text(language),
        ]
        for one in figures(settings).values()
    ]
    return plain_table(texts.MEANING_COLUMNS, rows, language, numbers_from=len(texts.MEANING_COLUMNS))


def _side_cell(row: Row, language: Language) -> html.Td:
    if row["standing"] is None:
        words = texts.NOT_ASKED if row["note"] == NOT_IN_DATA else texts.NOBODY_BESIDE
        return html.Td(words.text(language), className="few")
    # Alone, without a spread, there is no interval.
    interval = "" if row["low"] is None else f"{ends(row['low'], row['high'])} · n {show_count(row['n'])}"
    parts: list[Any] = [html.Div(signed(row["standing"])), _small(interval)]
    if row["gives_way"]:
        parts.append(html.Div(texts.YES.text(language)))
    return html.Td(parts, className="worse-far" if row["gives_way"] else "")


def _figure_cell(row: Row | None, figure: SideFigure, there: Selection, language: Language) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    href = to_department(figure.behind, row["department"], there, row["contact_tier"])
    distance = texts.DISTANCE.text(
        language,
        standing=signed(row["standing"]),
        interval=ends(row["low"], row["high"]),
        n=f"{show_count(row['n'])} {figure.n.text(language)}",
    )
    if row["value"] is None:
        return html.Td(dcc.Link([html.Span("–"), _small(distance)], href=href), className="few")
    value, usual = (
        show_value(row[name], _HALF[figure.unit], figure.unit, language) for name in ("value", "usual")
    )
    shown = html.Span(texts.OTHERS.text(language, value=value, usual=usual))
    return html.Td(dcc.Link([shown, _small(distance)], href=href))


def _small(text: str) -> html.Div:
    return html.Div(text, className="small muted")


def _matrix(head: list[str], rows: list[list[Any]], caption: str) -> html.Div:
    width = {"minWidth": _NAME_WIDTH + _CELL_WIDTH * (len(head) - 1)}
    names = html.Tr([html.Th(name, scope="col") for name in head])
    table = html.Table(
        [html.Thead(names), html.Tbody([html.Tr(row) for row in rows])], className="matrix", style=width
    )
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )
