"""Lifetime value by segment and tenure; cost to serve beside value; sales beside costs of contacts."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.money.lists import of_value_group
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.marks import chart_that_says
from dashboard.charts.theme import PALETTES
from dashboard.pages.money import words as texts
from dashboard.pages.money.dots import Mark, dots_chart, height_of
from dashboard.wording import terms
from warehouse.words import Language

MOST_GROUPS, MOST_CHANNELS, TENTHS = 12, 10, 10
LIFETIME_HEIGHT, SALES_HEIGHT, SERVING_HEIGHT = (
    height_of(most) for most in (MOST_GROUPS, MOST_CHANNELS, TENTHS)
)

Row = dict[str, Any]


def lifetime_chart(groups: pl.DataFrame, selection: Selection) -> go.Figure:
    """groups: as LifetimeValue has them; the most valuable first."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = groups.drop_nulls("value").sort("value", descending=True).head(MOST_GROUPS).rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_VALUE.text(language), selection, LIFETIME_HEIGHT)
    marks = [
        Mark(
            group_name(row, language),
            row["value"],
            row["value_low"],
            row["value_high"],
            row["n"],
            palette.accent,
        )
        for row in rows
    ]
    return dots_chart(marks, "money", selection, LIFETIME_HEIGHT)


def behind_lifetime(groups: pl.DataFrame, language: Language) -> Behind:
    """Every group, with years and totals."""
    columns = [
        Column("segment", texts.SEGMENT.text(language)),
        Column("tenure_name", texts.TENURE.text(language)),
        Column("value", texts.LIFETIME.text(language), "money", "value_low", "value_high"),
        Column("years", texts.YEARS_AHEAD.text(language), "ratio", "years_low", "years_high"),
        Column("total", texts.TOTAL.text(language), "money", "total_low", "total_high"),
        count_column(language),
    ]
    rows = [row | {"tenure_name": _tenure(row, language)} for row in groups.iter_rows(named=True)]
    return Behind.of(rows, columns, told=("value",))


def serving_chart(served: pl.DataFrame, selection: Selection) -> go.Figure:
    """served: as `serving` gives it."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = _beside_value(served).drop_nulls("value_group").rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_VALUE.text(language), selection, SERVING_HEIGHT)
    marks = [
        Mark(
            tenth_name(row["value_group"], language),
            row["part"],
            row["part_low"],
            row["part_high"],
            row["customers"],
            palette.accent,
            to_contacts(of_value_group(row["value_group"]), selection),
        )
        for row in rows
    ]
    return dots_chart(marks, "share", selection, SERVING_HEIGHT)


def behind_serving(served: pl.DataFrame, language: Language) -> Behind:
    """The same, with value and cost; the last row is of all."""
    heads = [words.text(language) for words in texts.CARE_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("part", texts.SERVING.text(language), "share", "part_low", "part_high"),
        Column("value", heads[2], "money"),
        Column("cost", heads[3], "money", "cost_low", "cost_high"),
        Column("customers", heads[1], "count"),
    ]
    rows = [
        row | {"name": tenth_name(row["value_group"], language)}
        for row in _beside_value(served).iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def sales_chart(figures: pl.DataFrame, selection: Selection) -> go.Figure:
    """figures: channel with sales and cost, each a mean per contact with its ends."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = figures.drop_nulls("sales").sort("sales", descending=True).head(MOST_CHANNELS).rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_SALES.text(language), selection, SALES_HEIGHT)
    marks = [
        mark
        for row in rows
        for mark in (
            _mark(row, "sales", palette.accent, "circle", selection),
            _mark(row, "cost", palette.muted, "circle-open", selection),
        )
        if mark is not None
    ]
    return dots_chart(marks, "money", selection, SALES_HEIGHT)


def behind_sales(figures: pl.DataFrame, language: Language) -> Behind:
    """Every channel."""
    columns = [
        Column("channel", terms.CHANNEL.text(language)),
        Column("sales", texts.COSTS_COLUMNS[4].text(language), "money", "sales_low", "sales_high"),
        Column("cost", texts.COSTS_COLUMNS[2].text(language), "money", "cost_low", "cost_high"),
        count_column(language, "sales_n"),
    ]
    return Behind(figures, columns)


def group_name(row: Row, language: Language) -> str:
    """A segment and a tenure."""
    return f"{row['segment'] or texts.UNKNOWN.text(language)} · {_tenure(row, language)}"


def tenth_name(group: int | None, language: Language) -> str:
    """A tenth of the customers by value."""
    if group is None:
        return texts.ALL.text(language)
    words = texts.TENTH_HIGHEST if group == 1 else texts.TENTH
    return words.text(language, group=group)


def _beside_value(served: pl.DataFrame) -> pl.DataFrame:
    parts = ((pl.col(f"cost{end}") / pl.col("value")).alias(f"part{end}") for end in ("", "_low", "_high"))
    return served.filter(pl.col("value") > 0, pl.col("cost").is_not_null()).with_columns(*parts)


def _mark(row: Row, figure: str, colour: str, symbol: str, selection: Selection) -> Mark | None:
    value, low, high = (row[f"{figure}{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return None
    channel = row["channel"] or texts.UNKNOWN.text(selection.language)
    there = selection.pick(channel=row["channel"]) if row["channel"] else selection
    leads = to_contacts("sales_per_contact", there)
    return Mark(channel, value, low, high, row[f"{figure}_n"], colour, leads, symbol)


def _tenure(row: Row, language: Language) -> str:
    if row["tenure"] is None:
        return texts.UNKNOWN.text(language)
    return terms.value_name("tenure", row["tenure"], language)
