"""Reached and answered by hour, and whether those called stay: dots with their whiskers."""

import plotly.graph_objects as go
import polars as pl

from analytics.outbound.staying import Stayed
from analytics.statistics.common import Interval
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows, points, whiskers
from dashboard.charts.theme import PALETTES
from dashboard.pages.outbound import words as texts
from dashboard.parts.moves import columns_of
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
)
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT, STAYING_HEIGHT = 280, 200
_RATES = (("reach", texts.REACHED), ("answer", texts.ANSWERED))
# Two marks of an hour or a row stand apart, so that neither covers the other.
_APART = 0.12
_EXTENT = (0.0, 1.005)


def hours_chart(hours: pl.DataFrame, selection: Selection) -> go.Figure:
    """Two dots an hour."""
    language, known = selection.language, hours.drop_nulls("reach").sort("hour")
    if known.is_empty():
        return chart_that_says(texts.NO_HOURS.text(language), selection, HEIGHT)
    chart, palette = canvas(selection, HEIGHT), PALETTES[selection.theme]
    for (name, words), shift, symbol in zip(
        _RATES, (-_APART, _APART), ("circle", "circle-open"), strict=True
    ):
        rows = known.drop_nulls(name).to_dicts()
        values, lows, highs = ([row[f"{name}{end}"] for row in rows] for end in ("", "_low", "_high"))
        tips = [_tip(row, name, words.text(language), language) for row in rows]
        x = [int(row["hour"]) + shift for row in rows]
        trace = points(x, values, {"symbol": symbol, "size": 9, "color": palette.accent}, tips)
        trace.error_y = whiskers(values, lows, highs, palette.accent)
        chart.add_trace(trace)
    chart.update_yaxes(range=_EXTENT, **value_ticks("share", _EXTENT, language))
    asked = known["hour"].cast(pl.Int64).to_list()
    return chart.update_xaxes(tickvals=asked, ticktext=[f"{hour}:00" for hour in asked])


def behind_hours(hours: pl.DataFrame, language: Language) -> Behind:
    """Every hour."""
    columns = [
        Column("hour", texts.HOUR.text(language)),
        Column("tried", texts.TRIED.text(language), "count"),
        *columns_of([(name, words, "share") for name, words in _RATES], language),
    ]
    return Behind(hours.sort("hour"), columns, along="hour")


def staying_chart(found: Stayed, settings: Settings, selection: Selection) -> go.Figure:
    """A row per comparison: at equal circumstances, and as it stands."""
    language = selection.language
    known = [each for each in (found.tried, found.reached) if each.difference and each.plain]
    if not known:
        days = show_count(settings.outbound.followed_days)
        note = texts.NOTES[found.tried.note or "no_calls"].text(language, days=days)
        return chart_that_says(note, selection, STAYING_HEIGHT)
    chart, palette = canvas(selection, STAYING_HEIGHT), PALETTES[selection.theme]
    ends: list[float] = [0.0]
    for height, each in zip(range(len(known), 0, -1), known, strict=True):
        for figure, shift, symbol in (
            (each.difference, _APART, "circle"),
            (each.plain, -_APART, "circle-open"),
        ):
            assert figure is not None
            tip = _difference(figure, each.n, language)
            chart.add_trace(dot(*figure, height + shift, palette.accent, tip, symbol=symbol))
            ends += [figure.low, figure.high]
    names = {
        len(known) - place: texts.COMPARISONS[each.comparison].text(language)
        for place, each in enumerate(known)
    }
    name_rows(chart, names, range=(0.4, len(known) + 0.6))
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1})
    low, high = value_range("share", [*(end - 1e-9 for end in ends)])
    extent = (min(low, min(ends)), high)
    return chart.update_xaxes(range=extent, showgrid=True, **value_ticks("share", extent, language))


def _tip(row: dict[str, float], name: str, label: str, language: Language) -> str:
    ends = (row[name], row[f"{name}_low"], row[f"{name}_high"])
    n = row["tried"] if name == "reach" else row["reached"]
    value, interval = show_estimate(*ends, "share", language), show_interval(*ends[1:], "share", language)
    return f"{label} {bold(value)}\n{interval}\nn {show_count(int(n))}\n{row['hour']}:00"


def _difference(figure: Interval, n: int, language: Language) -> str:
    interval = show_change_interval(figure.low, figure.high, "share", language)
    return f"{bold(show_difference(*figure, 'share', language))}\n{interval}\nn {show_count(n)}"
