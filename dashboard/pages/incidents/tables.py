"""What incidents are about: reasons, words, and what differs where contact is high and low."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from dash import html

from analytics.incidents.determinants import ATTITUDE, INTERFACE
from dashboard.charts.behind import Behind, Column
from dashboard.pages.incidents import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_interval,
    show_share,
)
from warehouse.words import Language, Words

_MOST = 10
_TIERS = ("high", "medium", "low")
# What the literature looks at, by tier.
_LOOKED_AT: Mapping[str, tuple[str, ...]] = {"high": (*ATTITUDE, "staff"), "low": (*INTERFACE, "system")}

Row = dict[str, Any]


def reasons_table(reasons: pl.DataFrame, language: Language) -> html.Div:
    """The reasons that are over-represented most."""
    rows = [_reason(row, language) for row in reasons.head(_MOST).iter_rows(named=True)]
    return _laid(texts.REASON_COLUMNS, rows, texts.REASONS_CAPTION, texts.NOTHING, language)


def behind_reasons(reasons: pl.DataFrame, language: Language) -> Behind:
    """Every reason."""
    heads = [words.text(language) for words in texts.REASON_COLUMNS]
    columns = [
        Column("reason", heads[0]),
        Column("difference", heads[3], "ratio", "low", "high"),
        Column("share", heads[2], "share"),
        Column("incidents", heads[1], "count"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    return Behind(reasons, columns)


def words_table(words: pl.DataFrame, language: Language) -> html.Div:
    """The words that are surely more frequent."""
    sure = words.filter("is_sure").head(_MOST)
    rows = [
        [
            row["shown"],
            row["example"],
            f"{show_count(row['said'])} ({show_share(row['share'])})",
            show_share(row["others"]),
            f"{row['times']:.1f} ({row['times_low']:.1f} – {row['times_high']:.1f})",
        ]
        for row in sure.iter_rows(named=True)
    ]
    return _laid(texts.WORD_COLUMNS, rows, texts.SAID_CAPTION, texts.NO_WORDS, language, 2)


def determinants_table(
    found: pl.DataFrame, origins: pl.DataFrame, least: int, language: Language
) -> html.Div:
    """Items and origins as rows, tiers as columns."""
    if found["difference"].count() == 0 and origins.is_empty():
        return html.Div(html.P(texts.NOTHING.text(language), className="muted"))
    items = {(row["item"], row["tier"]): row for row in found.iter_rows(named=True)}
    places = {(row["origin"], row["tier"]): row for row in origins.iter_rows(named=True)}
    head = [html.Th(texts.ITEM.text(language), scope="col")]
    head += [html.Th(terms.tier_name(tier, language), scope="col") for tier in _TIERS]
    rows = [
        _line(name, words.text(language), items, _item_cell, language) for name, words in texts.ITEMS.items()
    ]
    rows += [
        _line(name, words.text(language), places, _origin_cell, language)
        for name, words in texts.ORIGINS.items()
    ]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="matrix")
    caption = texts.DETERMINANTS_CAPTION.text(language, least=show_count(least))
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def _reason(row: Row, language: Language) -> list[Any]:
    ends = show_change_interval(row["low"], row["high"], "share", language)
    shown = f"{show_difference(row['difference'], row['low'], row['high'], 'share', language)} ({ends})"
    return [
        row["reason"],
        show_count(row["incidents"]),
        show_share(row["share"]),
        html.Strong(shown) if row["is_clear"] else shown,
    ]


def _line(name: str, shown: str, cells: Mapping[Any, Row], tell: Any, language: Language) -> html.Tr:
    told = [
        html.Td(
            tell(cells.get((name, tier)), language),
            className="worse" if name in _LOOKED_AT.get(tier, ()) and cells.get((name, tier)) else "",
        )
        for tier in _TIERS
    ]
    return html.Tr([html.Th(shown, scope="row"), *told])


def _item_cell(row: Row | None, language: Language) -> Any:
    if row is None or row["difference"] is None:
        return "–"
    value = show_difference(row["difference"], row["low"], row["high"], "score", language)
    ends = show_change_interval(row["low"], row["high"], "score", language)
    return _cell(value, ends, row["n"], language)


def _origin_cell(row: Row | None, language: Language) -> Any:
    if row is None:
        return "–"
    return _cell(
        show_share(row["share"]),
        show_interval(row["low"], row["high"], "share", language),
        row["n"],
        language,
    )


def _cell(value: str, ends: str, n: int, language: Language) -> list[html.Div]:
    small = [
        html.Div(text, className="small muted") for text in (ends, texts.OF_N.text(language, n=show_count(n)))
    ]
    return [html.Div(value), *small]


def _laid(
    columns: Sequence[Words],
    rows: list[list[Any]],
    caption: Words,
    nothing: Words,
    language: Language,
    numbers_from: int = 1,
) -> html.Div:
    if not rows:
        return html.Div(html.P(nothing.text(language), className="muted"))
    table = plain_table(columns, rows, language, numbers_from=numbers_from)
    return html.Div([table, html.P(caption.text(language), className="small muted")])
