"""Failure by the number of the contact, a line per contact tier."""

from collections.abc import Sequence
from math import exp
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.recovery.by_number import FailureByNumber
from analytics.statistics.slope import Slope
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column, tier_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, line, name_ends, whiskers
from dashboard.charts.theme import PALETTES
from dashboard.pages.recovery import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 520
_LAST = 4
_ASIDE = 0.05

Row = dict[str, Any]


def failure_chart(found: FailureByNumber, selection: Selection) -> go.Figure:
    """Lines with whiskers; words in their place where too few customers are known."""
    language, palette = selection.language, PALETTES[selection.theme]
    if found.rates.is_empty():
        return chart_that_says(texts.NO_FAILURE_RATES.text(language), selection, HEIGHT)
    extent = value_range("share", [*found.rates["low"], *found.rates["high"]])
    chart, ends = canvas(selection, HEIGHT, margin={"r": 120}), []
    tiers = [tier for tier in CONTACT_TIERS if tier in set(found.rates["contact_tier"])]
    for place, tier in enumerate(tiers):
        rows = found.rates.filter(pl.col("contact_tier") == tier)
        aside = (place - (len(tiers) - 1) / 2) * _ASIDE
        chart.add_trace(_line(rows, aside, palette.tiers[tier], language))
        ends.append((rows["value"][-1], terms.tier_name(tier, language), palette.tiers[tier]))
    chart.update_yaxes(range=extent, **value_ticks("share", extent, language))
    _number_contacts(chart, sorted(set(found.rates["contact_number"])), selection)
    name_ends(chart, ends, extent)
    return chart


def behind_failure(found: FailureByNumber, language: Language) -> Behind:
    """The rate of each tier and number of contact."""
    columns = [
        tier_column(language),
        Column("contact_number", texts.NUMBER_AXIS.text(language)),
        Column("value", texts.FAILURE_SHARE.text(language), "share", "low", "high"),
        count_column(language),
    ]
    return Behind(found.rates, columns, along="contact_number", by="contact_tier")


def failure_title(found: FailureByNumber, settings: Settings, language: Language) -> str:
    """What further contacts go with, over all tiers shown."""
    slope = found.slopes.get(None)
    if slope is None:
        return texts.FAILURE_TITLE.text(language)
    rises_or_falls = slope.low > 0 or slope.high < 0
    words = texts.FAILURE_RISES if rises_or_falls else texts.FAILURE_FLAT
    return words.text(language, days=settings.definitions.first_contact_days, **_times(slope))


def _times(slope: Slope) -> dict[str, str]:
    parts = {"times": slope.log_odds, "low": slope.low, "high": slope.high}
    return {name: f"{exp(value):.2f}" for name, value in parts.items()}


def _number_contacts(chart: go.Figure, numbers: Sequence[int], selection: Selection) -> None:
    chart.update_xaxes(
        range=(numbers[0] - 0.3, numbers[-1] + 0.3),
        tickvals=numbers,
        ticktext=[_nth(number) for number in numbers],
        title=axis_title(texts.NUMBER_AXIS.text(selection.language), selection),
    )


def _line(rows: pl.DataFrame, aside: float, colour: str, language: Language) -> go.Scatter:
    tooltips = [_tooltip(row, language) for row in rows.iter_rows(named=True)]
    return line(rows["contact_number"] + aside, rows["value"], colour, tooltips).update(
        mode="lines+markers",
        marker={"color": colour, "size": 8},
        error_y=whiskers(rows["value"], rows["low"], rows["high"], colour),
        cliponaxis=False,
    )


def _tooltip(row: Row, language: Language) -> str:
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    n = figures.OUT_OF.text(language, n=show_count(row["n"]))
    tier = terms.tier_name(row["contact_tier"], language)
    contact = texts.NTH_CONTACT.text(language, number=_nth(row["contact_number"]))
    return f"{bold(value)}\n{interval}\n{n}\n{tier} · {contact}"


def _nth(number: int) -> str:
    """The last number stands for all that follow."""
    return f"{number}+" if number == _LAST else str(number)
