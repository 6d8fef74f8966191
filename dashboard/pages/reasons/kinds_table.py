"""Enquiries, complaints, technical support and the like by channel: how many, how they end, what follows."""

import polars as pl
from dash import html

from analytics.dimensions import dimensions
from analytics.reasons.about import reasons
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.lake.store import Reading
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row, count_cell, figure_cell, figure_columns, head_cell
from warehouse.settings import Settings
from warehouse.words import Language

KIND = "reason_kind"
"""The dimension by which the settings tell kinds apart."""
_SHOWN = ("resolution", "recovery_rate", "repeat_same_reason", "csat")


def has_kinds(settings: Settings) -> bool:
    """Whether the settings tell kinds apart."""
    return KIND in dimensions(settings)


def read_kinds(reading: Reading, view: View) -> pl.DataFrame:
    """A row per kind and channel: kinds in the order of the settings, channels by how many contacts."""
    found = reading.ask(reasons, KIND, ("channel",), view)
    order = dimensions(reading.settings)[KIND].order
    named = pl.col(KIND).cast(pl.Enum(order), strict=False) if order else pl.col(KIND)
    return found.sort(named, KIND, pl.col("contacts"), descending=[False, False, True], nulls_last=True)


def kinds_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """A group of rows per kind; every number leads to its contacts."""
    language = selection.language
    head = [html.Th(texts.CHANNEL.text(language), scope="col")]
    head += [head_cell(name, language) for name in ("contacts", *_SHOWN)]
    bodies = [
        html.Tbody(
            [
                html.Tr(
                    html.Th(_name(rows[KIND][0], language), scope="rowgroup", colSpan=len(head)),
                    className="group",
                ),
                *(_row(row, selection) for row in rows.iter_rows(named=True)),
            ]
        )
        for rows in found.partition_by(KIND, maintain_order=True)
    ]
    table = html.Table([html.Thead(html.Tr(head)), *bodies], className="plain figures")
    caption = html.P(texts.KINDS_CAPTION.text(language), className="small muted")
    return html.Div([html.Div(table, className="scroll", tabIndex=0), caption])


def behind_kinds(found: pl.DataFrame, selection: Selection) -> Behind:
    """The same rows with all figures."""
    language = selection.language
    columns = [
        Column(KIND, texts.KIND.text(language)),
        Column("channel", texts.CHANNEL.text(language)),
        *figure_columns(("failure", "complaint", *_SHOWN, "cost"), language),
    ]
    return Behind(found.with_columns(pl.col(KIND).fill_null(texts.OTHER_KIND.text(language))), columns)


def _name(kind: str | None, language: Language) -> str:
    return texts.OTHER_KIND.text(language) if kind is None else kind


def _row(row: Row, selection: Selection) -> html.Tr:
    language, kind, channel = selection.language, row[KIND], row["channel"]
    name = f"{_name(kind, language)}, {channel or '–'}"
    is_sayable = kind is not None and channel is not None
    there = selection.pick(**{KIND: kind, "channel": channel}) if is_sayable else None
    cells = [figure_cell(row, measure, name, there, language, is_dense=True) for measure in _SHOWN]
    return html.Tr(
        [html.Th(channel or "–", scope="row"), count_cell(row, name, there, language, is_dense=True), *cells]
    )
