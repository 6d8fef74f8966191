"""Predicted against observed rates, in tenths of the prediction."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, SMALL, TEMPLATES
from dashboard.pages.drivers import words as texts
from dashboard.wording.numbers import show_count, show_interval, show_value

HEIGHT = 320


def calibration_chart(deciles: pl.DataFrame, selection: Selection) -> go.Figure:
    """deciles: expected, observed, low, high, n."""
    palette, language = PALETTES[selection.theme], selection.language
    percent = deciles.with_columns(pl.col("expected", "observed", "low", "high") * 100)
    top = max(percent["expected"].max(), percent["high"].max()) * 1.05  # type: ignore[type-var, operator]
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    chart.add_trace(
        go.Scatter(
            x=[0, top],
            y=[0, top],
            mode="lines",
            line={"color": palette.muted, "dash": "dot"},
            hoverinfo="skip",
        )
    )
    chart.add_trace(
        go.Scatter(
            x=percent["expected"].to_list(),
            y=percent["observed"].to_list(),
            mode="markers",
            marker={"size": 9, "color": palette.accent},
            error_y={
                "array": (percent["high"] - percent["observed"]).to_list(),
                "arrayminus": (percent["observed"] - percent["low"]).to_list(),
                "color": palette.accent,
                "thickness": 2,
                "width": 0,
            },
            hovertemplate=[_tooltip(row, selection) for row in deciles.iter_rows(named=True)],
        )
    )
    axis = {"range": [0, top], "ticksuffix": " %", "nticks": 5}
    titles = (texts.EXPECTED.text(language), texts.OBSERVED.text(language))
    for update, title in zip((chart.update_xaxes, chart.update_yaxes), titles, strict=True):
        update(**axis, title={"text": title, "font": {"color": palette.muted, "size": SMALL}})
    return chart


def _tooltip(row: dict[str, float], selection: Selection) -> str:
    language = selection.language
    half = (row["high"] - row["low"]) / 2
    expected = show_value(row["expected"], half, "share", language)
    observed = show_value(row["observed"], half, "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    n = texts.N.text(language).format(n=show_count(int(row["n"])))
    return f"{bold(f'{expected} → {observed}')}\n{interval}\n{n}"
