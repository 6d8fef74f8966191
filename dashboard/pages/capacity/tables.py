"""Capacity and what comes, by department, and by department and tier."""

from typing import Any

import polars as pl
from dash import html

from analytics.recovery.capacity import FEWEST_DAYS
from dashboard.address.selection import Selection, Span
from dashboard.pages.capacity import words as texts
from dashboard.pages.capacity.shown import (
    Row,
    a_day,
    days_until,
    ends_of,
    lead,
    share_ends,
    share_of,
    whole,
    whole_ends,
)
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language


def capacity_table(found: pl.DataFrame, settings: Settings, selection: Selection, span: Span) -> html.Div:
    """A row per place, with its tier where the rows have one."""
    language = selection.language
    has_tiers = "contact_tier" in found.columns
    columns = texts.COLUMNS if has_tiers else (texts.COLUMNS[0], *texts.COLUMNS[2:])
    rows = [
        [
            row["department"] or "–",
            *([terms.tier_name(row["contact_tier"], language)] if has_tiers else []),
            *_cells(row, selection, span),
        ]
        for row in found.iter_rows(named=True)
    ]
    table = plain_table(columns, rows, language, numbers_from=2 if has_tiers else 1)
    least = show_count(settings.definitions.small_n)
    caption = texts.TABLE_CAPTION.text(language, least=least, days=FEWEST_DAYS)
    return html.Div([table, html.P(caption, className="small muted")])


def _cells(row: Row, selection: Selection, span: Span) -> list[Any]:
    language = selection.language
    coming = lead(a_day(row, "inflow", language), "coming", row, selection, span)
    recovered = lead(a_day(row, "recovered", language), "recovered", row, selection, span)
    still_open = "–" if row["open"] is None else lead(show_count(row["open"]), "open", row, selection, span)
    return [
        _with(coming, _ends(row, "inflow", language)),
        _with(recovered, _ends(row, "recovered", language)),
        _with(whole(row, "capacity"), whole_ends(row, "capacity")),
        _with(share_of(row), share_ends(row)),
        texts.VERDICTS[row["verdict"]].text(language) if row["verdict"] else "–",
        still_open,
        _with(*days_until(row, "gone", "pace", language)),
        _with(*days_until(row, "gone_full", "pace_full", language)),
        _with(a_day(row, "full_at", language), _ends(row, "full_at", language)),
    ]


def _ends(row: Row, name: str, language: Language) -> str:
    return "" if row[name] is None else ends_of(row, name, language)


def _with(value: Any, ends: str) -> Any:
    return [html.Div(value), html.Div(ends, className="small muted")] if ends else value
