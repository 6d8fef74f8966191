"""Curves of staying: which share of customers is still there as time goes on."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.retention.survival import SPLITS, Survival
from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import CATEGORIES, PALETTES, faded
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.comparison import part_name, read_lines, shown_parts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 380
_MOST_LINES, _MOST_CLEAR_BANDS = 8, 5
_OPACITY = 0.14
_MOST_TICKS = 8
_MONTH_STEPS = (1, 2, 3, 6, 12, 24)
_MOST_SHARES = 6
# Just over all, so that all is a tick, however rounding falls.
_ALL = 1.005


def survival_chart(found: Survival, settings: Settings, selection: Selection) -> go.Figure:
    """A line per part with its interval, named at its end; words in its place where there are too few."""
    lines = read_lines(found, settings.definitions.small_n)
    if lines.is_empty():
        least = show_count(settings.definitions.small_n)
        words = texts.NO_CURVE.text(selection.language, least=least)
        return chart_that_says(words, selection, HEIGHT)
    parts = shown_parts(lines, _MOST_LINES)
    lines = lines.filter(pl.col("group").is_in(parts, nulls_equal=True))
    colours, language = _colours(found.split, parts, selection), selection.language
    by_part = {part: lines.filter(pl.col("group").eq_missing(part)) for part in parts}
    names = {part: part_name(found.split, part, language) for part in parts}
    chart = canvas(selection, HEIGHT)
    opacity = _OPACITY if len(parts) <= _MOST_CLEAR_BANDS else _OPACITY / 2
    for part, rows in by_part.items():
        chart.add_trace(band(rows["months"], rows["low"], rows["high"], faded(colours[part], opacity)))
    for part, rows in by_part.items():
        tooltips = [_tooltip(row, names[part], language) for row in rows.iter_rows(named=True)]
        chart.add_trace(line(rows["months"], rows["value"], colours[part], tooltips))
    extent = _extent(lines)
    ticks = value_ticks("share", (extent[0], _ALL), language, _MOST_SHARES)
    chart.update_yaxes(range=extent, **ticks)
    _add_months(chart, max(lines["months"].to_list()), found, selection)
    if found.split is not None:
        chart.update_layout(margin={"r": 112})
        name_ends(chart, [(by_part[part]["value"][-1], names[part], colours[part]) for part in parts], extent)
    return chart


def behind_curves(found: Survival, settings: Settings, language: Language) -> Behind:
    """Every part, those too for which the chart has no room."""
    lines = read_lines(found, settings.definitions.small_n)
    names = {part: part_name(found.split, part, language) for part in lines["group"].unique()}
    columns = [
        Column("months", texts.SINCE[found.scale].text(language), "number"),
        Column("value", texts.STILL_THERE_SHARE.text(language), "share", "low", "high"),
        Column("at_risk", texts.OBSERVED.text(language), "count"),
    ]
    if found.split is None:
        return Behind(lines, columns, along="months")
    part = Column("group", SPLITS[found.split].text(language))
    named = lines.with_columns(pl.col("group").replace(names))
    return Behind(named, [part, *columns], along="months", by="group")


def curves_caption(found: Survival, settings: Settings, language: Language) -> str:
    """How to read the curves, and how many of them there are if not all are drawn."""
    least = settings.definitions.small_n
    caption = texts.CURVES_CAPTION.text(language, least=show_count(least))
    count = read_lines(found, least)["group"].n_unique()
    if count <= _MOST_LINES:
        return caption
    return f"{texts.CURVES_CUT.text(language, count=count, most=_MOST_LINES)} {caption}"


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


def _tooltip(row: dict[str, Any], name: str, language: Language) -> str:
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    months = texts.AFTER.text(language, months=f"{row['months']:.1f}")
    watched = texts.AT_RISK.text(language, n=show_count(round(row["at_risk"])))
    return f"{name}\n{bold(value)}\n{interval}\n{watched}\n{months}"


def _extent(lines: pl.DataFrame) -> Range:
    low = min(lines["low"].to_list())
    return (max(0.0, low - 0.03) if low > 1 / 3 else 0.0), 1.01


def _add_months(chart: go.Figure, last: float, found: Survival, selection: Selection) -> None:
    step = next((step for step in _MONTH_STEPS if last / step <= _MOST_TICKS), _MONTH_STEPS[-1])
    ticks = list(range(0, int(last) + 1, step))
    title = axis_title(texts.SINCE[found.scale].text(selection.language), selection, standoff=12)
    chart.update_xaxes(tickvals=ticks, ticktext=[str(tick) for tick in ticks], range=(0, last), title=title)
