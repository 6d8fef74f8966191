"""A table of figures: one row per department, one column per measure."""

from collections.abc import Mapping, Sequence

from dash import html

from analytics.measures.measure import Measure
from dashboard.components.definition import defined_name
from dashboard.figure import Figure, interval_text, note_text, value_text
from dashboard.numbers import show_count
from dashboard.selection import Selection
from dashboard.texts import figures as texts
from dashboard.texts import terms
from warehouse.settings import Settings
from warehouse.words import Language


def figures_table(
    rows: Sequence[tuple[str, Mapping[str, Figure]]],
    measures: Sequence[Measure],
    settings: Settings,
    selection: Selection,
) -> html.Div:
    """Each cell holds the value, and beneath it the interval and n; names of measures open definitions."""
    language = selection.language
    head = [
        html.Th(terms.DEPARTMENT.text(language), scope="col"),
        *(html.Th(defined_name(measure, language), scope="col", className="number") for measure in measures),
    ]
    body = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                *(
                    _cell(figures.get(measure.name, Figure()), measure, settings, language)
                    for measure in measures
                ),
            ]
        )
        for name, figures in rows
    ]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="plain figures")
    return html.Div(table, className="scroll", tabIndex=0)


def _cell(figure: Figure, measure: Measure, settings: Settings, language: Language) -> html.Td:
    if figure.value is None:
        return html.Td("–", className="number muted", title=note_text(figure, measure, settings, language))
    beneath = [
        interval_text(figure, measure, language),
        texts.OUT_OF.text(language).format(n=show_count(figure.n)),
    ]
    return html.Td(
        [
            html.Div(value_text(figure, measure, language)),
            *(html.Div(part, className="small muted") for part in beneath),
        ],
        className="number",
    )
