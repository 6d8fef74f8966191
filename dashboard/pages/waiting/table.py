"""A table of figures: one row per department within its tier, one column per measure."""

from collections.abc import Mapping, Sequence

from dash import html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.lake.store import Reading
from dashboard.pages.waiting import words as texts
from dashboard.parts.definition import defined_name
from dashboard.parts.matrix import CELLS
from dashboard.wording import figure_words, terms
from dashboard.wording.figure import Figure, interval_text, note_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

Rows = Sequence[tuple[str, Mapping[str, Figure]]]


def waiting_table(reading: Reading, selection: Selection, view: View, names: Sequence[str]) -> html.Div:
    """Departments within each tier, longest waits first: across tiers they are not compared."""
    measures = [find_measure(name) for name in names]
    groups = [
        (terms.tier_name(tier, selection.language), rows) for tier, rows in _read(reading, view, measures)
    ]
    table = _figures_table(groups, measures, reading.settings, selection)
    caption = html.P(texts.TABLE_CAPTION.text(selection.language), className="small muted")
    return html.Div([table, caption])


def behind_waiting(reading: Reading, view: View, names: Sequence[str], language: Language) -> Behind:
    """The same rows, each measure with its interval and n."""
    measures = [find_measure(name) for name in names]
    rows = [
        {"contact_tier": tier, "department": department}
        | {
            f"{name}_{part}": getattr(figure, part)
            for name, figure in figures.items()
            for part in ("value", "low", "high", "n")
        }
        for tier, departments in _read(reading, view, measures)
        for department, figures in departments
    ]
    columns = [tier_column(language), department_column(language)]
    for measure in measures:
        label, name = measure.label.text(language), measure.name
        count = figure_words.COUNT_OF.text(language, measure=label)
        columns += [
            Column(f"{name}_value", label, measure.unit, f"{name}_low", f"{name}_high"),
            Column(f"{name}_n", count, "count"),
        ]
    return Behind.of(rows, columns)


def _read(reading: Reading, view: View, measures: Sequence[Measure]) -> Sequence[tuple[str | None, Rows]]:
    """The departments of each tier, longest waits first."""
    figures: dict[str | None, dict[str, dict[str, Figure]]] = {}
    for measure in measures:
        split = reading.measure(measure.name, CELLS, view).drop_nulls("department")
        for row in split.iter_rows(named=True):
            of_tier = figures.setdefault(row["contact_tier"], {})
            of_tier.setdefault(row["department"], {})[measure.name] = Figure.of(row)
    return [
        (tier, sorted(figures[tier].items(), key=_longest_first))
        for tier in (*CONTACT_TIERS, None)
        if tier in figures
    ]


def _longest_first(row: tuple[str, Mapping[str, Figure]]) -> tuple[float, str]:
    department, figures = row
    return -(figures["wait_p90"].value or 0), department


def _figures_table(
    groups: Sequence[tuple[str, Rows]],
    measures: Sequence[Measure],
    settings: Settings,
    selection: Selection,
) -> html.Div:
    """Each cell holds the value, and beneath it the interval and n; names of measures open definitions.

    groups: the rows that may be compared with each other under a name; a row is a department and its figures
    by measure.
    """
    language = selection.language
    head = [
        html.Th(terms.DEPARTMENT.text(language), scope="col"),
        *(html.Th(defined_name(measure, language), scope="col", className="number") for measure in measures),
    ]
    bodies = [
        html.Tbody(
            [
                html.Tr(html.Th(name, scope="rowgroup", colSpan=len(head)), className="group"),
                *(_row(department, figures, measures, settings, language) for department, figures in rows),
            ]
        )
        for name, rows in groups
    ]
    table = html.Table([html.Thead(html.Tr(head)), *bodies], className="plain figures")
    return html.Div(table, className="scroll", tabIndex=0)


def _row(
    department: str,
    figures: Mapping[str, Figure],
    measures: Sequence[Measure],
    settings: Settings,
    language: Language,
) -> html.Tr:
    cells = [_cell(figures.get(measure.name, Figure()), measure, settings, language) for measure in measures]
    return html.Tr([html.Th(department, scope="row"), *cells])


def _cell(figure: Figure, measure: Measure, settings: Settings, language: Language) -> html.Td:
    if figure.value is None:
        shown, why = (
            value_text(figure, measure, language),
            note_text(figure, measure, settings, language),
        )
        return html.Td(shown, className="number muted", title=why)
    beneath = [
        interval_text(figure, measure, language),
        figure_words.OUT_OF.text(language, n=show_count(figure.n)),
    ]
    return html.Td(
        [
            html.Div(value_text(figure, measure, language)),
            *(html.Div(part, className="small muted") for part in beneath),
        ],
        className="number",
    )
