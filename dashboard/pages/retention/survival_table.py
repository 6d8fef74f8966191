"""The table behind the curves: parts, months, and how many customers were watched."""

from typing import Any

import polars as pl
from dash import html

from analytics.retention.still_there import still_there
from analytics.retention.survival import SPLITS, Survival
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.comparison import MONTHS, part_name
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language, Words


def survival_table(found: Survival, settings: Settings, selection: Selection) -> html.Div:
    """A row per part: customers, leavers, what would be expected, and the share still there after months."""
    language = selection.language
    shares = still_there(found, settings.definitions.small_n, MONTHS)
    split = SPLITS[found.split] if found.split else texts.CUSTOMERS
    months = [_after(month) for month in MONTHS]
    rows = [_row(group, shares, found.split, language) for group in found.groups.iter_rows(named=True)]
    columns = [split, texts.CUSTOMERS, texts.LEFT, texts.EXPECTED, *months]
    caption = texts.TABLE_CAPTION.text(language, least=show_count(settings.definitions.small_n))
    return html.Div(
        [plain_table(columns, rows, language, 1), html.P(caption, className="small muted")],
        className="staying",
    )


def behind_survival(found: Survival, settings: Settings, language: Language) -> Behind:
    """A row per part and month."""
    shares = still_there(found, settings.definitions.small_n, MONTHS)
    names = {part: part_name(found.split, part, language) for part in found.groups["group"].unique()}
    rows = shares.join(
        found.groups.select("group", "customers", "left", "expected"),
        on="group",
        nulls_equal=True,
        maintain_order="left",
    ).with_columns(group=pl.col("group").replace_strict(names, return_dtype=pl.String))
    split = SPLITS[found.split] if found.split else texts.CUSTOMERS
    columns = [
        Column("group", split.text(language)),
        Column("months", texts.MONTHS_AFTER.text(language)),
        Column("value", texts.STILL_THERE_SHARE.text(language), "share", "low", "high"),
        Column("at_risk", texts.OBSERVED.text(language), "count"),
        Column("customers", texts.CUSTOMERS_IN_ALL.text(language), "count"),
        Column("left", texts.LEFT.text(language), "count"),
        Column("expected", texts.EXPECTED.text(language), "count"),
    ]
    return Behind(rows, columns)


def _after(months: int) -> Words:
    words = texts.AFTER if months > 1 else texts.AFTER_ONE
    return Words(*(text.format(months=months) for text in words))


def _row(group: dict[str, Any], shares: pl.DataFrame, split: str | None, language: Language) -> list[Any]:
    own = shares.filter(pl.col("group").eq_missing(group["group"]))
    expected = "–" if group["expected"] is None else show_count(round(group["expected"]))
    return [
        part_name(split, group["group"], language),
        show_count(group["customers"]),
        show_count(group["left"]),
        expected,
        *(_cell(row, language) for row in own.iter_rows(named=True)),
    ]


def _cell(row: dict[str, Any], language: Language) -> Any:
    if row["value"] is None:
        return "–"
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    watched = texts.AT_RISK.text(language, n=show_count(round(row["at_risk"])))
    return [
        f"{value} ",
        html.Span(f"({interval})", className="small muted"),
        html.Div(watched, className="small muted"),
    ]
