"""Failures in, recoveries out and what was given up, and beneath it what is open, over time."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.recovery.backlog import Backlog
from analytics.recovery.backlog_words import backlog_words
from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, line, name_ends, points
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.recovery import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.dates import Step, show_step, step_end
from dashboard.wording.numbers import show_count
from warehouse.words import Language, Words

HEIGHT = 340
# What is open has a scale of its own: it may be many times what comes in a day.
_FLOWS, _OPEN = (0.46, 1.0), (0.0, 0.36)

Row = dict[str, Any]
Named = tuple[str, Words, str]


def backlog_chart(found: Backlog, step: Step, selection: Selection) -> go.Figure:
    """Above, flows a day; below, what is open; lines are named at their ends and dashed where a period is not
    complete. Only flows where nothing is known of what was done."""
    language, palette = selection.language, PALETTES[selection.theme]
    flows = pl.col("failures", "recovered", "given_up") / pl.col("days")
    rows = found.periods.with_columns(flows).to_dicts()
    if not rows:
        return chart_that_says(texts.NO_FAILURES.text(language), selection, HEIGHT)
    chart, periods = canvas(selection, HEIGHT, margin={"r": 88}), [row["period"] for row in rows]
    chart.update_xaxes(range=date_range(periods), **date_ticks(periods, step, language))
    if not found.is_known:
        _add_lines(chart, rows, _flows(palette)[:1], (0.0, 1.0), step, language)
        return chart
    shown = [flow for flow in _flows(palette) if flow[0] != "given_up" or found.given_up_days is not None]
    _add_lines(chart, rows, shown, _FLOWS, step, language)
    _add_lines(chart, rows, [("backlog", texts.OPEN, palette.muted)], _OPEN, step, language, axis="y2")
    return chart.update_xaxes(anchor="y2")


def behind_backlog(found: Backlog, language: Language) -> Behind:
    """What is drawn of each period."""
    flows = [
        ("failures", texts.FAILURES_A_DAY),
        ("recovered", texts.RECOVERED_A_DAY),
        ("given_up", texts.GIVEN_UP_A_DAY),
    ]
    drawn = flows[: 1 if not found.is_known else 2 if found.given_up_days is None else 3]
    columns = [
        Column("period", texts.PERIOD_START.text(language)),
        *(Column(source, words.text(language), "count") for source, words in drawn),
    ]
    if found.is_known:
        columns.append(Column("backlog", texts.OPEN_MEAN.text(language), "count"))
    complete = Column("is_complete", figures.IS_COMPLETE.text(language))
    rows = found.periods.with_columns(pl.col("failures", "recovered", "given_up") / pl.col("days"))
    told = [column.source for column in columns if column.source not in ("period", "given_up")]
    return Behind(rows, [*columns, complete], along="period", told=told)


def backlog_title(found: Backlog, language: Language) -> str:
    """Failures and recoveries a day over the periods, and the failures open when the last day ends."""
    if not found.is_known:
        return texts.BACKLOG_TITLE_PLAIN.text(language)
    means = found.periods.select(pl.col("failures", "recovered").sum() / pl.col("days").sum())
    shown = {name: show_count(round(value)) for name, value in means.row(0, named=True).items()}
    still_open = show_count(sum(found.still_open.values()))
    return texts.BACKLOG_TITLE.text(language, backlog=still_open, **shown)


def backlog_caption(found: Backlog, language: Language) -> str:
    """How the open failures are counted, what is open at the end, and how to read the lines."""
    sentences = [*backlog_words(found), texts.BACKLOG_CAPTION]
    return " ".join(words.text(language) for words in sentences)


def _flows(palette: Palette) -> Sequence[Named]:
    return (
        ("failures", texts.FAILURES, palette.worse),
        ("recovered", texts.RECOVERED, palette.accent),
        ("given_up", texts.GIVEN_UP, palette.text),
    )


def _add_lines(
    chart: go.Figure,
    rows: Sequence[Row],
    lines: Sequence[Named],
    domain: Range,
    step: Step,
    language: Language,
    axis: str = "y",
) -> None:
    """Lines with an axis of their own in a part of the height."""
    heights = [float(row[column]) for row in rows for column, _, _ in lines]
    extent = value_range("count", [0.0, *heights])
    for column, name, colour in lines:
        traces = _line(rows, column, name.text(language), colour, step, language)
        chart.add_traces([trace.update(yaxis=axis) for trace in traces])
    ticks = {"range": extent, "domain": domain, **value_ticks("count", extent, language)}
    chart.update_layout({axis.replace("y", "yaxis"): ticks})
    ends = [(rows[-1][column], name.text(language), colour) for column, name, colour in lines]
    name_ends(chart, ends, extent, domain)


def _line(
    rows: Sequence[Row], column: str, name: str, colour: str, step: Step, language: Language
) -> list[go.Scatter]:
    days, values = [row["period"] for row in rows], [row[column] for row in rows]
    whole = [row[column] if row["is_complete"] else None for row in rows]
    dashed = [
        line([row["period"] for row in pair], [row[column] for row in pair], colour, dash="dash")
        for pair in pairwise(rows)
        if not all(row["is_complete"] for row in pair)
    ]
    tooltips = [
        f"{bold(show_count(round(row[column])))} {name}\n"
        + show_step(row["period"], step_end(row["period"], step), step, language)
        for row in rows
    ]
    return [*dashed, line(days, whole, colour), points(days, values, {"color": colour, "size": 4}, tooltips)]
