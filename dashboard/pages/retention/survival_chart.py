"""Curves of staying: which share of customers is still there as time goes on."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.retention.survival import Survival
from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, spread
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import CATEGORIES, PALETTES, SMALL, TEMPLATES, faded
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.staying import part_name, read_lines, shown_parts
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 380
_LABEL_GAP = 0.07
_MOST_LINES, _MOST_CLEAR_BANDS = 8, 5
_OPACITY = 0.14
_MOST_TICKS = 8
_MONTH_STEPS = (1, 2, 3, 6, 12, 24)
_SHARE_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
_MOST_SHARES = 6


def survival_chart(found: Survival, settings: Settings, selection: Selection) -> go.Figure:
    """A line per part with its interval, named at its end; words in its place where there are too few."""
    lines = read_lines(found, settings.definitions.small_n)
    if lines.is_empty():
        least = show_count(settings.definitions.small_n)
        words = texts.NO_CURVE.text(selection.language).format(least=least)
        return chart_that_says(words, selection, HEIGHT)
    parts = shown_parts(lines, _MOST_LINES)
    lines = lines.filter(pl.col("group").is_in(parts, nulls_equal=True))
    colours = _colours(found.split, parts, selection)
    figure = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    drawn = {part: lines.filter(pl.col("group").eq_missing(part)) for part in parts}
    opacity = _OPACITY if len(parts) <= _MOST_CLEAR_BANDS else _OPACITY / 2
    figure.add_traces([_band(line, faded(colours[part], opacity)) for part, line in drawn.items()])
    for part, line in drawn.items():
        figure.add_trace(
            _line(line, part_name(found.split, part, selection.language), colours[part], selection)
        )
    extent = _extent(lines)
    figure.update_yaxes(range=extent, **_share_ticks(extent, selection.language))
    _add_months(figure, max(lines["months"].to_list()), found, selection)
    if found.split is not None:
        _add_names(figure, drawn, found.split, colours, extent, selection.language)
    return figure


def _colours(
    split: str | None, parts: Sequence[str | None], selection: Selection
) -> Mapping[str | None, str]:
    """Tiers in their own colours; other parts by their place."""
    palette = PALETTES[selection.theme]
    if split is None:
        return {None: palette.accent}
    if split == "contact_tier":
        return {part: palette.tiers.get(part or "", palette.muted) for part in parts}
    return dict(zip(parts, CATEGORIES[selection.theme], strict=False))


def _band(line: pl.DataFrame, colour: str) -> go.Scatter:
    months = line["months"].to_list()
    return go.Scatter(
        x=months + months[::-1],
        y=line["high"].to_list() + line["low"].to_list()[::-1],
        fill="toself",
        fillcolor=colour,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _line(line: pl.DataFrame, name: str, colour: str, selection: Selection) -> go.Scatter:
    return go.Scatter(
        x=line["months"].to_list(),
        y=line["value"].to_list(),
        mode="lines",
        line={"color": colour, "width": 2},
        text=[_tooltip(row, name, selection.language) for row in line.iter_rows(named=True)],
        hovertemplate="%{text}",
    )


def _tooltip(row: dict[str, Any], name: str, language: Language) -> str:
    value = show_value(row["value"], (row["high"] - row["low"]) / 2, "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    months = texts.AFTER.text(language).format(months=f"{row['months']:.1f}")
    watched = texts.AT_RISK.text(language).format(n=show_count(round(row["at_risk"])))
    return f"{name}\n{bold(value)}\n{interval}\n{watched}\n{months}"


def _extent(lines: pl.DataFrame) -> Range:
    low = min(lines["low"].to_list())
    return (max(0.0, low - 0.03) if low > 1 / 3 else 0.0), 1.01


def _share_ticks(extent: Range, language: Language) -> dict[str, list[Any]]:
    step = next(step for step in _SHARE_STEPS if (extent[1] - extent[0]) / step <= _MOST_SHARES)
    shares = [place * step for place in range(round(1 / step) + 1) if place * step >= extent[0]]
    return {"tickvals": shares, "ticktext": [show_value(share, step, "share", language) for share in shares]}


def _add_months(figure: go.Figure, last: float, found: Survival, selection: Selection) -> None:
    step = next((step for step in _MONTH_STEPS if last / step <= _MOST_TICKS), _MONTH_STEPS[-1])
    ticks = list(range(0, int(last) + 1, step))
    title = {
        "text": texts.SINCE[found.scale].text(selection.language),
        "font": {"color": PALETTES[selection.theme].muted, "size": SMALL},
        "standoff": 12,
    }
    figure.update_xaxes(tickvals=ticks, ticktext=[str(tick) for tick in ticks], range=(0, last), title=title)


def _add_names(
    figure: go.Figure,
    drawn: Mapping[str | None, pl.DataFrame],
    split: str,
    colours: Mapping[str | None, str],
    extent: Range,
    language: Language,
) -> None:
    """Names at the right end, kept apart."""
    ends = [(line["value"][-1] - extent[0]) / (extent[1] - extent[0]) for line in drawn.values()]
    for place, part in zip(spread(ends, _LABEL_GAP), drawn, strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=place,
            yref="paper",
            yanchor="middle",
            showarrow=False,
            text=part_name(split, part, language),
            font={"color": colours[part]},
        )
    figure.update_layout(margin={"r": 112})
