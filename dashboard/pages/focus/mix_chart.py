"""The share of each contact tier by month."""

from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column, tier_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line, name_ends, points
from dashboard.charts.theme import PALETTES, faded
from dashboard.pages.focus import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.dates import show_step
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Language

HEIGHT = 340


def mix_chart(mix: pl.DataFrame, selection: Selection) -> go.Figure:
    """A line with a band per tier, named at its end; words in its place with fewer than two months."""
    language, palette = selection.language, PALETTES[selection.theme]
    if mix["month"].n_unique() < 2:
        return chart_that_says(texts.NO_MIX.text(language), selection, HEIGHT)
    extent = value_range("share", [*mix["low"], *mix["high"]])
    days = mix["month"].unique().sort().to_list()
    chart, ends = canvas(selection, HEIGHT), []
    for tier in CONTACT_TIERS:
        rows = mix.filter(contact_tier=tier).sort("month")
        if rows.is_empty():
            continue
        colour, at = palette.tiers[tier], rows["month"].to_list()
        tips = [_tooltip(row, language) for row in rows.iter_rows(named=True)]
        chart.add_trace(band(at, rows["low"], rows["high"], faded(colour, 0.16)))
        chart.add_trace(line(at, rows["value"], colour))
        marks = points(at, rows["value"], {"color": colour, "size": 7}, tips)
        chart.add_trace(marks.update(meta=to_contacts("contacts", selection.pick(contact_tier=tier))))
        ends.append((rows["value"][-1], terms.tier_name(tier, language), colour))
    chart.update_yaxes(range=extent, **value_ticks("share", extent, language))
    chart.update_xaxes(range=date_range(days), **date_ticks(days, "month", language))
    name_ends(chart, ends, extent)
    return chart


def behind_mix(mix: pl.DataFrame, language: Language) -> Behind:
    """Every month and tier."""
    columns = [
        Column("month", texts.MONTH.text(language)),
        tier_column(language),
        Column("value", texts.TIER_SHARE.text(language), "share", "low", "high"),
        count_column(language, "contacts"),
    ]
    return Behind(mix, columns, along="month", by="contact_tier")


def _tooltip(row: dict[str, Any], language: Language) -> str:
    ends = row["low"], row["high"]
    value = show_estimate(row["value"], *ends, "share", language)
    month = show_step(row["month"], _month_end(row["month"]), "month", language)
    n = figures.OUT_OF.text(language, n=show_count(row["n"]))
    return f"{month}\n{bold(value)}\n{show_interval(*ends, 'share', language)}\n{n}"


def _month_end(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
