"""Odds ratios with their intervals, one under the other."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from analytics.drivers.declared import DRIVERS
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, dot, write
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.drivers import words as texts
from dashboard.wording.numbers import show_count
from warehouse.words import Language

ROW_HEIGHT, _AROUND = 44, 64
# As tall as all levels need, however many of them the data know.
HEIGHT = _AROUND + ROW_HEIGHT * sum(len(driver.levels) - 1 for driver in DRIVERS.values())
# A row's name stands above its dot, its figures at the right, so that narrow screens have room for both.
_ABOVE, _BELOW, _ROOM = 0.3, 0.14, 0.7
# The line at 1 stands beside the dot alone, in parts of a row's height: between names, not through them.
_LINE = (-0.46, 0.06)
_TICKS = (0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20)


@dataclass(frozen=True)
class Odds:
    """One row: its name, the odds ratio with its interval, and n."""

    name: str
    value: float
    low: float
    high: float
    n: int


def odds_chart(rows: Sequence[Odds], selection: Selection) -> go.Figure:
    """Dots with whiskers on a log axis under their names, the figure and n at the right; pale where the
    interval holds 1."""
    palette, language = PALETTES[selection.theme], selection.language
    chart = canvas(selection, HEIGHT, margin={"r": 8})
    for place, row in enumerate(rows):
        colour = palette.muted if row.low <= 1 <= row.high else palette.accent
        height = len(rows) - place
        chart.add_trace(dot(row.value, row.low, row.high, height - _BELOW, colour, _tooltip(row, language)))
        _mark_no_difference(chart, height, palette)
        # On ground of their own, so that no line strikes words through.
        ground: dict[str, Any] = {"bgcolor": palette.surface, "borderpad": 0}
        write(chart, row.name, 0, height + _ABOVE, palette.text, **ground)
        write(chart, _figures(row, language), 1, height - _BELOW, colour, side="right", **ground)
    title = axis_title(texts.ODDS_AXIS.text(language), selection)
    chart.update_xaxes(type="log", showgrid=True, title=title, **_axis(rows))
    chart.update_yaxes(range=(0.5, len(rows) + 0.6), visible=False)
    return chart


def behind_odds(rows: Sequence[Odds], language: Language) -> Behind:
    """Every row as it is drawn."""
    columns = [
        Column("name", texts.PICK_DRIVER.text(language)),
        Column("value", texts.ODDS.text(language), "ratio", "low", "high"),
        Column("n", texts.CUSTOMER_MONTHS.text(language), "count"),
    ]
    return Behind.of([asdict(row) for row in rows], columns)


def _mark_no_difference(chart: go.Figure, height: float, palette: Palette) -> None:
    line = {"color": palette.muted, "width": 1}
    chart.add_shape(x0=1, x1=1, y0=height + _LINE[0], y1=height + _LINE[1], line=line, layer="below")


def _axis(rows: Sequence[Odds]) -> dict[str, Any]:
    """The range that holds all intervals, and round ratios in it."""
    low = min([0.75, *(row.low for row in rows)])
    high = max([1.5, *(row.high for row in rows)])
    ticks = [tick for tick in _TICKS if low * 0.95 <= tick <= high * 1.05]
    return {
        "range": [np.log10(low) - 0.03, np.log10(high) + _ROOM * np.log10(high / low)],
        "tickvals": ticks,
        "ticktext": [f"{tick:g}" for tick in ticks],
    }


def _tooltip(row: Odds, language: Language) -> str:
    odds = f"{row.value:.2f} ({row.low:.2f} – {row.high:.2f})"
    return f"{bold(row.name)}\n{odds}\n{_n(row, language)}"


def _figures(row: Odds, language: Language) -> str:
    return f"{row.value:.2f} · {_n(row, language)}"


def _n(row: Odds, language: Language) -> str:
    return texts.N.text(language, n=show_count(row.n))
