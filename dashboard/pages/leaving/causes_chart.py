"""The causes named, each with its interval, and month by month."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl
from babel.dates import format_skeleton

from analytics.leaving.causes import NAMED
from analytics.leaving.leavers import CAUSE_LABELS, UNKNOWN
from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, dot, line, name_ends, name_rows
from dashboard.charts.theme import CATEGORIES, PALETTES, faded
from dashboard.pages.leaving import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

_ROW_HEIGHT, _AROUND = 34, 56
HEIGHT = _AROUND + _ROW_HEIGHT * len(NAMED)
# More lines would cross each other.
MOST_LINES = 4
_FEWEST_MONTHS = 2
_MONEY = ("money", "money_low", "money_high")

Row = dict[str, Any]


def with_money(found: pl.DataFrame, lost: pl.DataFrame | None) -> pl.DataFrame:
    """Causes with the value that left with those who name them: money, money_low and money_high, a year.

    lost: as `value_lost` gives it; without it nothing is known.
    """
    if lost is None:
        return found.with_columns(pl.lit(None, pl.Float64).alias(name) for name in _MONEY)
    named = zip(_MONEY, ("value", "low", "high"), strict=True)
    money = lost.drop_nulls("cause").select("cause", *(pl.col(end).alias(name) for name, end in named))
    return found.join(money, on="cause", how="left", maintain_order="left")


def shown_causes(found: pl.DataFrame) -> pl.DataFrame:
    """Those that somebody named: those with most money first, else the most named; at the end those who left
    none."""
    named = found.filter((pl.col("named") > 0) | (pl.col("cause") == UNKNOWN))
    return named.sort(
        pl.col("cause") == UNKNOWN,
        "money",
        "named",
        descending=[False, True, True],
        nulls_last=True,
        maintain_order=True,
    )


def causes_chart(found: pl.DataFrame, selection: Selection) -> go.Figure:
    """Dots with whiskers, a row each. found: rows of `with_money` that have a value."""
    palette, language = PALETTES[selection.theme], selection.language
    rows = shown_causes(found).rows(named=True)
    chart = canvas(selection, HEIGHT)
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        colour = palette.muted if row["cause"] == UNKNOWN else palette.accent
        value, low, high = (100 * row[name] for name in ("value", "low", "high"))
        chart.add_trace(dot(value, low, high, height, colour, _tooltip(row, language)))
        chart.add_annotation(
            x=100 * row["high"],
            y=height,
            text=_share_and_money(row, language),
            xanchor="left",
            xshift=6,
            showarrow=False,
        )
    names = {len(rows) - place: cause_name(row["cause"], language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    most = max((100 * row["high"] for row in rows), default=1)
    # Room for the money beside the longest whisker.
    room = 1.12 if found["money"].null_count() == found.height else 1.6
    return chart.update_xaxes(range=[0, most * room], ticksuffix=" %", nticks=5, showgrid=True)


def behind_causes(found: pl.DataFrame, language: Language) -> Behind:
    """Every cause, also those that nobody named."""
    columns = [
        Column("cause", texts.CAUSE.text(language)),
        Column("value", texts.SHARE_NAMING.text(language), "share", "low", "high"),
        Column("named", texts.NAMED.text(language), "count"),
        count_column(language),
        Column("money", texts.MONEY_A_YEAR.text(language), "money", *_MONEY[1:]),
    ]
    return Behind(_in_words(found, language), columns)


def months_chart(months: pl.DataFrame, selection: Selection) -> go.Figure:
    """A line with its band for each of the causes named most. months: rows of `causes` by finished months."""
    language = selection.language
    known = months.drop_nulls("value")
    if known["month"].n_unique() < _FEWEST_MONTHS:
        return chart_that_says(texts.TOO_FEW_MONTHS.text(language), selection, HEIGHT)
    chart, ends = canvas(selection, HEIGHT), []
    for cause, colour in zip(_most_named(known), CATEGORIES[selection.theme], strict=False):
        rows = known.filter(cause=cause).sort("month")
        values, low, high = ((100 * rows[name]).to_list() for name in ("value", "low", "high"))
        days, tooltips = (
            rows["month"].to_list(),
            [_tooltip(row, language) for row in rows.iter_rows(named=True)],
        )
        chart.add_traces([band(days, low, high, faded(colour, 0.1)), line(days, values, colour, tooltips)])
        ends.append((values[-1] / 100, cause_name(cause, language), colour))
    shown = known.filter(pl.col("cause").is_in([*_most_named(known)]))
    extent = value_range("share", [*shown["low"], *shown["high"]])
    ticks = value_ticks("share", extent, language)
    chart.update_yaxes(range=[100 * end for end in extent], **_percents(ticks))
    days = known["month"].unique().sort().to_list()
    chart.update_xaxes(range=date_range(days), **date_ticks(days, "month", language))
    name_ends(chart, ends, extent)
    return chart.update_layout(margin={"r": 120})


def behind_months(months: pl.DataFrame, language: Language) -> Behind:
    """Every cause in every month."""
    columns = [
        Column("month", texts.MONTH.text(language)),
        Column("cause", texts.CAUSE.text(language)),
        Column("value", texts.SHARE_NAMING.text(language), "share", "low", "high"),
        Column("named", texts.NAMED.text(language), "count"),
        count_column(language),
    ]
    return Behind(_in_words(months, language), columns, along="month", by="cause")


def cause_name(cause: str, language: Language) -> str:
    """A cause in the reader's words."""
    return CAUSE_LABELS[cause].text(language)


def _most_named(months: pl.DataFrame) -> Sequence[str]:
    totals = months.filter(pl.col("cause") != UNKNOWN).group_by("cause").agg(pl.col("named").sum())
    return totals.sort("named", "cause", descending=[True, False])["cause"].head(MOST_LINES).to_list()


def _percents(ticks: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return ticks | {"tickvals": [100 * value for value in ticks["tickvals"]]}


def _in_words(rows: pl.DataFrame, language: Language) -> pl.DataFrame:
    names = {cause: words.text(language) for cause, words in CAUSE_LABELS.items()}
    return rows.with_columns(pl.col("cause").replace(names))


def _share(row: Row, language: Language) -> str:
    return show_estimate(row["value"], row["low"], row["high"], "share", language)


def _share_and_money(row: Row, language: Language) -> str:
    if row["money"] is None:
        return _share(row, language)
    money = show_estimate(row["money"], row["money_low"], row["money_high"], "money", language)
    return texts.SHARE_AND_MONEY.text(language, share=_share(row, language), money=money)


def _tooltip(row: Row, language: Language) -> str:
    name = cause_name(row["cause"], language)
    if "month" in row:
        name = f"{name}, {format_skeleton('yMMMM', row['month'], locale=language)}"
    interval = show_interval(row["low"], row["high"], "share", language)
    counted = f"{show_count(row['named'])} / {show_count(row['n'])}"
    return f"{bold(name)}\n{_share(row, language)} ({interval})\n{counted}"
