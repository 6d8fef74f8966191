"""The department × tier matrix."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.measures.measure import Measure
from analytics.notes import TOO_FEW
from analytics.standing_out import beside_tier
from analytics.targets.target import has_targets
from analytics.targets.verdict import cell_of
from analytics.view import View
from dashboard.address.links import to_cell
from dashboard.address.selection import Selection
from dashboard.charts.behind import (
    Behind,
    Column,
    count_column,
    department_column,
    measure_column,
    tier_column,
)
from dashboard.lake.store import Reading
from dashboard.wording import figure_words as texts
from dashboard.wording import terms
from dashboard.wording.figure import (
    Figure,
    interval_text,
    is_missed,
    show_target,
    target_of,
    value_text,
)
from dashboard.wording.numbers import show_count
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

Tier = str | None

# What is one cell.
CELLS = ("department", "contact_tier")
_NAME_WIDTH, _TIER_WIDTH = 280, 320
_SHADES = {-2: "worse-far", -1: "worse-near", 0: "", 1: "better-near", 2: "better-far"}


def matrix(
    departments: Sequence[str],
    tiers: Sequence[Tier],
    cell: Callable[[str, Tier], html.Td],
    average: Callable[[Tier], str],
    caption: Sequence[Any],
    language: Language,
) -> html.Div:
    """Rows departments, columns tiers, beneath the average of each tier. caption: how to read it."""
    names = [terms.DEPARTMENT.text(language), *(terms.tier_name(tier, language) for tier in tiers)]
    head = html.Tr([html.Th(name, scope="col") for name in names])
    rows = [
        html.Tr([html.Th(department, scope="row"), *(cell(department, tier) for tier in tiers)])
        for department in departments
    ]
    averages = [html.Td(average(tier)) for tier in tiers]
    foot = html.Tr([html.Th(texts.TIER_AVERAGE.text(language), scope="row"), *averages])
    table = html.Table(
        [html.Thead(head), html.Tbody(rows), html.Tfoot(foot)],
        className="matrix",
        style={"maxWidth": _NAME_WIDTH + _TIER_WIDTH * len(tiers)},
    )
    scrolled = html.Div(table, className="scroll", tabIndex=0)
    return html.Div([scrolled, html.P(caption, className="small muted")])


def measure_matrix(
    reading: Reading, measure: Measure, view: View, of_all: View, selection: Selection
) -> tuple[str, html.Div, Behind]:
    """Its title, a measure by department and tier, the worst off beside their tier first, and its figures.

    of_all: the view that averages of tiers are taken over. Each cell is a link to its department and tier.
    """
    language, settings = selection.language, reading.settings
    averages = reading.measure(measure.name, ("contact_tier",), of_all)
    cells = beside_tier(reading.measure(measure.name, CELLS, view), averages, measure)
    found = {(row["department"], row["contact_tier"]): row for row in cells.iter_rows(named=True)}
    of_tier = {row["contact_tier"]: Figure.of(row) for row in averages.iter_rows(named=True)}
    shown = matrix(
        cells["department"].drop_nulls().unique(maintain_order=True).to_list(),
        tiers_in(cells),
        lambda department, tier: _cell(found.get((department, tier)), measure, view, settings, selection),
        lambda tier: value_text(of_tier.get(tier, Figure()), measure, language),
        _caption(measure, settings, language),
        language,
    )
    title = texts.MATRIX.text(language, measure=measure.label.text(language))
    return title, shown, _behind(cells, measure, language)


def tiers_in(cells: pl.DataFrame) -> list[Tier]:
    """The tiers of the rows from high to low, the unknown one last."""
    return [tier for tier in (*CONTACT_TIERS, None) if tier in set(cells["contact_tier"])]


def few_records(settings: Settings, language: Language) -> list[Any]:
    """What hatched cells are, for the lines on how to read a table."""
    least = show_count(settings.definitions.small_n)
    return [html.Span(className="swatch few"), texts.FEW.text(language, least=least)]


def _behind(cells: pl.DataFrame, measure: Measure, language: Language) -> Behind:
    columns = [
        department_column(language),
        tier_column(language),
        measure_column(measure, language),
        count_column(language),
        Column("average", texts.TIER_AVERAGE.text(language), measure.unit),
    ]
    return Behind(cells, columns)


def _cell(
    row: dict[str, Any] | None, measure: Measure, view: View, settings: Settings, selection: Selection
) -> html.Td:
    if row is None or row["n"] == 0:
        return html.Td("–", className="absent")
    figure, language = Figure.of(row), selection.language
    department, tier = row["department"], row["contact_tier"]
    n = texts.OUT_OF.text(language, n=show_count(figure.n))
    value, missed = value_text(figure, measure, language), ""
    target = target_of(measure, settings, cell_of(row, CELLS, view))
    if target is not None and is_missed(figure, target, measure):
        missed = texts.TARGET_MISSED.text(language, target=show_target(target, measure, language))
    mark: list[Any] = [" · ", html.Span(texts.MISSED.text(language), className="missed")] if missed else []
    label = texts.OPEN_CELL.text(
        language, department=department, tier=terms.tier_name(tier, language), value=value
    )
    link = dcc.Link(
        [html.Span(value), html.Span([n, *mark], className="small muted")],
        href=to_cell(department, tier, selection),
        title=" ".join(filter(None, [label, interval_text(figure, measure, language), missed])),
    )
    return html.Td(link, className="few" if figure.note == TOO_FEW else _SHADES[row["shade"]])


def _caption(measure: Measure, settings: Settings, language: Language) -> list[Any]:
    """How to read the shades."""
    if measure.unit == "count":
        return []
    if measure.direction is None:
        return few_records(settings, language)
    return [
        texts.SHADES.text(language),
        html.Span(className="swatch better-far"),
        texts.BETTER_OFF.text(language),
        html.Span(className="swatch worse-far"),
        texts.WORSE_OFF.text(language),
        *few_records(settings, language),
        *([html.Br(), texts.MISSED_MEANS.text(language)] if has_targets(settings, measure.name) else []),
    ]
