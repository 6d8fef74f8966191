"""The share of failures recovered as time passes."""

import plotly.graph_objects as go
import polars as pl

from analytics.catalogue import find_measure
from analytics.recovery.time_to_recover import TimeToRecover
from dashboard.components.axes import value_range, value_ticks
from dashboard.components.blank import chart_that_says
from dashboard.figure import Figure
from dashboard.numbers import show_count, show_interval, show_seconds, show_share, show_value
from dashboard.selection import Selection
from dashboard.texts import recovery as texts
from dashboard.theme import PALETTES, TEMPLATES
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
# Beyond this part of what is recovered in the end the curve is flat.
_NEARLY_ALL = 0.99


def recovery_curve(found: TimeToRecover, settings: Settings, selection: Selection) -> go.Figure:
    """A step line with its band; words in its place where too few failures were taken up."""
    language, palette = selection.language, PALETTES[selection.theme]
    if found.recovered == 0 or found.failures < settings.definitions.small_n:
        return chart_that_says(texts.NO_RECOVERIES.text(language), selection, HEIGHT)
    shown = _shown(found.course)
    seconds, shares = find_measure("time_to_recover_p50"), find_measure("recovery_rate")
    times = shown["seconds"].to_list()
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    chart.add_trace(
        go.Scatter(
            x=times + times[::-1],
            y=shown["high"].to_list() + shown["low"].to_list()[::-1],
            fill="toself",
            fillcolor=palette.band(),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
        )
    )
    chart.add_trace(
        go.Scatter(
            x=times,
            y=shown["share"].to_list(),
            mode="lines",
            line={"color": palette.accent, "width": 2, "shape": "hv"},
            text=[_tooltip(row, language) for row in shown.iter_rows(named=True)],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    chart.update_yaxes(range=(0, 1.02), **value_ticks(shares, (0, 1), language))
    extent = value_range(seconds, times)
    chart.update_xaxes(range=extent, **value_ticks(seconds, extent, language))
    chart.update_layout(margin={"r": 24})
    return chart


def curve_title(median: Figure, language: Language) -> str:
    """By when half of what was taken up is recovered, where it is known."""
    if median.value is None:
        return texts.CURVE_TITLE_PLAIN.text(language)
    time = show_seconds(median.value, median.half_width, language)
    return texts.CURVE_TITLE.text(language).format(share=show_value(0.5, 1, "share", language), time=time)


def curve_reading(found: TimeToRecover, language: Language) -> str:
    """What the curve counts."""
    return texts.CURVE_READING.text(language).format(n=show_count(found.failures))


def _shown(course: pl.DataFrame) -> pl.DataFrame:
    """From nothing at the failure to where the curve turns flat."""
    reached = course.filter(pl.col("share") >= _NEARLY_ALL * pl.col("share").max())["seconds"].min()
    start = pl.DataFrame({"seconds": [0.0], "share": [0.0], "low": [0.0], "high": [0.0]})
    return pl.concat([start, course.filter(pl.col("seconds") <= reached)])


def _tooltip(row: dict[str, float], language: Language) -> str:
    after = texts.SINCE_FAILURE.text(language).format(
        time=show_seconds(row["seconds"], row["seconds"] / 25, language)
    )
    interval = show_interval(row["low"], row["high"], "share", language)
    return f"<b>{show_share(row['share'])}</b><br>{interval}<br>{after}"
