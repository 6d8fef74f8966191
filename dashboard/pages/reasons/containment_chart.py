"""Of contacts without a person, the share that stays without one, by channel."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 460


def containment_chart(found: pl.DataFrame, whole: Figure, selection: Selection) -> go.Figure:
    """A dot with whisker per channel, the least contained on top; the line is that of all channels.

    found: the measure by channel. Words in the chart's place where no channel has enough contacts.
    """
    language, palette = selection.language, PALETTES[selection.theme]
    rows = _known(found).to_dicts()
    if not rows:
        return chart_that_says(texts.NOTHING_CONTAINED.text(language), selection, HEIGHT)
    extent = value_range("share", [end for row in rows for end in (row["low"], row["high"])])
    chart = canvas(selection, HEIGHT, margin={"t": 32, "r": 24})
    if whole.value is not None:
        chart.add_vline(x=whole.value, line={"color": palette.muted, "width": 1})
    for place, row in enumerate(rows):
        value, tooltip = _value(row, language), _tooltip(row, language)
        ends = row["value"], row["low"], row["high"]
        chart.add_trace(dot(*ends, place, palette.accent, tooltip, label=value))
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks("share", extent, language))
    names = {place: row["channel"] or "–" for place, row in enumerate(rows)}
    name_rows(chart, names, range=(len(rows) - 0.4, -0.6))
    return chart


def behind_containment(found: pl.DataFrame, language: Language) -> Behind:
    """Every channel with such contacts."""
    columns = [
        Column("channel", texts.CHANNEL.text(language)),
        Column("value", texts.CONTAINED_TITLE_PLAIN.text(language), "share", "low", "high"),
        count_column(language),
    ]
    return Behind(_known(found), columns)


def containment_title(whole: Figure, language: Language) -> str:
    """The share of all channels."""
    if whole.value is None or whole.low is None or whole.high is None:
        return texts.CONTAINED_TITLE_PLAIN.text(language)
    share = show_estimate(whole.value, whole.low, whole.high, "share", language)
    return texts.CONTAINED_TITLE.text(language, share=share)


def _known(found: pl.DataFrame) -> pl.DataFrame:
    return found.drop_nulls("value").sort("value", "channel")


def _value(row: Row, language: Language) -> str:
    return show_estimate(row["value"], row["low"], row["high"], "share", language)


def _tooltip(row: Row, language: Language) -> str:
    interval = show_interval(row["low"], row["high"], "share", language)
    n = figures.OUT_OF.text(language, n=show_count(row["n"]))
    return f"{bold(_value(row, language))}\n{interval}\n{n}"
