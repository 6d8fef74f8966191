"""Stages over time, and where customers are since joining: lines with their bands."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import polars as pl

from analytics.relationship.lists import STAGE_NAMES
from analytics.relationship.queries import STAGES, STATES
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.relationship import words as texts
from dashboard.wording.dates import show_day
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 320
_OPACITY = 0.14
# Just over all, so that all is a tick, however rounding falls.
_EXTENT = (0.0, 1.005)
# More points than a screen shows.
_POINTS = 150
_ROOM_FOR_NAMES = 88


def sizes_chart(sizes: pl.DataFrame, selection: Selection) -> go.Figure:
    """A line per stage over the ends of months."""
    days = sizes["day"].unique(maintain_order=True).to_list()
    if len(days) < 2:
        return chart_that_says(texts.ONE_POINT.text(selection.language), selection, HEIGHT)
    language = selection.language
    chart = canvas(selection, HEIGHT)
    tips = {
        stage: [
            _tip(row, stage, show_day(row["day"], language), row["n"], language) for row in part.to_dicts()
        ]
        for stage in STAGES
        for part in (sizes.filter(stage=stage),)
    }
    _draw(chart, {stage: sizes.filter(stage=stage) for stage in STAGES}, "day", tips, selection)
    return chart.update_xaxes(range=date_range(days), **date_ticks(days, "month", language))


def behind_sizes(sizes: pl.DataFrame, language: Language) -> Behind:
    """Every day and stage."""
    columns = [
        Column("day", texts.DAY.text(language)),
        Column("stage", texts.STAGE.text(language)),
        Column("customers", texts.CUSTOMERS.text(language), "count"),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
    ]
    return Behind(_named(sizes, "stage", language), columns, along="day", by="stage")


def since_chart(curve: pl.DataFrame, least: int, selection: Selection) -> go.Figure:
    """A line per state over the days since joining."""
    language, shown = selection.language, _shown(curve, least)
    if shown.is_empty():
        return chart_that_says(texts.NO_CURVE.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT)
    parts = {state: shown.filter(state=state) for state in STATES}
    tips = {state: [_since_tip(row, state, language) for row in parts[state].to_dicts()] for state in STATES}
    _draw(chart, parts, "days", tips, selection)
    title = axis_title(texts.DAYS_SINCE.text(language), selection, standoff=8)
    return chart.update_xaxes(range=(0, shown["days"].max()), nticks=8, title=title)


def behind_since(curve: pl.DataFrame, least: int, language: Language) -> Behind:
    """The points that are drawn."""
    columns = [
        Column("days", texts.DAYS_SINCE.text(language), "number"),
        Column("state", texts.STAGE.text(language)),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
        Column("at_risk", texts.AT_RISK.text(language), "count"),
    ]
    return Behind(_named(_shown(curve, least), "state", language), columns, along="days", by="state")


def _shown(curve: pl.DataFrame, least: int) -> pl.DataFrame:
    """Where enough are watched, at no more points than are seen."""
    enough = curve.filter(pl.col("at_risk") >= least)
    last = max(enough["days"].to_list(), default=1.0)
    steps = (pl.col("days") / max(last, 1.0) * _POINTS).floor()
    return enough.group_by(steps.alias("step"), "state", maintain_order=True).last().drop("step")


def _draw(
    chart: go.Figure,
    parts: Mapping[str, pl.DataFrame],
    along: str,
    tips: Mapping[str, Sequence[str]],
    selection: Selection,
) -> None:
    colours = _colours(PALETTES[selection.theme])
    for name, part in parts.items():
        chart.add_trace(band(part[along], part["low"], part["high"], faded(colours[name], _OPACITY)))
    for name, part in parts.items():
        chart.add_trace(line(part[along], part["value"], colours[name], tips[name]))
    language = selection.language
    chart.update_yaxes(range=_EXTENT, **value_ticks("share", _EXTENT, language))
    ends = [
        (part["value"][-1], STAGE_NAMES[name].text(language), colours[name]) for name, part in parts.items()
    ]
    name_ends(chart, ends, _EXTENT)
    chart.update_layout(margin={"r": _ROOM_FOR_NAMES})


def _colours(palette: Palette) -> Mapping[str, str]:
    return dict(zip(STATES, (palette.muted, palette.text, palette.accent, palette.worse), strict=True))


def _tip(row: Mapping[str, float], name: str, where: str, n: float, language: Language) -> str:
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    said = STAGE_NAMES[name].text(language)
    return f"{said} {bold(value)}\n{interval}\nn {show_count(round(n))}\n{where}"


def _since_tip(row: Mapping[str, float], state: str, language: Language) -> str:
    where = texts.AFTER.text(language, days=f"{row['days']:.0f}")
    return _tip(row, state, where, row["at_risk"], language)


def _named(frame: pl.DataFrame, column: str, language: Language) -> pl.DataFrame:
    names = {name: words.text(language) for name, words in STAGE_NAMES.items()}
    return frame.with_columns(pl.col(column).replace(names))
