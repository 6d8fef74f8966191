"""Reasons that a segment comes with more or less often than all others."""

import polars as pl
from dash import html

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.figures_table import Row
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import MINUS, show_change, show_change_interval, show_count, show_estimate
from warehouse.words import Language

_MOST_ROWS = 12
_COLUMNS = (texts.REASON, texts.SEGMENT, texts.HERE, texts.ELSEWHERE, texts.GAP)


def groups_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per difference beyond chance; words instead where there is none."""
    language, looks = selection.language, show_count(found.height)
    clear = found.filter("is_clear").head(_MOST_ROWS)
    if clear.is_empty():
        words = texts.NO_GROUPS if found.height else texts.NOTHING_TO_COMPARE
        return html.Div(html.P(words.text(language, looks=looks), className="muted"))
    rows = [_row(row, language) for row in clear.iter_rows(named=True)]
    caption = texts.GROUPS_CAPTION.text(language, looks=looks)
    return html.Div(
        [plain_table(_COLUMNS, rows, language, numbers_from=2), html.P(caption, className="small muted")]
    )


def behind_groups(found: pl.DataFrame, language: Language) -> Behind:
    """Every comparison."""
    columns = [
        Column("reason", texts.REASON.text(language)),
        Column("segment", texts.SEGMENT.text(language)),
        Column("value", texts.HERE.text(language), "share"),
        Column("elsewhere", texts.ELSEWHERE.text(language), "share"),
        Column("difference", texts.GAP_ALONE.text(language), "share", "low", "high"),
        Column("matters", texts.MATTERS.text(language), "count"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    return Behind(found, columns)


def _row(row: Row, language: Language) -> list[str]:
    low, high = row["low"], row["high"]
    sign = MINUS if row["difference"] < 0 else "+"
    size = show_change(row["difference"], (high - low) / 2, 0, "share", language)
    shares = [show_estimate(row[name], low, high, "share", language) for name in ("value", "elsewhere")]
    gap = f"{sign}{size} ({show_change_interval(low, high, 'share', language)})"
    return [row["reason"], row["segment"], *shares, gap]
