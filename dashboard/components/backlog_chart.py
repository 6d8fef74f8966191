"""Failures in, recoveries out and what is open, over time."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.catalogue import find_measure
from analytics.recovery.backlog import Backlog
from dashboard.components.axes import Range, date_range, date_ticks, spread, value_range, value_ticks
from dashboard.components.blank import chart_that_says
from dashboard.components.chart_text import bold
from dashboard.dates import Step, show_step, step_end
from dashboard.numbers import show_count
from dashboard.selection import Selection
from dashboard.texts import recovery as texts
from dashboard.theme import PALETTES, TEMPLATES, Palette
from warehouse.words import Language, Words

HEIGHT = 300
_LABEL_GAP = 0.075

Row = dict[str, Any]


def backlog_chart(found: Backlog, step: Step, selection: Selection) -> go.Figure:
    """Three lines a day, named at their ends; pieces to periods that are not complete are dashed."""
    language, palette = selection.language, PALETTES[selection.theme]
    rows = found.periods.with_columns(pl.col("failures", "recovered") / pl.col("days")).to_dicts()
    if not rows:
        return chart_that_says(texts.NO_FAILURES.text(language), selection, HEIGHT)
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    lines = [line for line in _lines(palette) if rows[0][line[0]] is not None]
    counts = [float(row[column]) for row in rows for column, _, _ in lines]
    unit = find_measure("contacts")
    extent = value_range(unit, counts)
    for column, name, colour in lines:
        chart.add_traces(_line(rows, column, name, colour, step, language))
    periods = [row["period"] for row in rows]
    chart.update_yaxes(range=extent, **value_ticks(unit, extent, language))
    chart.update_xaxes(range=date_range(periods), **date_ticks(periods, step, language))
    _add_names(chart, rows[-1], lines, extent, language)
    return chart


def backlog_title(found: Backlog, language: Language) -> str:
    """Failures and recoveries a day, and the failures open on a day, over the periods."""
    if found.periods.is_empty() or found.open_days is None:
        return texts.BACKLOG_TITLE_PLAIN.text(language)
    days = pl.col("days")
    means = found.periods.select(
        pl.col("failures", "recovered").sum() / days.sum(), (pl.col("backlog") * days).sum() / days.sum()
    )
    shown = {name: show_count(round(value)) for name, value in means.row(0, named=True).items()}
    return texts.BACKLOG_TITLE.text(language).format(**shown)


def backlog_reading(found: Backlog, language: Language) -> str:
    """How the open failures are counted."""
    if found.open_days is None:
        return texts.BACKLOG_READING_PLAIN.text(language)
    return texts.BACKLOG_READING.text(language).format(days=found.open_days)


def _lines(palette: Palette) -> Sequence[tuple[str, Words, str]]:
    return (
        ("failures", texts.FAILURES, palette.worse),
        ("recovered", texts.RECOVERED, palette.accent),
        ("backlog", texts.OPEN, palette.muted),
    )


def _line(
    rows: Sequence[Row], column: str, name: Words, colour: str, step: Step, language: Language
) -> list[go.Scatter]:
    whole = [row[column] if row["is_complete"] else None for row in rows]
    days = [row["period"] for row in rows]
    dashed = [
        go.Scatter(
            x=[first["period"], second["period"]],
            y=[first[column], second[column]],
            mode="lines",
            line={"color": colour, "width": 2, "dash": "dash"},
            hoverinfo="skip",
        )
        for first, second in pairwise(rows)
        if not (first["is_complete"] and second["is_complete"])
    ]
    solid = go.Scatter(x=days, y=whole, mode="lines", line={"color": colour, "width": 2}, hoverinfo="skip")
    points = go.Scatter(
        x=days,
        y=[row[column] for row in rows],
        mode="markers",
        marker={"color": colour, "size": 4},
        text=[
            f"{bold(show_count(round(row[column])))} {name.text(language)}\n"
            + show_step(row["period"], step_end(row["period"], step), step, language)
            for row in rows
        ],
        hovertemplate="%{text}",
    )
    return [*dashed, solid, points]


def _add_names(
    chart: go.Figure,
    last: Row,
    lines: Sequence[tuple[str, Words, str]],
    extent: Range,
    language: Language,
) -> None:
    heights = [(last[column] - extent[0]) / (extent[1] - extent[0]) for column, _, _ in lines]
    for (_, name, colour), height in zip(lines, spread(heights, _LABEL_GAP), strict=True):
        chart.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=height,
            yref="paper",
            yanchor="middle",
            showarrow=False,
            text=name.text(language),
            font={"color": colour},
        )
    chart.update_layout(margin={"r": 80})
