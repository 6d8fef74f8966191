"""The figures behind the chart of service quality, each with its definition and its contacts."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.measures.servqual import gap_name, perceived_name
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.satisfaction import words as texts
from dashboard.parts.definition import defined_name
from dashboard.parts.table import plain_table
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

NONE = "–"


def quality_table(rows: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per dimension, the widest shortfall first.

    rows: as `analytics.satisfaction.servqual.servqual` gives them.
    """
    ordered = rows.sort("gap", nulls_last=True, maintain_order=True)
    cells = [_cells(row, selection) for row in ordered.iter_rows(named=True)]
    return plain_table(texts.QUALITY_COLUMNS, cells, selection.language, numbers_from=1)


def _cells(row: dict[str, Any], selection: Selection) -> list[Any]:
    language, dimension = selection.language, row["dimension"]
    gap, perceived = find_measure(gap_name(dimension)), find_measure(perceived_name(dimension))
    name = gap.label.text(language)
    link = dcc.Link(
        figures.SEE_CONTACTS.text(language),
        href=to_contacts(gap.name, selection),
        title=figures.SEE_CONTACTS_OF.text(language, measure=name),
    )
    return [
        defined_name(gap, language),
        *_figure(row, "gap", language),
        _figure(row, "expected", language)[0],
        show_count(row["n"]),
        defined_name(perceived, language),
        *_figure(row, "perceived", language),
        show_count(row["perceived_n"]),
        link,
    ]


def _figure(row: dict[str, Any], part: str, language: Language) -> tuple[str, str]:
    """A value and its interval as texts."""
    value, low, high = row[part], row[f"{part}_low"], row[f"{part}_high"]
    if value is None:
        return NONE, NONE
    return show_estimate(value, low, high, "score", language), show_interval(low, high, "score", language)
