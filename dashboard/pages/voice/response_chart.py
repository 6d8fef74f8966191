"""Who answers, and who writes, by channel and department, each with its interval."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.voice import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language, Words

HEIGHT = 480
_HEIGHT_OF_WORDS = 160
_ROW_HEIGHT, _AROUND = 28, 48
_SHARES = (("rate", "circle", texts.RESPONSE_RATE), ("written", "diamond-open", texts.SHARE))


def response_chart(rows: pl.DataFrame, selection: Selection) -> go.Figure:
    """A row per channel and department. rows: as `response_rows` gives them."""
    palette, language = PALETTES[selection.theme], selection.language
    known = [limit for name, *_ in _SHARES for limit in rows[f"{name}_high"].drop_nulls()]
    if not known:
        return chart_that_says(texts.TOO_FEW_ANSWERS.text(language), selection, _HEIGHT_OF_WORDS)
    extent = value_range("share", [0.0, *known])
    chart = canvas(selection, _AROUND + _ROW_HEIGHT * rows.height)
    heights = {rows.height - place: row for place, row in enumerate(rows.iter_rows(named=True))}
    for height, row in heights.items():
        for name, symbol, words in _SHARES:
            colour = palette.accent if symbol == "circle" else palette.muted
            ends = row[name], row[f"{name}_low"], row[f"{name}_high"]
            tooltip = _tooltip(row, name, words, language)
            chart.add_trace(dot(*ends, height, colour, tooltip, symbol=symbol))
    chart.update_xaxes(
        range=extent, showgrid=True, tickangle=0, **value_ticks("share", extent, language, most=3)
    )
    names = {height: row["part"] for height, row in heights.items()}
    name_rows(chart, names, range=(0.4, rows.height + 0.6))
    return chart


def _tooltip(row: dict[str, Any], name: str, words: Words, language: Language) -> str:
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if value is None:
        return ""
    shown = f"{words.text(language)} {show_estimate(value, low, high, 'share', language)}"
    interval = figures.INTERVAL.text(language, interval=show_interval(low, high, "share", language))
    n = figures.OUT_OF.text(language, n=show_count(row[f"{name}_n"]))
    return f"{bold(row['part'])}\n{shown}\n{interval}\n{n}"
