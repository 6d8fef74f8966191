"""How well records are linked, month by month and source by source."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl
from babel.dates import format_skeleton

from dashboard.address.selection import Selection
from dashboard.charts.axes import date_range, date_ticks, value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import band, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import CATEGORIES, faded
from dashboard.pages.integration import words as texts
from dashboard.pages.integration.sources import source_name
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 300
_FEWEST_MONTHS = 2
# More lines would cross each other; those of most records are shown.
MOST_LINES = 5

Row = Mapping[str, Any]


def months_chart(months: pl.DataFrame, selection: Selection) -> go.Figure:
    """A line with its band for each source. months: rows of one link by finished months."""
    language = selection.language
    known = months.drop_nulls(["source", "value"])
    if known["month"].n_unique() < _FEWEST_MONTHS:
        return chart_that_says(texts.TOO_FEW_MONTHS.text(language), selection, HEIGHT)
    chart, ends = canvas(selection, HEIGHT), []
    for source, colour in zip(_largest(known), CATEGORIES[selection.theme], strict=False):
        rows = known.filter(source=source).sort("month")
        values, low, high = ((100 * rows[name]).to_list() for name in ("value", "low", "high"))
        days = rows["month"].to_list()
        tooltips = [_tooltip(row, language) for row in rows.iter_rows(named=True)]
        chart.add_traces([band(days, low, high, faded(colour, 0.12)), line(days, values, colour, tooltips)])
        ends.append((values[-1] / 100, source_name(source, language), colour))
    shown = known.filter(pl.col("source").is_in(_largest(known)))
    extent = value_range("share", [*shown["low"], *shown["high"]])
    extent = (extent[0], min(extent[1], 1.0))
    ticks = value_ticks("share", extent, language)
    percents = ticks | {"tickvals": [100 * value for value in ticks["tickvals"]]}  # type: ignore[operator]
    chart.update_yaxes(range=[100 * end for end in extent], **percents)
    days = known["month"].unique().sort().to_list()
    chart.update_xaxes(range=date_range(days), **date_ticks(days, "month", language))
    name_ends(chart, ends, extent)
    return chart.update_layout(margin={"r": 104})


def behind_months(months: pl.DataFrame, language: Language) -> Behind:
    """Every source in every month, and all together."""
    columns = [
        Column("month", texts.MONTH.text(language)),
        Column("source_name", texts.SOURCE.text(language)),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
        Column("linked", texts.RECORDS_LINKED.text(language), "count"),
        count_column(language),
    ]
    names = pl.col("source").fill_null(texts.EVERY_SYSTEM.text(language))
    return Behind(months.with_columns(source_name=names), columns, along="month", by="source_name")


def _largest(months: pl.DataFrame) -> Sequence[str]:
    totals = months.group_by("source").agg(pl.col("n").sum()).sort("n", "source", descending=[True, False])
    return totals["source"].head(MOST_LINES).to_list()


def _tooltip(row: Row, language: Language) -> str:
    name = f"{row['source']}, {format_skeleton('yMMMM', row['month'], locale=language)}"
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    return f"{bold(name)}\n{share} ({interval})\n{show_count(row['linked'])} / {show_count(row['n'])}"
