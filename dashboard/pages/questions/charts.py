"""The index and its dimensions, gaps to what was expected, and the index over time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.questions.sets import part_label
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, dot, line, name_rows
from dashboard.charts.theme import PALETTES, faded
from dashboard.pages.questions import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.question_settings import INDEX, QuestionSet
from warehouse.words import Language, Words

HEIGHT = 320
_AROUND, _ROW_HEIGHT, _LEAST_HEIGHT = 70, 38, 200

Ends = tuple[str, str, str]
VALUE: Ends = ("value", "low", "high")
GAP: Ends = ("gap", "gap_low", "gap_high")


def parts_chart(
    figures: pl.DataFrame, found: QuestionSet, ends: Ends, nothing: str, selection: Selection
) -> go.Figure:
    """A dot with whisker per part, the index on top. ends: value and interval that are drawn.

    figures: of `figures_of` without dimensions. nothing: what stands in its place without any.
    """
    palette, language = PALETTES[selection.theme], selection.language
    known = figures.sort("order").drop_nulls(list(ends))
    if known.is_empty():
        return chart_that_says(nothing, selection, _LEAST_HEIGHT)
    is_gap = ends == GAP
    limits = [limit for end in ends[1:] for limit in known[end]]
    extent = value_range("score", [*limits, 0.0] if is_gap else limits)
    chart = canvas(selection, _height_of(known), margin={"r": 24})
    rows = {known.height - place: row for place, row in enumerate(known.iter_rows(named=True))}
    for height, row in rows.items():
        value, low, high = (row[end] for end in ends)
        colour = palette.accent if row["part"] == INDEX else palette.muted
        if is_gap:
            colour = palette.worse if high < 0 else palette.better if low > 0 else palette.muted
        label = show_estimate(value, low, high, "score", language)
        tooltip = _tooltip(part_label(found, row["part"]).text(language), row, ends, language)
        chart.add_trace(dot(value, low, high, height, colour, tooltip, label=label))
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks("score", extent, language))
    if is_gap:
        chart.add_vline(x=0, line={"color": palette.muted, "width": 1})
    names = {height: part_label(found, row["part"]).text(language) for height, row in rows.items()}
    name_rows(chart, names, range=(0.4, known.height + 0.8), automargin=True)
    return chart


def behind_parts(figures: pl.DataFrame, found: QuestionSet, ends: Ends, language: Language) -> Behind:
    """Every part with its value and its gap; the one that is drawn is told."""
    names = [part_label(found, part).text(language) for part in figures["part"]]
    columns = [
        Column("name", texts.PART.text(language)),
        Column("value", texts.VALUE.text(language), "score", "low", "high"),
        count_column(language),
        Column("gap", texts.GAP.text(language), "score", "gap_low", "gap_high"),
        Column("gap_n", texts.GAP_COUNT.text(language), "count"),
    ]
    rows = figures.with_columns(name=pl.Series(names, dtype=pl.String)).sort("order")
    return Behind(rows, columns, told=(ends[0],))


def _height_of(figures: pl.DataFrame) -> int:
    return max(_AROUND + _ROW_HEIGHT * figures.height, _LEAST_HEIGHT)


def months_chart(months: pl.DataFrame, selection: Selection) -> go.Figure:
    """The index by month with its interval as a band; gaps where a month has too few answers."""
    palette, language = PALETTES[selection.theme], selection.language
    known = months.drop_nulls(["value", "low", "high"])
    if known.is_empty():
        return chart_that_says(texts.NO_MONTHS.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    extent = value_range("score", [*known["low"], *known["high"]])
    for run in _runs(months):
        x = run["month"].to_list()
        chart.add_trace(band(x, run["low"], run["high"], faded(palette.accent, 0.15)))
        tips = [_tooltip(f"{row['month']:%Y-%m}", row, VALUE, language) for row in run.iter_rows(named=True)]
        chart.add_trace(line(x, run["value"], palette.accent, tips).update(mode="lines+markers"))
    days: Sequence[date] = known["month"].to_list()
    chart.update_xaxes(range=date_range(days), **date_ticks(days, "month", language))
    chart.update_yaxes(range=extent, **value_ticks("score", extent, language))
    return chart


def behind_months(months: pl.DataFrame, language: Language) -> Behind:
    """Every month."""
    columns = [
        Column("shown", texts.MONTH.text(language)),
        Column("value", texts.VALUE.text(language), "score", "low", "high"),
        count_column(language),
    ]
    shown = [f"{month:%Y-%m}" for month in months["month"]]
    return Behind(months.with_columns(shown=pl.Series(shown, dtype=pl.String)), columns, along="shown")


def _runs(months: pl.DataFrame) -> list[pl.DataFrame]:
    """Months with a value, cut where one has none."""
    marked = months.sort("month").with_columns(run=pl.col("value").is_null().cum_sum())
    return marked.drop_nulls("value").partition_by("run", maintain_order=True)


def _tooltip(name: str, row: dict[str, Any], ends: Ends, language: Language) -> str:
    value, low, high = (row[end] for end in ends)
    n = texts.N.text(language, n=show_count(row["gap_n" if ends == GAP else "n"]))
    shown = show_estimate(value, low, high, "score", language)
    return f"{name}\n{bold(shown)}\n{show_interval(low, high, 'score', language)}\n{n}"


def titled(words: Words, name: str, language: Language) -> str:
    """Words that name the set."""
    return words.text(language, set=name)
