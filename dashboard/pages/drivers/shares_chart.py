"""How much of the leaving goes with each driver: two shares side by side, for they answer two questions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.drivers.declared import DRIVERS
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import dot, write
from dashboard.charts.theme import PALETTES, TEMPLATES
from dashboard.pages.drivers import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

_ROW_HEIGHT, _AROUND = 52, 72
# As tall as all drivers need, however many of them the data know.
HEIGHT = _AROUND + _ROW_HEIGHT * len(DRIVERS)
# A row's name stands above its marks, so that narrow screens have room for both.
_ABOVE, _BELOW = 0.34, 0.16


@dataclass(frozen=True)
class Share:
    """A driver: the share of leaving with its interval, its part of what is explained, n, and where value is
    known what the share comes to in money a year, with its interval."""

    name: str
    value: float
    low: float
    high: float
    shapley: float | None
    n: int
    money: float | None = None
    money_low: float | None = None
    money_high: float | None = None


def shares_chart(rows: Sequence[Share], selection: Selection) -> go.Figure:
    """Left dots with whiskers, right bars, under the names; the first row on top."""
    palette, language = PALETTES[selection.theme], selection.language
    chart = make_subplots(rows=1, cols=2, horizontal_spacing=0.1, column_widths=(0.6, 0.4))
    heights = list(range(len(rows), 0, -1))
    for row, height in zip(rows, heights, strict=True):
        chart.add_trace(_dot(row, height - _BELOW, selection), row=1, col=1)
        write(chart, _name(row, language), 0, height + _ABOVE, palette.text, yref="y")
        _write_value(chart, row, height - _BELOW, selection)
    chart.add_trace(_bars(rows, [height - _BELOW for height in heights], palette.accent), row=1, col=2)
    chart.update_layout(template=TEMPLATES[selection.theme], height=HEIGHT)
    chart.update_layout(margin={"r": 8})
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1}, row=1, col=1)
    top = len(rows) + 0.9
    write(chart, texts.ATTRIBUTABLE.text(language), 0, top, palette.muted, yref="y")
    write(chart, texts.SHAPLEY.text(language), 1, top, palette.muted, side="right", yref="y")
    ends = [100 * end for row in rows for end in (row.low, row.high)]
    air = (max(ends, default=1) - min(ends, default=0)) / 8
    reach = [min(ends, default=0) - air, max(ends, default=1) + 2 * air]
    chart.update_xaxes(range=reach, ticksuffix=" %", nticks=4, showgrid=True, row=1, col=1)
    most = max((100 * (row.shapley or 0) for row in rows), default=1)
    chart.update_xaxes(range=[0, most * 1.45 or 1], visible=False, row=1, col=2)
    chart.update_yaxes(range=(0.4, len(rows) + 1.1), visible=False)
    return chart


def behind_shares(rows: Sequence[Share], language: Language) -> Behind:
    """Every row as it is drawn."""
    columns = [
        Column("name", texts.PICK_DRIVER.text(language)),
        Column("value", texts.ATTRIBUTABLE.text(language), "share", "low", "high"),
        Column("shapley", texts.SHAPLEY.text(language), "share"),
        Column("money", texts.MONEY_A_YEAR.text(language), "money", "money_low", "money_high"),
        Column("n", texts.CUSTOMER_MONTHS.text(language), "count"),
    ]
    return Behind.of([asdict(row) for row in rows], columns, told=("value", "shapley"))


def _name(row: Share, language: Language) -> str:
    """With the money where it is clearly more than none."""
    if row.money is None or row.money_low is None or row.money_high is None or row.money_low <= 0:
        return row.name
    money = show_estimate(row.money, row.money_low, row.money_high, "money", language)
    return texts.NAME_AND_MONEY.text(language, name=row.name, money=money)


def _bars(rows: Sequence[Share], heights: Sequence[float], colour: str) -> go.Bar:
    return go.Bar(
        x=[100 * (row.shapley or 0) for row in rows],
        y=heights,
        orientation="h",
        width=0.32,
        marker={"color": colour},
        text=["" if row.shapley is None else f"{100 * row.shapley:.0f} %" for row in rows],
        textposition="outside",
        hoverinfo="skip",
        cliponaxis=False,
    )


def _write_value(chart: go.Figure, row: Share, height: float, selection: Selection) -> None:
    """The share, at the right end of its whisker."""
    chart.add_annotation(
        x=100 * row.high,
        xref="x",
        xanchor="left",
        xshift=6,
        y=height,
        yref="y",
        text=_value(row, selection),
        showarrow=False,
    )


def _value(row: Share, selection: Selection) -> str:
    return show_estimate(row.value, row.low, row.high, "share", selection.language)


def _dot(row: Share, height: float, selection: Selection) -> go.Scatter:
    palette, language = PALETTES[selection.theme], selection.language
    colour = palette.muted if row.low <= 0 <= row.high else palette.accent
    interval = show_interval(row.low, row.high, "share", language)
    n = texts.N.text(language, n=show_count(row.n))
    tooltip = f"{bold(_value(row, selection))}\n{interval}\n{n}"
    return dot(100 * row.value, 100 * row.low, 100 * row.high, height, colour, tooltip)
