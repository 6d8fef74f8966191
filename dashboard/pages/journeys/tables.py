"""Touchpoints, frequent paths, and one path from its start to its end."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.journeys.found import Journeys
from analytics.journeys.lists import name_of
from analytics.journeys.paths import written
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, write_search
from dashboard.charts.behind import Behind, Column
from dashboard.pages.journeys import words as texts
from dashboard.pages.journeys.shown import (
    Row,
    narrowed_to,
    path_name,
    show_part,
    show_time,
    show_with_ends,
    step_name,
    touchpoint_name,
)
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

PATH = "/journeys"
_MOST = 12


def touchpoints_table(found: Journeys, there: Selection) -> html.Div:
    """Those with the largest share of what is lost; each leads to its contacts."""
    language = there.language
    rows = found.touchpoints.sort("share", descending=True).head(_MOST).rows(named=True)
    cells = [
        [
            dcc.Link(touchpoint_name(row), href=to_contacts("contacts", narrowed_to(row, there))),
            show_count(row["journeys"]),
            show_with_ends(row, "share", "share", language),
            show_part(row["weight"]),
            *("–" if row[name] is None else f"{row[name]:.2f}" for name in ("score", "peers")),
        ]
        for row in rows
    ]
    table = plain_table(texts.TOUCHPOINT_COLUMNS, cells, language, numbers_from=1)
    return _captioned(table, texts.TOUCHPOINTS_CAPTION.text(language))


def paths_table(
    found: Journeys, step: str, settings: Settings, selection: Selection, there: Selection
) -> html.Div:
    """A row per path: it leads to its course, its journeys to the contacts of their customers."""
    language = selection.language
    rows = [_path(row, found, step, selection, there) for row in found.paths.iter_rows(named=True)]
    table = plain_table(texts.PATH_COLUMNS, rows, language, numbers_from=1)
    least = show_count(settings.definitions.small_n)
    return _captioned(table, texts.PATHS_CAPTION.text(language, least=least))


def behind_paths(paths: pl.DataFrame, step: str, language: Language) -> Behind:
    """The paths of the table."""
    heads = [words.text(language) for words in texts.PATH_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("journeys", heads[1], "count"),
        Column("share", heads[2], "share"),
        Column("median_days", heads[3], "number"),
        Column("satisfaction", heads[4], "score", "satisfaction_low", "satisfaction_high"),
        Column("answers", heads[5], "count"),
        Column("staying", heads[6], "share", "staying_low", "staying_high"),
        Column("watched", heads[7], "count"),
    ]
    rows = [row | {"name": _name(row, step, language)} for row in paths.iter_rows(named=True)]
    return Behind.of(rows, columns, told=("journeys",))


def funnel_table(funnel: pl.DataFrame, step: str, settings: Settings, language: Language) -> html.Div:
    """A row per step of a path."""
    if funnel.is_empty():
        return html.Div(html.P(texts.NO_PATH.text(language), className="muted"))
    rows = [
        _step(row, step, is_last=row["place"] == funnel.height, language=language)
        for row in funnel.rows(named=True)
    ]
    table = plain_table(texts.FUNNEL_COLUMNS, rows, language, numbers_from=1)
    return _captioned(table, texts.FUNNEL_CAPTION.text(language, gap=settings.journeys.gap_days))


def behind_funnel(funnel: pl.DataFrame, step: str, language: Language) -> Behind:
    """The steps of the table."""
    heads = [words.text(language) for words in texts.FUNNEL_COLUMNS]
    shares = [
        Column(name, head, "share", f"{name}_low", f"{name}_high")
        for name, head in zip(("moved", "elsewhere", "settled"), heads[2:5], strict=True)
    ]
    days = Column("median_days", heads[5], "number", "median_days_low", "median_days_high")
    columns = [
        Column("name", heads[0]),
        Column("reached", heads[1], "count"),
        *shares,
        days,
        Column("open", heads[6], "count"),
    ]
    rows = [row | {"name": step_name(row["step"], step, language)} for row in funnel.iter_rows(named=True)]
    return Behind.of(rows, columns)


def _path(row: Row, found: Journeys, step: str, selection: Selection, there: Selection) -> list[Any]:
    language = selection.language
    course = PATH + write_search(replace(selection, listed=written(row["path"])))
    count: Any = show_count(row["journeys"])
    if found.days is not None:
        name = name_of(row["path"], step, found.days, is_longer=row["is_longer"])
        count = dcc.Link(count, href=to_contacts(name, there))
    days = row["median_days"]
    return [
        dcc.Link(_name(row, step, language), href=course),
        count,
        show_part(row["share"]),
        "–" if len(row["path"]) < 2 else show_time(days, language),
        show_with_ends(row, "satisfaction", "score", language),
        show_count(row["answers"]),
        show_with_ends(row, "staying", "share", language),
        show_count(row["watched"]),
    ]


def _step(row: Row, step: str, *, is_last: bool, language: Language) -> list[Any]:
    moved, days = show_with_ends(row, "moved", "share", language), show_time(row["median_days"], language)
    ends = ""
    if row["median_days_low"] is not None and row["median_days_high"] is not None:
        low, high = (show_time(row[f"median_days_{end}"], language) for end in ("low", "high"))
        ends = f" ({low} – {high})"
    return [
        step_name(row["step"], step, language),
        show_count(row["reached"]),
        "–" if is_last else moved,
        *(show_with_ends(row, name, "share", language) for name in ("elsewhere", "settled")),
        "–" if is_last else f"{days}{ends}",
        show_count(row["open"]),
    ]


def _name(row: Row, step: str, language: Language) -> str:
    return path_name(row["path"], step, language) + (" → …" if row["is_longer"] else "")


def _captioned(table: Any, caption: str) -> html.Div:
    return html.Div([table, html.P(caption, className="small muted")])
