"""Failure by the number of the contact, a line per contact tier."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analytics.catalogue import find_measure
from analytics.recovery.by_number import FailureByNumber
from analytics.statistics.slope import Slope
from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, spread, value_range, value_ticks
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, SMALL, TEMPLATES
from dashboard.pages.recovery import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 520
_LAST = 4
_LABEL_GAP = 0.06
_ASIDE = 0.05

Row = dict[str, Any]


def failure_lines(found: FailureByNumber, selection: Selection) -> go.Figure:
    """Lines with whiskers; words in their place where too few customers are known."""
    language, palette = selection.language, PALETTES[selection.theme]
    if found.rates.is_empty():
        return chart_that_says(texts.NO_FAILURE_RATES.text(language), selection, HEIGHT)
    failure = find_measure("failure")
    extent = value_range(failure, [*found.rates["low"], *found.rates["high"]])
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    tiers = [tier for tier in CONTACT_TIERS if tier in set(found.rates["contact_tier"])]
    for place, tier in enumerate(tiers):
        rows = [row for row in found.rates.iter_rows(named=True) if row["contact_tier"] == tier]
        aside = (place - (len(tiers) - 1) / 2) * _ASIDE
        chart.add_trace(_line(rows, aside, palette.tiers[tier], language))
    chart.update_yaxes(range=extent, **value_ticks(failure, extent, language))
    numbers = sorted(set(found.rates["contact_number"]))
    chart.update_xaxes(
        range=(numbers[0] - 0.3, numbers[-1] + 0.3),
        tickvals=numbers,
        ticktext=[_nth(number) for number in numbers],
        title={"text": texts.NUMBER_AXIS.text(language), "font": {"size": SMALL, "color": palette.muted}},
    )
    _add_names(chart, found, tiers, extent, selection)
    return chart


def failure_title(found: FailureByNumber, settings: Settings, language: Language) -> str:
    """What further contacts go with, over all tiers shown."""
    slope = found.slopes.get(None)
    if slope is None:
        return texts.FAILURE_TITLE.text(language)
    rises_or_falls = slope.low > 0 or slope.high < 0
    words = texts.FAILURE_RISES if rises_or_falls else texts.FAILURE_FLAT
    return words.text(language).format(days=settings.definitions.first_contact_days, **_times(slope))


def _times(slope: Slope) -> dict[str, str]:
    parts = {"times": slope.log_odds, "low": slope.low, "high": slope.high}
    return {name: f"{2.718281828459045**value:.2f}" for name, value in parts.items()}


def _line(rows: Sequence[Row], aside: float, colour: str, language: Language) -> go.Scatter:
    return go.Scatter(
        x=[row["contact_number"] + aside for row in rows],
        y=[row["value"] for row in rows],
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"color": colour, "size": 8},
        error_y={
            "array": [row["high"] - row["value"] for row in rows],
            "arrayminus": [row["value"] - row["low"] for row in rows],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        text=[_tooltip(row, language) for row in rows],
        hovertemplate="%{text}",
        cliponaxis=False,
    )


def _tooltip(row: Row, language: Language) -> str:
    value = show_value(row["value"], (row["high"] - row["low"]) / 2, "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    n = figures.OUT_OF.text(language).format(n=show_count(row["n"]))
    tier = terms.tier_name(row["contact_tier"], language)
    contact = texts.NTH_CONTACT.text(language).format(number=_nth(row["contact_number"]))
    return f"{bold(value)}\n{interval}\n{n}\n{tier} · {contact}"


def _nth(number: int) -> str:
    """The last number stands for all that follow."""
    return f"{number}+" if number == _LAST else str(number)


def _add_names(
    chart: go.Figure, found: FailureByNumber, tiers: Sequence[str], extent: Range, selection: Selection
) -> None:
    """The tier at the right end of its line, kept apart."""
    last = {row["contact_tier"]: row["value"] for row in found.rates.iter_rows(named=True)}
    heights = [(last[tier] - extent[0]) / (extent[1] - extent[0]) for tier in tiers]
    for tier, height in zip(tiers, spread(heights, _LABEL_GAP), strict=True):
        chart.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            y=height,
            yref="paper",
            yanchor="middle",
            showarrow=False,
            text=terms.tier_name(tier, selection.language),
            font={"color": PALETTES[selection.theme].tiers[tier]},
        )
    chart.update_layout(margin={"r": 120})
