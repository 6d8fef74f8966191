"""What each effort goes with, and satisfaction by the time to recover."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.measures.measure import Unit
from analytics.recovery.efforts import Efforts, Outcome
from analytics.recovery.lists import kinds_name
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, name_rows, points, whiskers
from dashboard.charts.theme import PALETTES
from dashboard.pages.efforts import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
)
from warehouse.words import Language

HEIGHT = 300
UNITS: dict[Outcome, Unit] = {"csat": "score", "recovered": "share", "left": "share"}
# Which way a difference is for the better.
_BETTER: dict[Outcome, int] = {"csat": 1, "recovered": 1, "left": -1}
_PERCENT = 100

Row = dict[str, Any]


def told_kinds(found: Efforts, outcome: Outcome) -> list[Row]:
    """Those with a figure, the largest difference first."""
    known = found.kinds.filter(pl.col("outcome") == outcome, pl.col("note").is_null())
    return known.sort("difference", descending=True).rows(named=True)


def effects_chart(found: Efforts, outcome: Outcome, selection: Selection) -> go.Figure:
    """A dot with whiskers per kind beside a line at no difference; words in their place without any."""
    palette, language = PALETTES[selection.theme], selection.language
    rows, unit = told_kinds(found, outcome), UNITS[outcome]
    if not rows:
        return chart_that_says(texts.NO_CHART.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    scale = _PERCENT if unit == "share" else 1
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        is_better = row["difference"] * _BETTER[outcome] > 0
        colour = palette.muted if not row["is_clear"] else palette.better if is_better else palette.worse
        value, low, high = (scale * row[name] for name in ("difference", "low", "high"))
        label = show_difference(row["difference"], row["low"], row["high"], unit, language)
        chart.add_trace(dot(value, low, high, height, colour, _tooltip(row, unit, language), label=label))
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1}, layer="below")
    names = {len(rows) - place: kinds_name(row["kind"]).text(language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.8))
    suffix = ("%p" if language == "ko" else " pp") if unit == "share" else ""
    return chart.update_xaxes(ticksuffix=suffix, nticks=5, showgrid=True, tickangle=0)


def behind_effects(found: Efforts, outcome: Outcome, language: Language) -> Behind:
    """Every kind, also those of too few."""
    kind = {name: kinds_name(name).text(language) for name in found.kinds["kind"].unique()}
    columns = [
        Column("kind", texts.KIND.text(language)),
        Column("difference", texts.DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("n", texts.WITH_IT.text(language), "count"),
        Column("others", texts.WITHOUT_IT.text(language), "count"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    rows = found.kinds.filter(pl.col("outcome") == outcome)
    return Behind(rows.with_columns(pl.col("kind").replace(kind)), columns)


def speed_chart(found: Efforts, selection: Selection) -> go.Figure:
    """A dot with whiskers per step of the time to recover."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = found.speed_steps.filter(pl.col("note").is_null()).rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_CHART.text(language), selection, HEIGHT)
    values, lows, highs = ([row[name] for row in rows] for name in ("value", "low", "high"))
    extent = value_range("score", [*lows, *highs])
    chart, places = canvas(selection, HEIGHT, margin={"r": 24}), list(range(len(rows)))
    tooltips = [_step_tooltip(row, language) for row in rows]
    marks = points(places, values, {"color": palette.accent, "size": 10}, tooltips)
    chart.add_trace(marks.update(error_y=whiskers(values, lows, highs, palette.accent)))
    chart.update_yaxes(range=extent, **value_ticks("score", extent, language))
    names = [texts.STEPS[row["step"]].text(language) for row in rows]
    title = axis_title(texts.STEP_AXIS.text(language), selection)
    return chart.update_xaxes(
        title=title,
        tickvals=places,
        ticktext=names,
        range=(-0.5, len(rows) - 0.5),
        showgrid=False,
        tickangle=0,
    )


def behind_speed(found: Efforts, language: Language) -> Behind:
    """Every step."""
    names = {name: words.text(language) for name, words in texts.STEPS.items()}
    columns = [
        Column("step", texts.STEP.text(language)),
        Column("value", texts.SATISFACTION.text(language), "score", "low", "high"),
        count_column(language),
    ]
    return Behind(found.speed_steps.with_columns(pl.col("step").replace(names)), columns)


def speed_row(found: Efforts) -> Row | None:
    """What a doubling of the time goes with in satisfaction; None where that is not told."""
    rows = found.speed.filter(pl.col("outcome") == "csat", pl.col("note").is_null()).rows(named=True)
    return rows[0] if rows else None


def speed_title(found: Efforts, language: Language) -> str:
    """The difference per doubling, where there is one."""
    row = speed_row(found)
    if row is None:
        return texts.SPEED_TITLE_PLAIN.text(language)
    return texts.SPEED_TITLE.text(language, difference=with_interval(row, "score", language))


def with_interval(row: Row, unit: Unit, language: Language) -> str:
    """A difference and its interval behind it."""
    shown = show_difference(row["difference"], row["low"], row["high"], unit, language)
    return f"{shown} ({show_change_interval(row['low'], row['high'], unit, language)})"


def _tooltip(row: Row, unit: Unit, language: Language) -> str:
    n = texts.TIP.text(language, n=show_count(row["n"]), others=show_count(row["others"]))
    return f"{bold(kinds_name(row['kind']).text(language))}\n{with_interval(row, unit, language)}\n{n}"


def _step_tooltip(row: Row, language: Language) -> str:
    value = show_estimate(row["value"], row["low"], row["high"], "score", language)
    interval = show_interval(row["low"], row["high"], "score", language)
    n = figures.OUT_OF.text(language, n=show_count(row["n"]))
    return f"{bold(value)} ({interval})\n{texts.STEPS[row['step']].text(language)} · {n}"
