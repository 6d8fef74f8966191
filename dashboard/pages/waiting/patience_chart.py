"""How long customers would wait: one falling curve per tier or channel."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, tier_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.waiting import words as texts
from dashboard.pages.waiting.axes import SHARE_TOP, share_axis, wait_axis
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_seconds
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
# More curves could not be told apart, nor their names kept on the chart.
MOST_CURVES = 5
_MARGIN = {"l": 8, "r": 112, "t": 16, "b": 8}
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")

Curves = Sequence[tuple[str, str, str, pl.DataFrame]]


def patience_chart(curves: pl.DataFrame, by: str, settings: Settings, selection: Selection) -> go.Figure:
    """Curves with bands, each as far as enough contacts are left; five at most, those with most abandoned.

    curves: as `analytics.waiting.patience.patience_curve` gives them by contact_tier or channel. Words in the
    chart's place where too few had to wait.
    """
    language, least = selection.language, settings.definitions.small_n
    if curves.is_empty():
        return chart_that_says(texts.NO_WAITS.text(language), selection, HEIGHT)
    sure = _sure(curves, by, settings)
    if sure.is_empty():
        message = texts.TOO_FEW_WAITED.text(language, least=show_count(least))
        return chart_that_says(message, selection, HEIGHT)
    shown = _styled(sure, by, selection)
    chart = canvas(selection, HEIGHT, margin=_MARGIN)
    for name, colour, dash, curve in shown:
        seconds = curve["seconds"]
        tooltips = [_tooltip(row, name, language) for row in curve.iter_rows(named=True)]
        chart.add_trace(band(seconds, curve["low"], curve["high"], faded(colour, 0.16)))
        chart.add_trace(line(seconds, curve["waiting"], colour, tooltips, dash=dash))
    name_ends(
        chart, [(curve["waiting"][-1], name, colour) for name, colour, _, curve in shown], (0, SHARE_TOP)
    )
    chart.update_xaxes(**wait_axis(max(curve["seconds"][-1] for *_, curve in shown), language))
    chart.update_yaxes(**share_axis(language))
    return chart


def behind_patience(curves: pl.DataFrame, by: str, settings: Settings, language: Language) -> Behind:
    """Every curve as far as it can be drawn, those too for which the chart has no room."""
    is_by_tier = by == "contact_tier"
    columns = [
        tier_column(language) if is_by_tier else Column(by, terms.CHANNEL.text(language)),
        Column("seconds", texts.WAIT.text(language), "seconds"),
        Column("waiting", texts.STILL_WAITING.text(language), "share", "low", "high"),
        Column("still_waiting", texts.LEFT_WAITING.text(language), "count"),
    ]
    return Behind(_sure(curves, by, settings), columns, along="seconds", by=by)


def patience_caption(curves: pl.DataFrame, by: str, settings: Settings, language: Language) -> str:
    """How to read the curves, and how many of them there are if not all are drawn."""
    least = show_count(settings.definitions.small_n)
    caption = texts.PATIENCE_CAPTION.text(language, least=least)
    count = _sure(curves, by, settings)[by].n_unique() if curves.height else 0
    if count <= MOST_CURVES:
        return caption
    return f"{texts.CHANNELS_CUT.text(language, count=count, most=MOST_CURVES)} {caption}"


def _sure(curves: pl.DataFrame, by: str, settings: Settings) -> pl.DataFrame:
    """As far as enough contacts are left; tiers from high to low."""
    sure = curves.filter(pl.col("still_waiting") >= settings.definitions.small_n).drop_nulls(by)
    if by != "contact_tier":
        return sure
    tiers = pl.col(by).cast(pl.Enum(CONTACT_TIERS))
    return sure.with_columns(tiers).sort(by, "seconds").with_columns(pl.col(by).cast(pl.String))


def patience_title(curves: pl.DataFrame, by: str, language: Language) -> str:
    """What the curves show, and of how many contacts."""
    sizes = curves.unique(by)
    if sizes.is_empty():
        return texts.PATIENCE.text(language)
    return texts.PATIENCE_OF.text(
        language, n=show_count(int(sizes["n"].sum())), abandoned=show_count(int(sizes["abandoned"].sum()))
    )


def _styled(curves: pl.DataFrame, by: str, selection: Selection) -> Curves:
    """Name, colour, dash and rows of each curve: tiers from high to low, else those with most abandoned."""
    palette = PALETTES[selection.theme]
    groups = {name: rows for (name,), rows in curves.group_by(by)}
    if by == "contact_tier":
        return [
            (terms.tier_name(tier, selection.language), palette.tiers[tier], "solid", groups[tier])
            for tier in CONTACT_TIERS
            if tier in groups
        ]
    names = sorted(groups, key=lambda name: (-groups[name]["abandoned"][0], name))[:MOST_CURVES]
    colours = _colours(palette)
    return [(name, colours[place], _DASHES[place], groups[name]) for place, name in enumerate(names)]


def _colours(palette: Palette) -> list[str]:
    return [palette.accent, palette.worse, palette.tiers["medium"], palette.text, palette.muted]


def _tooltip(row: dict[str, Any], name: str, language: Language) -> str:
    return texts.PATIENCE_TOOLTIP.text(
        language,
        share=bold(show_estimate(row["waiting"], row["low"], row["high"], "share", language)),
        interval=show_interval(row["low"], row["high"], "share", language),
        wait=show_seconds(row["seconds"], 0.5, language),
        left=show_count(row["still_waiting"]),
        group=name,
        n=show_count(row["n"]),
        abandoned=show_count(row["abandoned"]),
    )
