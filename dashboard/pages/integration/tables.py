"""What is still apart, and each system with what it fills and what not."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.integration.apart import LISTED
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.pages.integration import words as texts
from dashboard.pages.integration.sources import column_name, source_name, to_contacts_of
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.dates import show_day
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

Row = Mapping[str, Any]


def apart_table(apart: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per source and link that is missing, the largest share first."""
    language = selection.language
    if apart.is_empty():
        return html.Div(html.P(texts.NOTHING_APART.text(language), className="muted"))
    rows = [_apart_row(row, selection) for row in apart.iter_rows(named=True)]
    table = plain_table(texts.APART_COLUMNS, rows, language, numbers_from=2)
    return html.Div([table, html.P(texts.APART_CAPTION.text(language), className="small muted")])


def behind_apart(apart: pl.DataFrame, language: Language) -> Behind:
    """The same with exact shares."""
    heads = [words.text(language) for words in texts.APART_COLUMNS]
    columns = [
        Column("source_name", heads[0]),
        Column("what", heads[1]),
        Column("records", heads[2], "count"),
        Column("value", heads[3], "share", "low", "high"),
        Column("n", heads[4], "count"),
    ]
    rows = [
        row
        | {
            "source_name": source_name(row["source"], language),
            "what": texts.APART[row["apart"]].text(language),
        }
        for row in apart.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def systems_table(
    feeds: pl.DataFrame, days: pl.DataFrame, late: Sequence[str], selection: Selection
) -> html.Div:
    """A row per source and record kind. days: source and last_day, of all sources of the settings."""
    language = selection.language
    joined = _with_days(feeds, days)
    if joined.is_empty():
        return html.Div(html.P(texts.NO_RECORDS.text(language), className="muted"))
    rows = [_system_row(row, late, language) for row in joined.iter_rows(named=True)]
    table = plain_table(texts.SYSTEMS_COLUMNS, rows, language, numbers_from=len(texts.SYSTEMS_COLUMNS))
    return html.Div([table, html.P(texts.SYSTEMS_CAPTION.text(language), className="small muted")])


def behind_systems(feeds: pl.DataFrame, days: pl.DataFrame, language: Language) -> Behind:
    """The same, with the measures that each system feeds by name."""
    heads = [words.text(language) for words in texts.SYSTEMS_COLUMNS]
    columns = [
        Column("source_name", heads[0]),
        Column("kind", heads[1]),
        Column("records", heads[2], "count"),
        Column("last_day", heads[3]),
        Column("filled", heads[4], "count"),
        Column("never", heads[5]),
        Column("fed_names", heads[6]),
        Column("missing_names", heads[7]),
    ]
    rows = [
        {
            "source_name": source_name(row["source"], language),
            "kind": _kind(row, language),
            "records": row["records"],
            "last_day": row["last_day"],
            "filled": None if row["columns"] is None else row["columns"] - len(row["lacking"]),
            "never": _columns(row, language),
            "fed_names": _measures(row["fed"], language),
            "missing_names": _measures(row["missing"], language),
        }
        for row in _with_days(feeds, days).iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def behind_links(links: pl.DataFrame, language: Language) -> Behind:
    """Every link of every source."""
    columns = [
        Column("source_name", texts.SOURCE.text(language)),
        Column("link_name", texts.LINK.text(language)),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
        Column("linked", texts.RECORDS_LINKED.text(language), "count"),
        count_column(language),
    ]
    rows = [
        row
        | {
            "source_name": texts.EVERY_SYSTEM.text(language) if row["source"] is None else row["source"],
            "link_name": texts.LINKS[row["link"]].text(language),
        }
        for row in links.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def _apart_row(row: Row, selection: Selection) -> list[Any]:
    language, what = selection.language, row["apart"]
    count: Any = show_count(row["records"])
    if what in LISTED and row["source"] is not None:
        count = dcc.Link(count, href=to_contacts_of(row["source"], LISTED[what], selection))
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    return [
        source_name(row["source"], language),
        texts.APART[what].text(language),
        count,
        f"{value} ({interval})",
        show_count(row["n"]),
    ]


def _with_days(feeds: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Sources that brought nothing of these days have their row too."""
    return days.select("source", "last_day").join(
        feeds, on="source", how="full", coalesce=True, maintain_order="left_right"
    )


def _system_row(row: Row, late: Sequence[str], language: Language) -> list[Any]:
    is_of_records = row["record_kind"] is not None
    lacking = row["lacking"] or []
    filled = f"{row['columns'] - len(lacking)} / {row['columns']}" if is_of_records else "–"
    return [
        source_name(row["source"], language),
        _kind(row, language),
        show_count(row["records"]) if is_of_records else "0",
        _latest(row, late, language),
        filled,
        _columns(row, language) or texts.NONE.text(language) if is_of_records else "–",
        show_count(len(row["fed"])) if is_of_records else "–",
        _measures(row["missing"], language) or texts.NONE.text(language) if is_of_records else "–",
    ]


def _kind(row: Row, language: Language) -> str:
    return terms.RECORD_KINDS[row["record_kind"]].text(language) if row["record_kind"] else "–"


def _latest(row: Row, late: Sequence[str], language: Language) -> Any:
    day = show_day(row["last_day"], language) if row["last_day"] else texts.UNDATED.text(language)
    if row["source"] in late:
        return html.Span(texts.ON_TIME_CELL.text(language, day=day), className="late")
    return day


def _columns(row: Row, language: Language) -> str:
    return ", ".join(column_name(name, language) for name in row["lacking"] or ())


def _measures(names: Sequence[str] | None, language: Language) -> str:
    return ", ".join(find_measure(name).label.text(language) for name in names or ())
