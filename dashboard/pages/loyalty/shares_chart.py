"""Each driver's share for the score, and for leaving, side by side."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from analytics.drivers.declared import DRIVERS as DRIVERS_OF_LEAVING
from analytics.drivers.importance import ALL_DRIVERS
from analytics.loyalty.experience import DRIVERS
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import chart_that_says, dot, write
from dashboard.charts.theme import PALETTES, TEMPLATES
from dashboard.pages.loyalty import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

LABELS = {driver.name: driver.label for driver in DRIVERS.values()} | {
    driver.name: driver.label for driver in DRIVERS_OF_LEAVING.values()
}
_ROW_HEIGHT, _AROUND = 48, 64
HEIGHT = _AROUND + _ROW_HEIGHT * len(LABELS)
# A row's name stands above its marks, so that narrow screens have room for both.
_ABOVE, _BELOW = 0.34, 0.16

Row = dict[str, Any]


def share_rows(shares: pl.DataFrame, leaving: pl.DataFrame) -> list[Row]:
    """A row per driver of either model, those of the score first, the largest on top.

    shares: of the score; leaving: as `driver_importance` gives them.
    """
    of_leaving = {row["driver"]: row for row in leaving.iter_rows(named=True) if row["driver"] != ALL_DRIVERS}
    of_score = {row["driver"]: row for row in shares.drop_nulls("share").iter_rows(named=True)}
    told = [name for name, row in of_leaving.items() if row["shapley_share"] is not None]
    names = list(dict.fromkeys([*of_score, *told]))
    return [_row(name, of_score.get(name, {}), of_leaving.get(name, {})) for name in names]


def shares_chart(rows: list[Row], selection: Selection) -> go.Figure:
    """Left dots with whiskers, right bars, under the names."""
    palette, language = PALETTES[selection.theme], selection.language
    if not rows:
        return chart_that_says(texts.NO_MODEL.text(language), selection, HEIGHT)
    chart = make_subplots(rows=1, cols=2, horizontal_spacing=0.1, column_widths=(0.6, 0.4))
    chart.update_layout(template=TEMPLATES[selection.theme], height=HEIGHT, margin={"r": 8})
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        write(chart, LABELS[row["driver"]].text(language), 0, height + _ABOVE, palette.text, yref="y")
        if row["share"] is not None:
            value, low, high = (100 * row[name] for name in ("share", "low", "high"))
            mark = dot(value, low, high, height - _BELOW, palette.accent, _tooltip(row, language))
            chart.add_trace(mark, row=1, col=1)
            chart.add_annotation(
                x=high,
                y=height - _BELOW,
                xanchor="left",
                xshift=6,
                showarrow=False,
                text=_share(row, language),
            )
    chart.add_trace(_bars(rows, palette.accent), row=1, col=2)
    top = len(rows) + 0.9
    write(chart, texts.OF_SCORES.text(language), 0, top, palette.muted, yref="y")
    write(chart, texts.OF_LEAVING.text(language), 1, top, palette.muted, side="right", yref="y")
    widest = max((100 * row["high"] for row in rows if row["share"] is not None), default=1.0)
    chart.update_xaxes(
        range=[0, widest * 1.25], ticksuffix=" %", nticks=4, showgrid=True, rangemode="tozero", row=1, col=1
    )
    longest = max((100 * (row["leaving"] or 0) for row in rows), default=1.0)
    chart.update_xaxes(range=[0, longest * 1.45 or 1], visible=False, row=1, col=2)
    return chart.update_yaxes(range=(0.4, len(rows) + 1.1), visible=False)


def behind_shares(rows: list[Row], language: Language) -> Behind:
    """Every row, and the share of leaving that goes with it, which has an interval."""
    columns = [
        Column("name", texts.DRIVER.text(language)),
        Column("share", texts.OF_SCORES.text(language), "share", "low", "high"),
        Column("leaving", texts.OF_LEAVING.text(language), "share"),
        Column("attributable", texts.ATTRIBUTABLE.text(language), "share", "leaving_low", "leaving_high"),
    ]
    named = [row | {"name": LABELS[row["driver"]].text(language)} for row in rows]
    return Behind.of(named, columns, told=("share", "leaving"))


def _row(name: str, score: Row, leaving: Row) -> Row:
    return {
        "driver": name,
        **{key: score.get(key) for key in ("share", "low", "high", "n")},
        "leaving": leaving.get("shapley_share"),
        "attributable": leaving.get("share"),
        "leaving_low": leaving.get("low"),
        "leaving_high": leaving.get("high"),
    }


def _bars(rows: list[Row], colour: str) -> go.Bar:
    return go.Bar(
        x=[100 * (row["leaving"] or 0) for row in rows],
        y=[height - _BELOW for height in range(len(rows), 0, -1)],
        orientation="h",
        width=0.32,
        marker={"color": colour},
        text=["" if row["leaving"] is None else f"{100 * row['leaving']:.0f} %" for row in rows],
        textposition="outside",
        hoverinfo="skip",
        cliponaxis=False,
    )


def _share(row: Row, language: Language) -> str:
    return show_estimate(row["share"], row["low"], row["high"], "share", language)


def _tooltip(row: Row, language: Language) -> str:
    interval = show_interval(row["low"], row["high"], "share", language)
    n = texts.RATED.text(language, n=show_count(row["n"]))
    return f"{bold(_share(row, language))}\n{interval}\n{n}"
