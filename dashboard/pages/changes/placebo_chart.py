"""The estimate beside the same one at days and departments where nothing was changed."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.changes.effect import Effect
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES, faded
from dashboard.pages.changes import words as texts
from dashboard.pages.changes.course_chart import why_nothing
from dashboard.pages.changes.shown import ends_text, measure_of
from dashboard.wording.dates import show_date
from dashboard.wording.numbers import show_difference
from warehouse.words import Language

_ROW, _AROUND = 22, 72
HEIGHT = _AROUND + 14 * _ROW


def placebo_chart(one: Effect, selection: Selection) -> go.Figure:
    """A dot with whiskers a row: the change first, then days, then departments."""
    language, measure = selection.language, measure_of(one)
    rows = _rows(one, language)
    if not rows:
        return chart_that_says(why_nothing(one, language), selection, HEIGHT)
    palette = PALETTES[selection.theme]
    chart = canvas(selection, _AROUND + _ROW * len(rows))
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        colour = palette.accent if row["kind"] == "change" else faded(palette.muted, 0.8)
        shown = show_difference(row["value"], row["low"], row["high"], measure.unit, language)
        ends = ends_text(row["low"], row["high"], measure, language)
        tooltip = "\n".join([bold(shown), ends, row["name"]])
        chart.add_trace(dot(row["value"], row["low"], row["high"], height, colour, tooltip))
    names = {len(rows) - place: row["name"] for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    extent = (min(0.0, *(row["low"] for row in rows)), max(0.0, *(row["high"] for row in rows)))
    air = (extent[1] - extent[0]) * 0.05
    extent = (extent[0] - air, extent[1] + air)
    chart.update_xaxes(range=extent, **value_ticks(measure.unit, extent, language, most=3), tickangle=0)
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1})
    return chart


def placebo_caption(one: Effect, language: Language) -> str:
    """How to read it, and how many lie off nothing."""
    outside = one.placebos.filter((pl.col("low") > 0) | (pl.col("high") < 0)).height
    return texts.PLACEBOS_CAPTION.text(language, outside=outside, count=one.placebos.height)


def behind_placebos(one: Effect, language: Language) -> Behind:
    """Every row."""
    columns = [
        Column("name", texts.PICK.text(language)),
        Column("value", texts.EFFECT.text(language), measure_of(one).unit, "low", "high"),
    ]
    return Behind.of(_rows(one, language), columns)


def _rows(one: Effect, language: Language) -> list[dict[str, Any]]:
    if one.effect is None:
        return []
    made = one.effect
    first = {"kind": "change", "name": texts.THE_CHANGE.text(language)}
    change = first | {"value": made.value, "low": made.low, "high": made.high}
    return [change, *(row | {"name": _name(row, language)} for row in one.placebos.iter_rows(named=True))]


def _name(row: dict[str, Any], language: Language) -> str:
    if row["kind"] == "department":
        return str(row["department"])
    return texts.AT.text(language, day=show_date(row["at"], language))
