"""Points of each kind of contact, what if, and which answers move with the score."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.loyalty.answer_drivers import AnswerDrivers
from analytics.loyalty.experience import DRIVERS, LEVELS
from analytics.loyalty.if_better import CHANGES
from analytics.loyalty.lists import rated_concerned, rated_of
from analytics.loyalty.satisfaction_drivers import SatisfactionDrivers
from analytics.measures.servqual import DIMENSIONS
from analytics.statistics.common import Interval
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.pages.loyalty import words as texts
from dashboard.pages.loyalty.differences import between, signed
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_value
from warehouse.words import Language, Words

Row = dict[str, Any]


def points_table(found: SatisfactionDrivers, selection: Selection) -> html.Div:
    """A row per kind of contact that the data can tell; n leads to its contacts."""
    language = selection.language
    rows = found.levels.drop_nulls("points").rows(named=True)
    if not rows:
        return _nothing(texts.NO_MODEL, language)
    cells = [_point(row, found.item, selection) for row in rows]
    table = plain_table(texts.POINTS_COLUMNS, cells, language, numbers_from=2)
    tiers = ", ".join(_start(row, language) for row in found.starts.iter_rows(named=True))
    said = [texts.STARTS.text(language, tiers=tiers)] if tiers else []
    captions = [
        html.P(text, className="small muted") for text in (*said, texts.POINTS_CAPTION.text(language))
    ]
    return html.Div([table, *captions])


def behind_points(found: SatisfactionDrivers, language: Language) -> Behind:
    """Every kind of contact, also those that cannot be told."""
    heads = [words.text(language) for words in texts.POINTS_COLUMNS]
    columns = [
        Column("driver_name", heads[0]),
        Column("level_name", heads[1]),
        Column("points", heads[2], "ratio", "low", "high"),
        Column("n", heads[4], "count"),
    ]
    rows = [
        row
        | {
            "driver_name": DRIVERS[row["driver"]].label.text(language),
            "level_name": LEVELS[row["level"]].label.text(language),
        }
        for row in found.levels.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def if_table(changes: pl.DataFrame, item: str, selection: Selection) -> html.Div:
    """A row per change; how many contacts it concerns leads to these."""
    language = selection.language
    if changes.is_empty():
        return _nothing(texts.NO_MODEL, language)
    cells = [_change(row, item, selection) for row in changes.iter_rows(named=True)]
    table = plain_table(texts.IF_COLUMNS, cells, language, numbers_from=1)
    return html.Div([table, html.P(texts.IF_CAPTION.text(language), className="small muted")])


def behind_if(changes: pl.DataFrame, language: Language) -> Behind:
    """Every change."""
    heads = [words.text(language) for words in texts.IF_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("then", heads[1], "ratio"),
        Column("difference", heads[2], "ratio", "low", "high"),
        Column("concerned", heads[4], "count"),
        count_column(language),
    ]
    rows = [
        row | {"name": CHANGES[row["change"]].label.text(language)} for row in changes.iter_rows(named=True)
    ]
    return Behind.of(rows, columns, told=("difference",))


def among_table(found: AnswerDrivers, language: Language) -> html.Div:
    """A row per item that is weighed."""
    rows = found.items.drop_nulls("share").rows(named=True)
    if found.explained is None or not rows:
        return _nothing(texts.NO_AMONG, language)
    table = plain_table(texts.AMONG_COLUMNS, [_item(row, language) for row in rows], language, numbers_from=1)
    explained = show_estimate(*found.explained, "share", language)
    caption = texts.AMONG_CAPTION.text(language, explained=explained, n=show_count(found.n))
    return html.Div([table, html.P(caption, className="small muted")])


def behind_among(found: AnswerDrivers, language: Language) -> Behind:
    """Every item, also those left out."""
    heads = [words.text(language) for words in texts.AMONG_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("share", heads[1], "share", "low", "high"),
        Column("correlation", heads[3], "ratio"),
        Column("n", heads[4], "count"),
    ]
    rows = [row | {"name": item_text(row["item"], language)} for row in found.items.iter_rows(named=True)]
    return Behind.of(rows, columns)


def _point(row: Row, item: str, selection: Selection) -> list[Any]:
    language = selection.language
    points = Interval(row["points"], row["low"], row["high"])
    return [
        DRIVERS[row["driver"]].label.text(language),
        LEVELS[row["level"]].label.text(language),
        html.Span(signed(points), className="" if row["is_clear"] else "muted"),
        between(points),
        _link(row["n"], rated_of(item, row["level"]), selection),
    ]


def _start(row: Row, language: Language) -> str:
    value = show_estimate(row["value"], row["low"], row["high"], "score", language)
    interval = show_interval(row["low"], row["high"], "score", language)
    return f"{terms.tier_name(row['contact_tier'], language)} {value} ({interval})"


def _change(row: Row, item: str, selection: Selection) -> list[Any]:
    language = selection.language
    difference = Interval(row["difference"], row["low"], row["high"])
    half = (difference.high - difference.low) / 2
    now, then = (show_value(row[name], half, "score", language) for name in ("now", "then"))
    return [
        CHANGES[row["change"]].label.text(language),
        f"{now} → {then}",
        signed(difference),
        between(difference),
        _link(row["concerned"], rated_concerned(item, row["change"]), selection),
    ]


def _item(row: Row, language: Language) -> list[Any]:
    return [
        item_text(row["item"], language),
        show_estimate(row["share"], row["low"], row["high"], "share", language),
        show_interval(row["low"], row["high"], "share", language),
        f"{row['correlation']:.2f}",
        show_count(row["n"]),
    ]


def _link(count: int, name: str, selection: Selection) -> dcc.Link:
    return dcc.Link(show_count(count), href=to_contacts(name, selection))


def item_text(item: str, language: Language) -> str:
    """An item as its measure is called, else by its own name behind the dot."""
    name = item.partition(".")[2] or item
    return DIMENSIONS[name].text(language) if name in DIMENSIONS else name


def _nothing(words: Words, language: Language) -> html.Div:
    return html.Div(html.P(words.text(language), className="muted"))
