"""What goes wrong in money a year: a table of some items, and the figures behind it."""

from typing import Any

import polars as pl
from dash import html

from analytics.notes import NOT_IN_DATA
from dashboard.charts.behind import Behind, Column
from dashboard.parts.table import plain_table
from dashboard.wording import money_words as texts
from dashboard.wording.money_words import item_name
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

_COLUMNS = (texts.ITEM, texts.KIND, texts.A_YEAR, texts.RECORDS)


def a_year_table(found: pl.DataFrame, language: Language) -> html.Div:
    """A row per item, most money first. found: rows of `money_a_year`."""
    rows = [
        [
            item_name(row["item"], language),
            texts.KINDS[row["of"]].text(language),
            _shown(row, language),
            show_count(row["n"] or 0),
        ]
        for row in found.iter_rows(named=True)
    ]
    return plain_table(_COLUMNS, rows, language, numbers_from=2)


def behind_a_year(found: pl.DataFrame, language: Language) -> Behind:
    """The same rows."""
    columns = [
        Column("name", texts.ITEM.text(language)),
        Column("of_name", texts.KIND.text(language)),
        Column("value", texts.A_YEAR.text(language), "money", "low", "high"),
        Column("n", texts.RECORDS.text(language), "count"),
    ]
    rows = [
        row | {"name": item_name(row["item"], language), "of_name": texts.KINDS[row["of"]].text(language)}
        for row in found.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def _shown(row: dict[str, Any], language: Language) -> str:
    if row["value"] is None:
        return (texts.NOT_KNOWN if row["note"] == NOT_IN_DATA else texts.TOO_FEW).text(language)
    value = show_estimate(row["value"], row["low"], row["high"], "money", language)
    return f"{value} ({show_interval(row['low'], row['high'], 'money', language)})"
