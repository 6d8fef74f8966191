"""Reasons by how many contacts they bring, and how these go."""

import polars as pl
from dash import html

from analytics.reasons.about import reasons
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.lake.store import Reading
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row, count_cell, figure_cell, figure_columns, head_cell

# The most frequent; files have all.
MOST_ROWS = 15
_SHOWN = ("resolution", "repeat_same_reason", "containment", "csat", "cost")


def read_reasons(reading: Reading, view: View) -> pl.DataFrame:
    """The reasons, with the share of each that is contained beside what they are asked for."""
    found = reading.ask(reasons, "reason", (), view)
    contained = reading.measure("containment", ("reason",), view).select(
        "reason",
        containment="value",
        containment_low="low",
        containment_high="high",
        containment_n="n",
    )
    return found.join(
        contained, on="reason", how="left", nulls_equal=True, maintain_order="left"
    ).with_columns(pl.col("containment_n").fill_null(0))


def reasons_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per reason; every number leads to its contacts."""
    language = selection.language
    head = [html.Th(texts.REASON.text(language), scope="col")]
    head += [head_cell(name, language) for name in ("contacts", *_SHOWN)]
    rows = [_row(row, selection) for row in found.head(MOST_ROWS).iter_rows(named=True)]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="plain figures")
    caption = texts.TABLE_CAPTION.text(language, shown=len(rows))
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_reasons(found: pl.DataFrame, selection: Selection) -> Behind:
    """All reasons with all figures."""
    language = selection.language
    names = ("resolution", "failure", "complaint", "recovery_rate", *_SHOWN[1:])
    columns = [Column("reason", texts.REASON.text(language)), *figure_columns(names, language)]
    return Behind(found, columns)


def _row(row: Row, selection: Selection) -> html.Tr:
    language, reason = selection.language, row["reason"]
    name = texts.UNKNOWN_REASON.text(language) if reason is None else reason
    # An address cannot say that a reason is not known.
    there = None if reason is None else selection.pick(reason=reason)
    cells = [figure_cell(row, measure, name, there, language) for measure in _SHOWN]
    return html.Tr([html.Th(name, scope="row"), count_cell(row, name, there, language), *cells])
