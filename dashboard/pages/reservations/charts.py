"""Waits booked against walk-in, minutes from the appointment, and arrivals over the hours."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.statistics.levelness import Levelness
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, line, name_ends, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.reservations import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_share
from warehouse.words import Language

HEIGHT = 320
# Minutes that are drawn; what lies outside is in the files.
EARLIEST, LATEST = -30, 60


def waits_chart(found: pl.DataFrame, selection: Selection) -> go.Figure:
    """A row per channel and department, the ratio with its whisker and the plain one beneath."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = found.drop_nulls("ratio").rows(named=True)
    if not rows:
        return chart_that_says(texts.NOT_COMPARED.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        value, low, high = (100 * row[name] for name in ("ratio", "low", "high"))
        chart.add_trace(dot(value, low, high, height, palette.accent, _ratio_tip(row, language)))
        value, low, high = (100 * row[name] for name in ("plain", "plain_low", "plain_high"))
        tip, colour = _ratio_tip(row, language, "plain_"), palette.muted
        chart.add_trace(dot(value, low, high, height - 0.28, colour, tip, symbol="diamond-open"))
    name_rows(
        chart,
        {len(rows) - place: row["name"] for place, row in enumerate(rows)},
        range=(0.4, len(rows) + 0.6),
    )
    chart.add_vline(100, line={"color": palette.text, "width": 1, "dash": "dot"})
    return chart.update_xaxes(ticksuffix=" %", rangemode="tozero", showgrid=True, nticks=6)


def behind_waits(found: pl.DataFrame, language: Language) -> Behind:
    """The same with waits and counts."""
    ratio, plain, booked, walk_in, n_booked, n_walk_in = (
        words.text(language) for words in texts.WAIT_COLUMNS
    )
    columns = [
        Column("name", texts.PICK.text(language)),
        Column("ratio", ratio, "share", "low", "high"),
        Column("plain", plain, "share", "plain_low", "plain_high"),
        Column("booked_seconds", booked, "seconds"),
        Column("walk_in_seconds", walk_in, "seconds"),
        Column("booked", n_booked, "count"),
        Column("walk_in", n_walk_in, "count"),
    ]
    return Behind(found, columns)


def lateness_shares(counts: pl.DataFrame) -> pl.DataFrame:
    """The share of each minute among all of its side: side, late_minutes, share, n."""
    sums = counts.group_by("side", "late_minutes").agg(pl.col("n").sum())
    shares = sums.with_columns(share=pl.col("n") / pl.col("n").sum().over("side"))
    return shares.sort("side", "late_minutes")


def lateness_chart(shares: pl.DataFrame, selection: Selection) -> go.Figure:
    """A line for the customers' coming and one for the beginning of service."""
    palette, language = PALETTES[selection.theme], selection.language
    if shares.is_empty():
        return chart_that_says(texts.NO_APPOINTMENTS.text(language), selection, HEIGHT)
    chart, colours = canvas(selection, HEIGHT), {"customer": palette.muted, "service": palette.accent}
    most = 0.0
    for side, colour in colours.items():
        every = pl.DataFrame({"late_minutes": range(EARLIEST, LATEST + 1)}, {"late_minutes": pl.Int64})
        of_side = shares.filter(side=side).join(every, on="late_minutes", how="right", maintain_order="right")
        heights = (100 * of_side["share"].fill_null(0.0)).to_list()
        minutes = of_side["late_minutes"].to_list()
        tips = [
            _minute_tip(side, minute, height, language)
            for minute, height in zip(minutes, heights, strict=True)
        ]
        chart.add_trace(line(minutes, heights, colour, tips))
        place = max(range(len(heights)), key=heights.__getitem__)
        most = max(most, heights[place])
        chart.add_annotation(
            x=minutes[place],
            y=heights[place],
            text=texts.SIDES[side].text(language),
            showarrow=False,
            yshift=12,
            font={"color": colour},
        )
    chart.add_vline(0, line={"color": palette.text, "width": 1, "dash": "dot"})
    title = axis_title(texts.MINUTE.text(language), selection)
    chart.update_xaxes(title=title, range=(EARLIEST, LATEST), dtick=15)
    return chart.update_yaxes(ticksuffix=" %", range=(0, 1.18 * most or 1), nticks=5)


def behind_lateness(shares: pl.DataFrame, language: Language) -> Behind:
    """Every minute of every side."""
    names = {side: words.text(language) for side, words in texts.SIDES.items()}
    columns = [
        Column("side", texts.SIDE.text(language)),
        Column("late_minutes", texts.MINUTE.text(language), "number"),
        Column("share", texts.SHARE.text(language), "share"),
        Column("n", "n", "count"),
    ]
    return Behind(shares.with_columns(pl.col("side").replace(names)), columns, told=("share",))


def load_chart(found: Levelness | None, selection: Selection) -> go.Figure:
    """A line each for bookings and walk-ins over the open hours."""
    palette, language = PALETTES[selection.theme], selection.language
    if found is None:
        return chart_that_says(texts.NO_LOAD.text(language), selection, HEIGHT)
    chart, hours = canvas(selection, HEIGHT, margin={"r": 96}), [int(hour) for hour in found.profile["hour"]]
    sides = ((texts.BOOKED, "booked", palette.accent), (texts.WALK_IN, "walk_in", palette.muted))
    ends, most = [], 0.0
    for words, column, colour in sides:
        shares = found.profile[column].to_list()
        tips = [
            _hour_tip(words.text(language), hour, share, language)
            for hour, share in zip(hours, shares, strict=True)
        ]
        chart.add_trace(line(hours, [100 * share for share in shares], colour, tips))
        ends.append((shares[-1], words.text(language), colour))
        most = max(most, *shares)
    name_ends(chart, ends, (0.0, 1.15 * most))
    chart.add_hline(100 / len(hours), line={"color": palette.muted, "width": 1, "dash": "dash"})
    chart.update_xaxes(
        tickvals=hours, ticktext=[texts.HOUR.text(language, hour=hour) for hour in hours], nticks=8
    )
    return chart.update_yaxes(ticksuffix=" %", range=(0, 115 * most), nticks=5)


def behind_load(found: Levelness | None, language: Language) -> Behind:
    """Both shares of every hour."""
    columns = [
        Column("hour", texts.PICK.text(language)),
        Column("booked", texts.BOOKED.text(language), "share"),
        Column("walk_in", texts.WALK_IN.text(language), "share"),
    ]
    return Behind.of([], columns) if found is None else Behind(found.profile, columns)


def _ratio_tip(row: dict[str, Any], language: Language, kind: str = "") -> str:
    ends = row[f"{kind}low"], row[f"{kind}high"]
    value = show_estimate(row["plain" if kind else "ratio"], *ends, "share", language)
    shown = f"{value} ({show_interval(*ends, 'share', language)})"
    sides = ((texts.BOOKED, row["booked"]), (texts.WALK_IN, row["walk_in"]))
    counts = " · ".join(f"{words.text(language)} {show_count(count)}" for words, count in sides)
    return f"{bold(row['name'])}\n{shown}\n{counts}"


def _minute_tip(side: str, minute: int, height: float, language: Language) -> str:
    minutes = texts.MINUTES.text(language, minutes=minute)
    return f"{bold(texts.SIDES[side].text(language))}\n{minutes}: {height:.1f} %"


def _hour_tip(side: str, hour: int, share: float, language: Language) -> str:
    return f"{bold(side)}\n{texts.HOUR.text(language, hour=hour)}: {show_share(share)}"
