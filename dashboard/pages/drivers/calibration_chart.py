"""Predicted against observed rates, in tenths of the prediction."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, whiskers
from dashboard.charts.theme import PALETTES
from dashboard.pages.drivers import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 320


def calibration_chart(deciles: pl.DataFrame, selection: Selection) -> go.Figure:
    """deciles: expected, observed, low, high, n."""
    palette, language = PALETTES[selection.theme], selection.language
    percent = deciles.with_columns(pl.col("expected", "observed", "low", "high") * 100)
    top = max(percent["expected"].max(), percent["high"].max()) * 1.05  # type: ignore[type-var, operator]
    diagonal = {"color": palette.muted, "dash": "dot"}
    chart = canvas(selection, HEIGHT)
    chart.add_trace(go.Scatter(x=[0, top], y=[0, top], mode="lines", line=diagonal, hoverinfo="skip"))
    chart.add_trace(
        go.Scatter(
            x=percent["expected"].to_list(),
            y=percent["observed"].to_list(),
            mode="markers",
            marker={"size": 9, "color": palette.accent},
            error_y=whiskers(percent["observed"], percent["low"], percent["high"], palette.accent),
            hovertemplate=[_tooltip(row, selection) for row in deciles.iter_rows(named=True)],
        )
    )
    axis = {"range": [0, top], "ticksuffix": " %", "nticks": 5}
    chart.update_xaxes(**axis, title=axis_title(texts.EXPECTED.text(language), selection))
    chart.update_yaxes(**axis, title=axis_title(texts.OBSERVED.text(language), selection))
    return chart


def behind_calibration(deciles: pl.DataFrame, language: Language) -> Behind:
    """Every tenth as it is drawn."""
    columns = [
        Column("expected", texts.EXPECTED.text(language), "share"),
        Column("observed", texts.OBSERVED_RATE.text(language), "share", "low", "high"),
        Column("n", texts.CUSTOMER_MONTHS.text(language), "count"),
    ]
    return Behind(deciles, columns, along="expected")


def _tooltip(row: dict[str, float], selection: Selection) -> str:
    language = selection.language
    low, high = row["low"], row["high"]
    expected = show_estimate(row["expected"], low, high, "share", language)
    observed = show_estimate(row["observed"], low, high, "share", language)
    interval = show_interval(low, high, "share", language)
    n = texts.N.text(language, n=show_count(int(row["n"])))
    return f"{bold(f'{expected} → {observed}')}\n{interval}\n{n}"
