"""The control chart: a measure by week within the limits of its usual ups and downs."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.comparing.control import FEWEST_BASELINE, ControlChart
from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import End, canvas, chart_that_says, line, name_ends, points
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.comparing import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.dates import show_day, show_step
from dashboard.wording.figure import is_better
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.words import Language

HEIGHT = 320

Row = dict[str, Any]


def limits_chart(found: ControlChart, measure: Measure, selection: Selection) -> go.Figure:
    """Points, centre and limits; signals filled and dated; steps not complete hollow behind dashes.

    Words in its place where fewer than two steps have a value.
    """
    steps = found.points
    if steps.height < 2:
        return chart_that_says(figures.TOO_FEW_PER_STEP.text(selection.language), selection, HEIGHT)
    palette, language = PALETTES[selection.theme], selection.language
    extent, days = value_range(measure.unit, _heights(steps)), steps["at"].to_list()
    chart = canvas(selection, HEIGHT)
    if found.baseline:
        _shade_baseline(chart, found, palette, language)
        chart.add_traces([_limit(steps, name, palette) for name in ("lower", "upper", "centre")])
        name_ends(chart, _ends(steps, palette, language), extent)
    chart.add_traces(_course(steps, palette))
    chart.add_trace(_marks(found, measure, palette, language))
    _date_signals(chart, found, palette, language)
    chart.update_yaxes(range=extent, **value_ticks(measure.unit, extent, language))
    chart.update_xaxes(range=date_range(days), **date_ticks(days, found.step, language))
    return chart


def behind_control(found: ControlChart, measure: Measure, language: Language) -> Behind:
    """Every step with its centre and limits, and whether it signals."""
    limits = (("centre", texts.CENTRE_LINE), ("lower", texts.LOWER_LINE), ("upper", texts.UPPER_LINE))
    columns = [
        Column("at", figures.SINCE.text(language)),
        Column("until", figures.UNTIL.text(language)),
        Column("value", measure.label.text(language), measure.unit),
        count_column(language),
        *(Column(source, words.text(language), measure.unit) for source, words in limits),
        Column("is_signal", texts.IS_SIGNAL.text(language)),
        Column("is_complete", figures.IS_COMPLETE.text(language)),
    ]
    signal = pl.col("signal")
    rows = found.points.with_columns(
        is_signal=signal.is_not_null(), is_outside=signal.eq_missing("beyond_limits")
    )
    return Behind(rows, columns, along="at", outside="is_outside" if found.baseline else "")


def control_title(found: ControlChart, language: Language) -> str:
    """What the chart says: since when it signals now, or that it does not."""
    if not found.baseline:
        return texts.NO_LIMITS.text(language, least=2 * FEWEST_BASELINE)
    judged = found.points.drop_nulls("centre")
    current = found.signals.filter(pl.col("until") == judged["until"][-1]).sort("rule")
    if current.is_empty():
        return texts.IN_CONTROL.text(language)
    signal = current.row(0, named=True)
    words = texts.BEYOND_SINCE if signal["rule"] == "beyond_limits" else texts.RUN_SINCE
    return words.text(language, since=show_day(signal["since"], language), steps=signal["steps"])


def _heights(steps: pl.DataFrame) -> list[float]:
    columns = [steps[name].drop_nulls().to_list() for name in ("value", "lower", "upper")]
    return [height for column in columns for height in column]


def _limit(steps: pl.DataFrame, name: str, palette: Palette) -> go.Scatter:
    known, dash = steps.drop_nulls(name), "solid" if name == "centre" else "dot"
    return line(known["at"], known[name], palette.muted, width=1, shape="hvh", dash=dash)


def _course(steps: pl.DataFrame, palette: Palette) -> list[go.Scatter]:
    """The line through complete steps; dashed pieces to those that are not."""
    rows = steps.rows(named=True)
    pieces = [pair for pair in pairwise(rows) if not all(row["is_complete"] for row in pair)]
    complete = [row for row in rows if row["is_complete"]]
    return [_piece(complete, palette, "solid"), *(_piece(piece, palette, "dash") for piece in pieces)]


def _piece(rows: Sequence[Row], palette: Palette, dash: str) -> go.Scatter:
    days, values = [row["at"] for row in rows], [row["value"] for row in rows]
    return line(days, values, faded(palette.accent, 0.6), width=1.5, dash=dash)


def _marks(found: ControlChart, measure: Measure, palette: Palette, language: Language) -> go.Scatter:
    rows = found.points.rows(named=True)
    colours = [_tone(row, measure, palette) for row in rows]
    fills = [
        palette.surface if _is_not_judged(row, found) else colour
        for row, colour in zip(rows, colours, strict=True)
    ]
    marker = {
        "size": [9 if row["signal"] else 5 for row in rows],
        "color": fills,
        "line": {"color": colours, "width": 1.5},
    }
    tooltips = [_tooltip(row, found, measure, language) for row in rows]
    return points([row["at"] for row in rows], [row["value"] for row in rows], marker, tooltips)


def _is_not_judged(row: Row, found: ControlChart) -> bool:
    return not row["is_complete"] or (found.baseline > 0 and row["centre"] is None)


def _tone(row: Row, measure: Measure, palette: Palette) -> str:
    if row["signal"] is None:
        return palette.accent
    better = is_better(measure, row["value"] - row["centre"])
    return {True: palette.better, False: palette.worse, None: palette.text}[better]


def _tooltip(row: Row, found: ControlChart, measure: Measure, language: Language) -> str:
    has_limits = row["lower"] is not None
    half = (row["upper"] - row["lower"]) / 6 if has_limits else 0.0
    lines = [
        f"{bold(show_value(row['value'], half, measure.unit, language))}",
        figures.OUT_OF.text(language, n=show_count(row["n"])),
        show_step(row["at"], row["until"], found.step, language),
    ]
    if has_limits:
        limits = show_interval(row["lower"], row["upper"], measure.unit, language)
        lines.insert(1, texts.CONTROL_LIMITS.text(language, limits=limits))
    if row["holiday"]:
        lines.append(texts.HOLIDAYS.text(language, names=row["holiday"], days=row["working_days"]))
    return "\n".join(lines)


def _shade_baseline(chart: go.Figure, found: ControlChart, palette: Palette, language: Language) -> None:
    first = found.points.filter("is_baseline")
    chart.add_vrect(
        x0=first["at"][0].isoformat(),
        x1=first["at"][-1].isoformat(),
        fillcolor=faded(palette.muted, 0.08),
        line_width=0,
        layer="below",
    )
    chart.add_annotation(
        x=first["at"][0].isoformat(),
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=texts.BASELINE.text(language, count=found.baseline),
        font={"color": palette.muted},
    )


def _date_signals(chart: go.Figure, found: ControlChart, palette: Palette, language: Language) -> None:
    """The first day of the latest stretch beyond the limits; else of the latest run."""
    if found.signals.is_empty():
        return
    signal = found.signals.sort("rule", "since", descending=[True, False]).row(-1, named=True)
    row = found.points.filter(pl.col("at") == signal["since"]).row(0, named=True)
    chart.add_annotation(
        x=row["at"].isoformat(),
        y=row["value"],
        text=_day(row["at"], language),
        showarrow=True,
        arrowhead=0,
        arrowcolor=palette.muted,
        arrowwidth=1,
        ax=-28,
        ay=-28 * signal["side"],
        font={"color": palette.text},
    )


def _ends(steps: pl.DataFrame, palette: Palette, language: Language) -> list[End]:
    last = steps.drop_nulls("centre").row(-1, named=True)
    names = {"lower": texts.LOWER_LINE, "centre": texts.CENTRE_LINE, "upper": texts.UPPER_LINE}
    return [(last[name], words.text(language), palette.muted) for name, words in names.items()]


def _day(day: date, language: Language) -> str:
    return show_step(day, day, "day", language)
