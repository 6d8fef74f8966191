"""A standard in every department and tier, against the target there."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import (
    Behind,
    Column,
    count_column,
    department_column,
    measure_column,
    tier_column,
)
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, line, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.standards import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.figure import Figure, interval_text, note_text, show_target, value_text
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

_ROW, _AROUND = 24, 64
HEIGHT = _AROUND + 17 * _ROW
_REACH = 0.32


def parts_chart(found: pl.DataFrame, measure: Measure, settings: Settings, selection: Selection) -> go.Figure:
    """A dot with whiskers a row, worst on top. found: rows of `kept`."""
    rows, language = found.drop_nulls("value").to_dicts(), selection.language
    if not rows:
        figure = Figure.of(found.row(0, named=True)) if found.height else Figure()
        return chart_that_says(note_text(figure, measure, settings, language), selection, HEIGHT)
    palette, chart = PALETTES[selection.theme], canvas(selection, _AROUND + _ROW * len(rows))
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        if row["target"] is not None:
            ends = [row["target"]] * 2, [height - _REACH, height + _REACH]
            chart.add_trace(line(*ends, palette.muted, width=2))
        colour = palette.tiers[row["contact_tier"]]
        tooltip = _tooltip(row, measure, language)
        chart.add_trace(dot(row["value"], row["low"], row["high"], height, colour, tooltip))
    names = {len(rows) - place: part_name(row, language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    heights = [row[end] for row in rows for end in ("low", "high", "target") if row[end] is not None]
    extent = value_range(measure.unit, heights)
    return chart.update_xaxes(range=extent, **value_ticks(measure.unit, extent, language))


def behind_parts(found: pl.DataFrame, measure: Measure, language: Language) -> Behind:
    """Every part, with its target and its weeks."""
    columns = [
        department_column(language),
        tier_column(language),
        measure_column(measure, language),
        Column("target", texts.COLUMNS[5].text(language), measure.unit),
        Column("weeks_share", texts.COLUMNS[6].text(language), "share", "weeks_low", "weeks_high"),
        count_column(language),
    ]
    return Behind(found, columns)


def part_name(row: dict[str, Any], language: Language) -> str:
    """The department in its tier."""
    tier = terms.tier_name(row["contact_tier"], language)
    return texts.PLACE.text(language, department=row["department"], tier=tier)


def _tooltip(row: dict[str, Any], measure: Measure, language: Language) -> str:
    figure = Figure.of(row)
    lines = [
        bold(value_text(figure, measure, language)),
        interval_text(figure, measure, language),
        figures.OUT_OF.text(language, n=show_count(figure.n)),
    ]
    if row["target"] is not None:
        lines.append(figures.TARGET.text(language, target=show_target(row["target"], measure, language)))
    return "\n".join([*lines, part_name(row, language)])
