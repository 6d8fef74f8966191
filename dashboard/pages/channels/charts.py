"""One stop by channel, and where channels lie at equal reason."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.catalogue import find_measure
from analytics.measures.measure import Unit
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.channels import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
    show_value,
)
from warehouse.words import Language

HEIGHT = 400


def one_stop_chart(by_channel: pl.DataFrame, whole: Figure, selection: Selection) -> go.Figure:
    """A dot per channel, the least on top; the line is that of all channels."""
    rows = by_channel.drop_nulls("value").sort("value", "channel").with_columns(is_online=pl.lit(True))
    empty = texts.NO_ONE_STOP.text(selection.language)
    return _dots(rows, "share", whole.value, "one_stop", empty, selection)


def levels_chart(channels: pl.DataFrame, figure: str, least: int, selection: Selection) -> go.Figure:
    """A dot per channel at equal reason, online ones filled."""
    rows = channels.sort("value", "channel")
    weighed = (pl.col("value") * pl.col("n")).sum() / pl.col("n").sum()
    mean: float | None = rows.select(weighed).item() if rows.height else None
    empty = texts.NO_LEVELS.text(selection.language, least=show_count(least))
    return _dots(rows, find_measure(figure).unit, mean, figure, empty, selection)


def behind_one_stop(by_channel: pl.DataFrame, language: Language) -> Behind:
    """Every channel."""
    name = find_measure("one_stop").label.text(language)
    columns = [
        Column("channel", texts.CHANNEL.text(language)),
        Column("value", name, "share", "low", "high"),
        count_column(language),
    ]
    return Behind(by_channel.drop_nulls("value").sort("value", "channel"), columns)


def behind_levels(channels: pl.DataFrame, figure: str, language: Language) -> Behind:
    """Every channel, at equal reason and as it is."""
    unit = find_measure(figure).unit
    columns = [
        Column("channel", texts.CHANNEL.text(language)),
        Column("is_online", texts.ONLINE.text(language)),
        Column("value", texts.ADJUSTED.text(language), unit, "low", "high"),
        Column("plain", texts.AS_IT_IS.text(language), unit),
        count_column(language),
    ]
    return Behind(channels.sort("value", "channel"), columns)


def levels_caption(spread: dict[str, Any], language: Language) -> str:
    """How far channels lie apart, and online from offline."""
    unit = find_measure(spread["figure"]).unit
    if spread["note"] is not None:
        return ""
    low, high = spread["spread_low"], spread["spread_high"]
    return texts.LEVELS_CAPTION.text(
        language,
        spread=_plain_size(spread["spread"], (high - low) / 2, unit, language),
        interval=show_change_interval(low, high, unit, language),
        beyond=(texts.BEYOND if spread["is_spread"] else texts.WITHIN).text(language),
        gap=_gap(spread, unit, language),
    )


def _gap(spread: dict[str, Any], unit: Unit, language: Language) -> str:
    if spread["online_gap"] is None:
        return texts.NO_GAP.text(language)
    ends = spread["gap_low"], spread["gap_high"]
    return texts.GAP.text(
        language,
        gap=show_difference(spread["online_gap"], *ends, unit, language),
        interval=show_change_interval(*ends, unit, language),
    )


def _plain_size(value: float, half: float, unit: Unit, language: Language) -> str:
    return show_difference(value, value - half, value + half, unit, language).removeprefix("+")


def _dots(
    rows: pl.DataFrame, unit: Unit, line: float | None, name: str, empty: str, selection: Selection
) -> go.Figure:
    language, palette = selection.language, PALETTES[selection.theme]
    if rows.is_empty():
        return chart_that_says(empty, selection, HEIGHT)
    extent = value_range(unit, [*rows["low"], *rows["high"]])
    chart = canvas(selection, HEIGHT, margin={"t": 32, "r": 24})
    if line is not None:
        chart.add_vline(x=line, line={"color": palette.muted, "width": 1})
    for place, row in enumerate(rows.iter_rows(named=True)):
        ends = row["value"], row["low"], row["high"]
        symbol = "circle" if row["is_online"] else "circle-open"
        label = show_estimate(*ends, unit, language)
        mark = dot(*ends, place, palette.accent, _tooltip(row, unit, language), symbol=symbol, label=label)
        there = selection.pick(channel=row["channel"] or ())
        chart.add_trace(mark.update(meta=to_contacts(name, there)))
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks(unit, extent, language))
    names = {place: channel or "–" for place, channel in enumerate(rows["channel"])}
    name_rows(chart, names, range=(rows.height - 0.4, -0.6))
    return chart


def _tooltip(row: dict[str, Any], unit: Unit, language: Language) -> str:
    value, low, high = row["value"], row["low"], row["high"]
    interval = show_interval(low, high, unit, language)
    n = figures.OUT_OF.text(language, n=show_count(row["n"]))
    return f"{bold(show_value(value, (high - low) / 2, unit, language))}\n{interval}\n{n}"
