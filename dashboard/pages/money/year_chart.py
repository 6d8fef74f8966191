"""What goes wrong, in money a year, most first."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.money.lists import LEFT, of_kind
from analytics.money.money_a_year import (
    AFTER_FAILURES,
    AVOIDABLE,
    LEAVING,
    OF_COST,
    OF_VALUE,
    REFUNDS,
)
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.marks import chart_that_says
from dashboard.charts.theme import PALETTES
from dashboard.pages.money import words as texts
from dashboard.pages.money.dots import Mark, dots_chart, height_of
from dashboard.wording.money_words import item_name

MOST = 9
HEIGHT = height_of(MOST)
# The wholes beside which no part would be seen.
_WHOLES = (LEAVING, REFUNDS)
# The contacts that speak of an item, by the name of their measure or list.
_BEHIND = {
    AVOIDABLE: "avoidable",
    AFTER_FAILURES: "failure",
    **{kind: of_kind(kind) for kind in ("failed", "handed_over", "asked_again", "no_show")},
}

Row = dict[str, Any]


def shown(found: pl.DataFrame) -> pl.DataFrame:
    """The items that the chart has: those that come to something, most first."""
    return found.filter(
        pl.col("value").is_not_null(), pl.col("value") > 0, ~pl.col("item").is_in(_WHOLES)
    ).head(MOST)


def year_chart(found: pl.DataFrame, selection: Selection) -> go.Figure:
    """found: as `money_a_year` gives it."""
    rows = shown(found).rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_YEAR.text(selection.language), selection, HEIGHT)
    marks = [
        Mark(
            item_name(row["item"], selection.language),
            row["value"],
            row["low"],
            row["high"],
            row["n"],
            _colour(row, selection),
            to_contacts(_BEHIND.get(row["item"], LEFT), selection),
        )
        for row in rows
    ]
    return dots_chart(marks, "money", selection, HEIGHT)


def _colour(row: Row, selection: Selection) -> str:
    palette = PALETTES[selection.theme]
    # An interval over zero says nothing clear.
    if row["low"] <= 0:
        return palette.muted
    return {OF_VALUE: palette.accent, OF_COST: palette.tiers["medium"]}.get(row["of"], palette.worse)
