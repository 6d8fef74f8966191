"""How many times the odds of a complaint each group has."""

from math import log10
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.complaints.who import WHO
from analytics.dimensions import find_dimension
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, dot, name_rows, write
from dashboard.charts.theme import PALETTES
from dashboard.pages.complaints import words as texts
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_estimate, show_share
from warehouse.settings import Settings
from warehouse.words import Language

_ROW_HEIGHT, _AROUND = 26, 72
# Groups of all traits with a line for the name of each trait.
_ROWS = 20
HEIGHT = _AROUND + _ROW_HEIGHT * _ROWS
# Groups of a trait that a chart has room for, those furthest from 1; the files have them all.
_MOST_PARTS = 5
_TICKS = (0.25, 0.5, 0.67, 1, 1.5, 2, 4)

Row = dict[str, Any]


def who_chart(found: pl.DataFrame, settings: Settings, selection: Selection) -> go.Figure:
    """Dots with whiskers on a logarithmic axis, the traits one beneath the other. found: of `complainers`."""
    palette, language = PALETTES[selection.theme], selection.language
    known = found.drop_nulls("odds_ratio")
    if known.is_empty():
        return chart_that_says(texts.NO_CHART.text(language), selection, HEIGHT)
    chart, names, height = canvas(selection, HEIGHT, margin={"r": 24, "t": 8}), {}, 0
    for name in WHO:
        rows = _shown(known.filter(dimension=name))
        if not rows:
            continue
        height -= 1
        label = find_dimension(settings, name).label.text(language)
        write(chart, label, 0, height, palette.muted, xshift=4)
        for row in rows:
            height -= 1
            colour = _colour(row, palette.worse, palette.better, palette.muted)
            value, low, high = (log10(row[end]) for end in ("odds_ratio", "odds_low", "odds_high"))
            mark = dot(value, low, high, height, colour, tooltip(row, language))
            there = selection.pick(**{name: row["part"]})
            chart.add_trace(mark.update(meta=to_contacts("complaint", there)))
            names[height] = terms.value_name(name, row["part"], language)
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1}, layer="below")
    name_rows(chart, names, range=(height - 0.6, -0.3))
    title = axis_title(texts.AXIS.text(language), selection)
    ticks = {"tickvals": [log10(tick) for tick in _TICKS], "ticktext": [f"{tick:g}" for tick in _TICKS]}
    return chart.update_xaxes(title=title, showgrid=True, tickangle=0, **ticks)


def behind_who(found: pl.DataFrame, settings: Settings, language: Language) -> Behind:
    """Every group of every trait."""
    columns = [
        Column("trait", texts.TRAIT.text(language)),
        Column("name", texts.PART.text(language)),
        Column("odds_ratio", texts.AXIS.text(language), "ratio", "odds_low", "odds_high"),
        Column("value", texts.RATE.text(language), "share", "low", "high"),
        Column("others", texts.RATE_OTHERS.text(language), "share"),
        Column("complaints", texts.COUNT.text(language), "count"),
        Column("n", figure_words.COUNT.text(language), "count"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    rows = [
        row
        | {
            "trait": find_dimension(settings, row["dimension"]).label.text(language),
            "name": terms.value_name(row["dimension"], row["part"], language),
        }
        for row in found.iter_rows(named=True)
    ]
    return Behind.of(rows, columns, told=("odds_ratio",))


def shown_times(row: Row) -> str:
    """The odds ratio in two digits behind the point, as its interval supports no more."""
    return f"{row['odds_ratio']:.2f}"


def times_interval(row: Row) -> str:
    """The ends of its interval."""
    return f"{row['odds_low']:.2f} – {row['odds_high']:.2f}"


def tooltip(row: Row, language: Language) -> str:
    """What is read at a dot."""
    part = terms.value_name(row["dimension"], row["part"], language)
    told = texts.TIP.text(
        language,
        value=show_estimate(row["value"], row["low"], row["high"], "share", language),
        others=show_share(row["others"]),
        n=show_count(row["n"]),
    )
    return f"{bold(part)}\n{shown_times(row)} ({times_interval(row)})\n{told}"


def _shown(rows: pl.DataFrame) -> list[Row]:
    """In their order, where there are too many those furthest from 1."""
    far = pl.col("odds_ratio").log().abs()
    return rows.filter(far.rank("ordinal", descending=True) <= _MOST_PARTS).rows(named=True)


def _colour(row: Row, worse: str, better: str, unclear: str) -> str:
    if not row["is_clear"]:
        return unclear
    return worse if row["odds_ratio"] > 1 else better
