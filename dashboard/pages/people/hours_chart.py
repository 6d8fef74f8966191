"""Time in service of an agent by the hour of the clock, a line per tier."""

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, tier_column
from dashboard.charts.marks import band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import PALETTES, faded
from dashboard.pages.people import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Language

HEIGHT = 300
_MINUTE = 60
# Narrow screens have room for so many ticks.
_MOST_TICKS = 5


def hours_chart(hours: pl.DataFrame, selection: Selection) -> go.Figure:
    """Lines with bands. hours: rows of `workload_by_hour` by contact_tier."""
    palette, language = PALETTES[selection.theme], selection.language
    known = hours.drop_nulls(["contact_tier", "busy_seconds"]).filter(pl.col("busy_seconds") > 0)
    if known.is_empty():
        return chart_that_says(texts.NO_TIMES.text(language), selection, HEIGHT)
    chart, ends = canvas(selection, HEIGHT, margin={"r": 110}), []
    for tier in CONTACT_TIERS:
        rows = known.filter(contact_tier=tier).sort("hour")
        if rows.is_empty():
            continue
        colour, at = palette.tiers[tier], rows["hour"].cast(pl.Int64).to_list()
        value, low, high = (
            (rows[f"busy_seconds{end}"].fill_null(rows["busy_seconds"]) / _MINUTE).to_list()
            for end in ("", "_low", "_high")
        )
        tips = [_told(row, tier, language) for row in rows.iter_rows(named=True)]
        chart.add_traces([band(at, low, high, faded(colour, 0.14)), line(at, value, colour, tips)])
        ends.append((value[-1], terms.tier_name(tier, language), colour))
    at = known["hour"].cast(pl.Int64).unique().sort().to_list()
    most = 1.05 * max(known["busy_seconds_high"].fill_null(known["busy_seconds"]).to_list()) / _MINUTE
    step = 3 if at[-1] - at[0] < 3 * _MOST_TICKS else 6
    ticks = [hour for hour in range(0, 24, step) if at[0] <= hour <= at[-1]]
    names = [texts.CLOCK.text(language, hour=hour) for hour in ticks]
    chart.update_xaxes(tickvals=ticks, ticktext=names, tickangle=0)
    chart.update_yaxes(range=(0, most), ticksuffix=f" {texts.MINUTES.text(language)}", nticks=5)
    name_ends(chart, ends, (0, most))
    return chart


def behind_hours(hours: pl.DataFrame, language: Language) -> Behind:
    """Every hour of every tier."""
    columns = [
        tier_column(language),
        Column("hour", texts.HOUR.text(language)),
        Column("busy_seconds", texts.BUSY.text(language), "seconds", "busy_seconds_low", "busy_seconds_high"),
        Column(
            "contacts_per_agent",
            texts.PER_AGENT.text(language),
            "score",
            "contacts_per_agent_low",
            "contacts_per_agent_high",
        ),
        Column("contacts", terms.RECORD_KINDS["contacts"].text(language), "count"),
        Column("agent_hours", texts.AGENT_HOURS.text(language), "count"),
    ]
    return Behind(hours, columns, along="hour", by="contact_tier")


def _told(row: dict[str, object], tier: str, language: Language) -> str:
    value, low, high = (float(str(row[f"busy_seconds{end}"] or 0)) / _MINUTE for end in ("", "_low", "_high"))
    return texts.HOUR_TIP.text(
        language,
        tier=terms.tier_name(tier, language),
        hour=texts.CLOCK.text(language, hour=int(str(row["hour"]))),
        minutes=show_value(value, (high - low) / 2, "score", language),
        interval=show_interval(low, high, "score", language),
        contacts=show_count(int(str(row["contacts"]))),
        n=show_count(int(str(row["agent_hours"]))),
    )
