"""How waits end, answered or given up, by their length."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import PALETTES, faded
from dashboard.pages.waiting import words as texts
from dashboard.pages.waiting.axes import SHARE_TOP, share_axis, wait_axis
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_seconds, show_value
from warehouse.words import Language

HEIGHT = 300
_MARGIN = {"l": 8, "r": 80, "t": 16, "b": 8}
# Beyond this share of contacts nothing of note happens on the axis.
_NEARLY_ALL = 0.999


def ended_chart(ended: pl.DataFrame, service_level_seconds: float, selection: Selection) -> go.Figure:
    """Two rising lines with bands: the share answered and the share given up by each wait.

    ended: as `analytics.waiting.ended.ended_waits` gives it. Words in the chart's place where it is empty.
    """
    language, palette = selection.language, PALETTES[selection.theme]
    if ended.is_empty():
        return chart_that_says(texts.NO_WAITS.text(language), selection, HEIGHT)
    chart, ends = canvas(selection, HEIGHT, margin=_MARGIN), []
    for name, label, colour in (
        ("answered", texts.ANSWERED.text(language), palette.accent),
        ("gave_up", texts.GAVE_UP.text(language), palette.worse),
    ):
        seconds, tooltips = ended["seconds"], _tooltips(ended, name, label, language)
        chart.add_trace(band(seconds, ended[f"{name}_low"], ended[f"{name}_high"], faded(colour, 0.16)))
        chart.add_trace(line(seconds, ended[name], colour, tooltips))
        ends.append((ended[name][-1], label, colour))
    name_ends(chart, ends, (0, SHARE_TOP))
    chart.add_vline(x=service_level_seconds, line={"color": palette.muted, "width": 1, "dash": "dash"})
    chart.update_xaxes(**wait_axis(_longest(ended), language))
    chart.update_yaxes(**share_axis(language))
    return chart


def behind_ended(ended: pl.DataFrame, language: Language) -> Behind:
    """The shares answered and given up by each wait."""
    columns = [
        Column("seconds", texts.WAIT.text(language), "seconds"),
        Column("answered", texts.ANSWERED_BY_THEN.text(language), "share", "answered_low", "answered_high"),
        Column("gave_up", texts.GAVE_UP_BY_THEN.text(language), "share", "gave_up_low", "gave_up_high"),
        count_column(language),
    ]
    return Behind(ended, columns, along="seconds", told=("answered", "gave_up"))


def ended_title(in_time: Figure, ended_in_time: Figure, seconds: float, language: Language) -> str:
    """What had become of the contacts by the time of the service level, from exact counts.

    in_time: the measure service_level_negative. ended_in_time: service_level_positive.
    """
    if in_time.value is None or ended_in_time.value is None:
        return texts.ENDED.text(language)
    gave_up = ended_in_time.value - in_time.value
    return texts.ENDED_AT.text(
        language,
        wait=show_seconds(seconds, 1, language),
        answered=show_value(in_time.value, in_time.half_width, "share", language),
        gave_up=show_value(gave_up, in_time.half_width, "share", language),
        n=show_count(in_time.n),
    )


def _longest(ended: pl.DataFrame) -> float:
    """The wait by which nearly all waits have ended."""
    has_ended = pl.col("answered") + pl.col("gave_up") >= _NEARLY_ALL
    return float(ended.filter(has_ended)["seconds"][0])


def _tooltips(ended: pl.DataFrame, name: str, label: str, language: Language) -> list[str]:
    return [_tooltip(row, name, label, language) for row in ended.iter_rows(named=True)]


def _tooltip(row: dict[str, float], name: str, label: str, language: Language) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    share = show_estimate(row[name], low, high, "share", language)
    wait = texts.BY_WAIT.text(language, wait=show_seconds(row["seconds"], 0.5, language))
    n = figures.OUT_OF.text(language, n=show_count(int(row["n"])))
    return f"{bold(share)} {label}\n{show_interval(low, high, 'share', language)}\n{wait} · {n}"
