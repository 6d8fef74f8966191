"""The department × tier matrix."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.measures.measure import Measure
from analytics.notes import TOO_FEW
from dashboard.address.links import to_cell
from dashboard.address.selection import Selection
from dashboard.wording import figure_words as texts
from dashboard.wording import terms
from dashboard.wording.figure import Figure, interval_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings

_NAME_WIDTH, _TIER_WIDTH = 280, 320
_SHADES = {-2: "worse-far", -1: "worse-near", 0: "", 1: "better-near", 2: "better-far"}


def tier_matrix(
    cells: pl.DataFrame,
    averages: pl.DataFrame,
    tiers: Sequence[str | None],
    measure: Measure,
    settings: Settings,
    selection: Selection,
) -> html.Div:
    """Rows departments in the order of `cells`, columns tiers, each cell a link to its department and tier.

    cells: as `dashboard.parts.beside_tier.beside_tier` gives them. averages: the measure by contact_tier.
    """
    found = {(row["department"], row["contact_tier"]): row for row in cells.iter_rows(named=True)}
    of_tier = {row["contact_tier"]: Figure.of(row) for row in averages.iter_rows(named=True)}
    departments = list(dict.fromkeys(department for department, _ in found if department is not None))
    table = html.Table(
        [
            html.Thead(_header(tiers, selection)),
            html.Tbody([_row(name, tiers, found, measure, selection) for name in departments]),
            html.Tfoot(_averages(tiers, of_tier, measure, selection)),
        ],
        className="matrix",
        style={"maxWidth": _NAME_WIDTH + _TIER_WIDTH * len(tiers)},
    )
    reading = html.P(_reading(measure, settings, selection), className="small muted")
    return html.Div([html.Div(table, className="scroll", tabIndex=0), reading])


def _header(tiers: Sequence[str | None], selection: Selection) -> html.Tr:
    names = [terms.tier_name(tier, selection.language) for tier in tiers]
    department = html.Th(terms.DEPARTMENT.text(selection.language), scope="col")
    return html.Tr([department, *(html.Th(name, scope="col") for name in names)])


def _row(
    department: str,
    tiers: Sequence[str | None],
    found: dict[tuple[str, str | None], dict[str, Any]],
    measure: Measure,
    selection: Selection,
) -> html.Tr:
    cells = [_cell(department, tier, found.get((department, tier)), measure, selection) for tier in tiers]
    return html.Tr([html.Th(department, scope="row"), *cells])


def _cell(
    department: str, tier: str | None, row: dict[str, Any] | None, measure: Measure, selection: Selection
) -> html.Td:
    if row is None or row["n"] == 0:
        return html.Td("–", className="absent")
    figure, language = Figure.of(row), selection.language
    n = texts.OUT_OF.text(language).format(n=show_count(figure.n))
    value = value_text(figure, measure, language)
    label = texts.OPEN_CELL.text(language).format(
        department=department, tier=terms.tier_name(tier, language), value=value
    )
    link = dcc.Link(
        [html.Span(value), html.Span(n, className="small muted")],
        href=to_cell(department, tier, selection),
        title=f"{label} {interval_text(figure, measure, language)}".strip(),
    )
    is_few = figure.note == TOO_FEW
    return html.Td(link, className="few" if is_few else _SHADES[row["shade"]])


def _averages(
    tiers: Sequence[str | None], of_tier: dict[str | None, Figure], measure: Measure, selection: Selection
) -> html.Tr:
    language = selection.language
    values = [value_text(of_tier.get(tier, Figure()), measure, language) for tier in tiers]
    name = html.Th(texts.TIER_AVERAGE.text(language), scope="row")
    return html.Tr([name, *(html.Td(value) for value in values)])


def _reading(measure: Measure, settings: Settings, selection: Selection) -> list[Any]:
    """How to read the shades."""
    least = show_count(settings.definitions.small_n)
    few = [html.Span(className="swatch few"), texts.FEW.text(selection.language).format(least=least)]
    if measure.unit == "count":
        return []
    if measure.direction is None:
        return few
    return [
        texts.SHADES.text(selection.language),
        html.Span(className="swatch better-far"),
        texts.BETTER_OFF.text(selection.language),
        html.Span(className="swatch worse-far"),
        texts.WORSE_OFF.text(selection.language),
        *few,
    ]
