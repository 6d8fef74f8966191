"""What became of customers who entered a stage, day by day: moved on, left, or still there."""

from collections.abc import Mapping

import plotly.graph_objects as go
import polars as pl

from analytics.stages.curves import STATES
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.shown import Row
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 340
_OPACITY = 0.14
# Just over all, so that all is a tick, however rounding falls.
_EXTENT = (0.0, 1.005)
# A point each quarter of an hour is more than a screen shows.
_POINTS = 200


def curves_chart(curve: pl.DataFrame, settings: Settings, selection: Selection) -> go.Figure:
    """Three lines with their bands. curve: as `transition` gives it."""
    language, shown = selection.language, _shown(curve, settings)
    if shown.height < 2:
        return chart_that_says(texts.NO_CURVE.text(language), selection, HEIGHT)
    colours = _colours(PALETTES[selection.theme])
    chart, days = canvas(selection, HEIGHT), shown["days"]
    for state, colour in colours.items():
        low, high = (shown[f"{state}_{end}"] for end in ("low", "high"))
        chart.add_trace(band(days, low, high, faded(colour, _OPACITY)))
    for state, colour in colours.items():
        tooltips = [_tooltip(row, state, language) for row in shown.iter_rows(named=True)]
        chart.add_trace(line(days, shown[state], colour, tooltips))
    chart.update_yaxes(range=_EXTENT, **value_ticks("share", _EXTENT, language))
    title = axis_title(texts.DAYS_SINCE.text(language), selection, standoff=8)
    chart.update_xaxes(range=(0, days[-1]), nticks=8, title=title)
    names = {state: texts.STATES[state].text(language) for state in colours}
    name_ends(chart, [(shown[state][-1], names[state], colours[state]) for state in colours], _EXTENT)
    return chart.update_layout(margin={"r": 88})


def behind_curves(curve: pl.DataFrame, settings: Settings, language: Language) -> Behind:
    """The points that are drawn."""
    columns = [
        Column("days", texts.DAYS_SINCE.text(language), "number"),
        *(
            Column(state, texts.STATES[state].text(language), "share", f"{state}_low", f"{state}_high")
            for state in STATES
        ),
        Column("at_risk", texts.OBSERVED.text(language), "count"),
    ]
    return Behind(_shown(curve, settings), columns, along="days")


def _shown(curve: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """As far as enough are watched, or nearly nobody is left, at no more points than are seen."""
    enough = curve.filter(pl.col("at_risk") >= settings.definitions.small_n)
    if enough.is_empty():
        return enough
    end = min(float(enough["days"][-1]), settings.process.horizon_days)
    inside = enough.filter(pl.col("days") <= end)
    steps = (pl.col("days") / max(end, 1e-9) * _POINTS).floor()
    return inside.group_by(steps.alias("step"), maintain_order=True).last().drop("step")


def _colours(palette: Palette) -> Mapping[str, str]:
    return dict(zip(STATES, (palette.accent, palette.worse, palette.muted), strict=True))


def _tooltip(row: Row, state: str, language: Language) -> str:
    low, high = row[f"{state}_low"], row[f"{state}_high"]
    value = show_estimate(row[state], low, high, "share", language)
    after = texts.AFTER.text(language, days=f"{row['days']:.1f}")
    watched = texts.OF_CUSTOMERS.text(language, n=show_count(round(row["at_risk"])))
    interval = show_interval(low, high, "share", language)
    return f"{texts.STATES[state].text(language)} {bold(value)}\n{interval}\n{watched}\n{after}"
