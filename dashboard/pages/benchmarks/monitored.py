"""Monitors beside customers: the chart of gaps, and the tables."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import dcc, html

from analytics.monitoring.gaps import BY_CONTACT
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.benchmarks import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_difference, show_estimate, show_interval
from warehouse.question_settings import INDEX
from warehouse.words import Language

_AROUND, _ROW_HEIGHT = 70, 38
HEIGHT, _MOST_ROWS = 320, 12
NONE = "–"
Row = dict[str, Any]


def gaps_chart(gaps: pl.DataFrame, by: str, selection: Selection) -> go.Figure:
    """A dot with whisker per department or agent, the widest gap on top."""
    palette, language = PALETTES[selection.theme], selection.language
    known = gaps.drop_nulls(["gap", "gap_low", "gap_high"]).head(_MOST_ROWS)
    if known.is_empty():
        return chart_that_says(texts.NO_GAPS.text(language), selection, HEIGHT)
    extent = value_range("score", [*known["gap_low"], *known["gap_high"], 0.0])
    chart = canvas(selection, height_of(gaps), margin={"r": 24})
    rows = {known.height - place: row for place, row in enumerate(known.iter_rows(named=True))}
    for height, row in rows.items():
        ends = row["gap"], row["gap_low"], row["gap_high"]
        colour = palette.accent if row["is_clear"] else palette.muted
        symbol = "circle" if row["way"] == BY_CONTACT else "circle-open"
        label = show_difference(*ends, "score", language)
        tooltip = f"{_part(row, by, language)}\n{bold(label)}\n{show_interval(*ends[1:], 'score', language)}"
        chart.add_trace(dot(*ends, height, colour, tooltip, symbol=symbol, label=label))
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks("score", extent, language))
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1})
    names = {height: _part(row, by, language) for height, row in rows.items()}
    name_rows(chart, names, range=(0.4, known.height + 0.8), automargin=True)
    return chart


def height_of(gaps: pl.DataFrame) -> int:
    """Of the chart, in pixels."""
    return _AROUND + _ROW_HEIGHT * max(min(gaps["gap"].count(), _MOST_ROWS), 4)


def behind_gaps(gaps: pl.DataFrame, by: str, language: Language) -> Behind:
    """Every department or agent."""
    heads = [words.text(language) for words in texts.GAP_COLUMNS]
    columns = [
        Column("part", heads[0]),
        Column("monitored", heads[1], "score"),
        Column("customers", heads[2], "score"),
        Column("gap", heads[3], "score", "gap_low", "gap_high"),
        Column("n", heads[4], "count"),
        Column("paired", heads[5], "count"),
        Column("way_shown", heads[6]),
    ]
    rows = list(gaps.iter_rows(named=True))
    shown = gaps.with_columns(
        part=pl.Series([_part(row, by, language) for row in rows], dtype=pl.String),
        way_shown=pl.Series([_way(row, language) for row in rows], dtype=pl.String),
    )
    return Behind(shown, columns, told=("gap",))


def gaps_table(gaps: pl.DataFrame, by: str, item: str, selection: Selection) -> html.Div:
    """A row each, and whose gap is beyond chance unlike the others'. item: whose ratings links lead to."""
    language = selection.language
    rows = [_row(row, by, item, selection) for row in gaps.iter_rows(named=True)]
    return html.Div(
        [
            plain_table(texts.GAP_COLUMNS, rows, language, numbers_from=1),
            html.P(standing_out(gaps, by, language), className="small muted"),
        ]
    )


def standing_out(gaps: pl.DataFrame, by: str, language: Language) -> str:
    """The widest gap that is beyond chance unlike all others', in a sentence."""
    clear = gaps.filter("is_clear").sort((pl.col("gap") - pl.col("others")).abs(), descending=True)
    if clear.is_empty():
        return texts.NONE_STANDS_OUT.text(language, looks=show_count(gaps["gap"].count()))
    row = clear.row(0, named=True)
    low, high = row["gap_low"], row["gap_high"]
    gap, first, last = (
        show_estimate(value, low, high, "score", language) for value in (row["gap"], low, high)
    )
    return texts.STANDS_OUT.text(language, part=_part(row, by, language), gap=gap, low=first, high=last)


def agreement_table(found: pl.DataFrame, names: dict[str, str], selection: Selection) -> html.Div:
    """A row for the whole and for each item. names: of items."""
    language = selection.language
    rows = [
        [
            texts.WHOLE_SET.text(language) if row["item"] == INDEX else names.get(row["item"], row["item"]),
            *(_coefficient(row, part) for part in ("agreement", "consistency", "kappa")),
            show_count(row["n"]),
        ]
        for row in found.iter_rows(named=True)
    ]
    table = plain_table(texts.AGREEMENT_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(texts.AGREEMENT_CAPTION.text(language), className="small muted")])


def behind_agreement(found: pl.DataFrame, language: Language) -> Behind:
    """Every item."""
    heads = [words.text(language) for words in texts.AGREEMENT_COLUMNS]
    columns = [
        Column("item", heads[0]),
        *(
            Column(part, head, "ratio", f"{part}_low", f"{part}_high")
            for part, head in zip(("agreement", "consistency", "kappa"), heads[1:], strict=False)
        ),
        Column("n", heads[4], "count"),
    ]
    return Behind(found, columns)


def _row(row: Row, by: str, item: str, selection: Selection) -> list[Any]:
    language = selection.language
    figures = [NONE, NONE, NONE]
    if row["gap"] is not None:
        ends = row["gap_low"], row["gap_high"]
        both = [show_estimate(row[name], *ends, "score", language) for name in ("monitored", "customers")]
        gap = show_difference(row["gap"], *ends, "score", language)
        figures = [*both, f"{gap} ({show_interval(*ends, 'score', language)})"]
    there = selection.pick(**{by: row[by] or ()})
    monitored = dcc.Link(show_count(row["n"]), href=to_contacts(item, there))
    return [
        _part(row, by, language),
        *figures,
        monitored,
        show_count(row["paired"]),
        _way(row, language),
    ]


def _coefficient(row: Row, part: str) -> str:
    value, low, high = row[part], row[f"{part}_low"], row[f"{part}_high"]
    if value is None:
        return NONE
    shown = [f"{number:.2f}".replace("-", "\N{MINUS SIGN}") for number in (value, low, high)]
    return f"{shown[0]} ({shown[1]} – {shown[2]})"


def _part(row: Row, by: str, language: Language) -> str:
    return str(row[by] or texts.UNKNOWN.text(language))


def _way(row: Row, language: Language) -> str:
    return texts.WAYS[row["way"]].text(language) if row["way"] else NONE
