"""What about agents customers' satisfaction goes with: dots where they are alike, hollow regardless."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.people import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

_ROW_HEIGHT, _AROUND = 44, 56
HEIGHT = _AROUND + _ROW_HEIGHT * len(texts.FACTORS)
_ASIDE = 0.16
_PLAIN = {"slope": "plain", "low": "plain_low", "high": "plain_high"}


def goes_with_chart(found: pl.DataFrame, selection: Selection) -> go.Figure:
    """A row per factor that has a slope. found: as `goes_with_satisfaction` gives it."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = found.drop_nulls("slope").rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_FACTORS.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT)
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        colour = palette.accent if _is_clear(row) else palette.muted
        plain = {name: row[source] for name, source in _PLAIN.items()} | {
            name: row[name] for name in ("agents", "n")
        }
        chart.add_trace(_dot(row, height + _ASIDE, colour, "circle", language))
        chart.add_trace(_dot(plain, height - _ASIDE, palette.muted, "diamond-open", language))
    names = {len(rows) - place: texts.FACTORS[row["factor"]].text(language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.5, len(rows) + 0.5))
    return chart.update_xaxes(zeroline=True, zerolinecolor=palette.muted, nticks=5, showgrid=True)


def behind_goes_with(found: pl.DataFrame, language: Language) -> Behind:
    """Every factor, also those that nothing can be said of."""
    columns = [
        Column("name", texts.FACTOR_NAME.text(language)),
        Column("slope", texts.WITHIN.text(language), "ratio", "low", "high"),
        Column("plain", texts.PLAIN.text(language), "ratio", "plain_low", "plain_high"),
        Column("mean", texts.MEAN_OF.text(language), "ratio"),
        Column("agents", texts.AGENT_COUNT.text(language), "count"),
        Column("n", texts.ANSWER_COUNT.text(language), "count"),
    ]
    names = {factor: words.text(language) for factor, words in texts.FACTORS.items()}
    return Behind(found.with_columns(name=pl.col("factor").replace_strict(names)), columns)


def _is_clear(row: dict[str, Any]) -> bool:
    return bool(row["low"] > 0 or row["high"] < 0)


def _dot(row: dict[str, Any], height: float, colour: str, symbol: str, language: Language) -> go.Scatter:
    if row["slope"] is None:
        return go.Scatter(x=[], y=[])
    value, low, high = row["slope"], row["low"], row["high"]
    told = texts.FACTOR_TIP.text(
        language,
        value=show_estimate(value, low, high, "score", language),
        interval=show_interval(low, high, "score", language),
        agents=show_count(row["agents"]),
        n=show_count(row["n"]),
    )
    return dot(value, low, high, height, colour, told, symbol=symbol)
