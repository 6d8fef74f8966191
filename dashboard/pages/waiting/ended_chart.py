"""How waits end, answered or given up, by their length."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, TEMPLATES, faded
from dashboard.pages.waiting import words as texts
from dashboard.pages.waiting.axes import share_axis, wait_axis
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import show_count, show_interval, show_seconds, show_value
from warehouse.words import Language, Words

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
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT, "margin": _MARGIN})
    for name, label, colour in (
        ("answered", texts.ANSWERED, palette.accent),
        ("gave_up", texts.GAVE_UP, palette.worse),
    ):
        chart.add_traces([_band(ended, name, colour), _line(ended, name, label, colour, language)])
        _add_label(chart, ended[name][-1], label.text(language), colour)
    chart.add_vline(x=service_level_seconds, line={"color": palette.muted, "width": 1, "dash": "dash"})
    chart.update_xaxes(**wait_axis(_longest(ended), language))
    chart.update_yaxes(**share_axis(language))
    return chart


def ended_title(in_time: Figure, ended_in_time: Figure, seconds: float, language: Language) -> str:
    """What had become of the contacts by the time of the service level, from exact counts.

    in_time: the measure service_level_negative. ended_in_time: service_level_positive.
    """
    if in_time.value is None or ended_in_time.value is None:
        return texts.ENDED.text(language)
    gave_up = ended_in_time.value - in_time.value
    return texts.ENDED_AT.text(language).format(
        wait=show_seconds(seconds, 1, language),
        answered=show_value(in_time.value, in_time.half_width, "share", language),
        gave_up=show_value(gave_up, in_time.half_width, "share", language),
        n=show_count(in_time.n),
    )


def _longest(ended: pl.DataFrame) -> float:
    """The wait by which nearly all waits have ended."""
    has_ended = pl.col("answered") + pl.col("gave_up") >= _NEARLY_ALL
    return float(ended.filter(has_ended)["seconds"][0])


def _share(row: dict[str, float], name: str, language: Language) -> str:
    return show_value(row[name], (row[f"{name}_high"] - row[f"{name}_low"]) / 2, "share", language)


def _band(ended: pl.DataFrame, name: str, colour: str) -> go.Scatter:
    seconds, lows, highs = (ended[part].to_list() for part in ("seconds", f"{name}_low", f"{name}_high"))
    return go.Scatter(
        x=seconds + seconds[::-1],
        y=highs + lows[::-1],
        fill="toself",
        fillcolor=faded(colour, 0.16),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _line(ended: pl.DataFrame, name: str, label: Words, colour: str, language: Language) -> go.Scatter:
    return go.Scatter(
        x=ended["seconds"].to_list(),
        y=ended[name].to_list(),
        mode="lines",
        line={"color": colour, "width": 2},
        text=[_tooltip(row, name, label, language) for row in ended.iter_rows(named=True)],
        hovertemplate="%{text}",
    )


def _tooltip(row: dict[str, float], name: str, label: Words, language: Language) -> str:
    wait = texts.BY_WAIT.text(language).format(wait=show_seconds(row["seconds"], 0.5, language))
    interval = show_interval(row[f"{name}_low"], row[f"{name}_high"], "share", language)
    n = figures.OUT_OF.text(language).format(n=show_count(int(row["n"])))
    return f"{bold(_share(row, name, language))} {label.text(language)}\n{interval}\n{wait} · {n}"


def _add_label(chart: go.Figure, height: float, label: str, colour: str) -> None:
    chart.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=6,
        y=height,
        yanchor="middle",
        showarrow=False,
        text=label,
        font={"color": colour},
    )
