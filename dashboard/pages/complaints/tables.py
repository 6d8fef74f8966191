"""What which group complains about, and in which words."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.complaints.about import CROSSED
from analytics.complaints.said import WordsOfGroups
from analytics.dimensions import find_dimension
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.pages.complaints import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
    show_share,
)
from warehouse.settings import Settings
from warehouse.words import Language, Words

_MOST_ROWS = 12
# Columns of a matrix that a wide screen has room for.
_MOST_PARTS = 8
_MOST_CHARACTERS = 120
# In pixels: narrow screens scroll in the table.
_REASON_WIDTH, _PART_WIDTH = 160, 110

Row = dict[str, Any]


def shares_table(found: pl.DataFrame, by: str, selection: Selection) -> html.Div:
    """A row per difference beyond chance; words where there is none. found: of `reasons_of_complaints`."""
    language, looks = selection.language, show_count(found.height)
    clear = found.filter("is_clear").head(_MOST_ROWS)
    if clear.is_empty():
        words = texts.NO_SHARES if found.height else texts.NOTHING
        return html.Div(html.P(words.text(language, looks=looks), className="muted"))
    rows = [_share_row(row, by, selection) for row in clear.iter_rows(named=True)]
    table = plain_table(texts.SHARES_COLUMNS, rows, language, numbers_from=2)
    caption = texts.SHARES_CAPTION.text(language, looks=looks)
    return html.Div([table, html.P(caption, className="small muted")])


def behind_shares(found: pl.DataFrame, by: str, language: Language) -> Behind:
    """Every comparison."""
    heads = [words.text(language) for words in texts.SHARES_COLUMNS]
    columns = [
        Column("part", heads[0]),
        Column("reason", heads[1]),
        Column("matters", heads[2], "count"),
        Column("value", heads[3], "share"),
        Column("elsewhere", heads[4], "share"),
        Column("difference", heads[5], "share", "low", "high"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    return Behind(_with_part(found, by, language), columns)


def matrix_table(found: pl.DataFrame, by: str, selection: Selection) -> html.Div:
    """Rows are reasons, the one with most complaints first, columns groups. found: of `complaints_about`."""
    language = selection.language
    sizes = found.group_by(by, maintain_order=True).agg(pl.col("n").sum())
    parts = sizes.filter(pl.col("n").rank("ordinal", descending=True) <= _MOST_PARTS)[by].to_list()
    head = texts.REASON.text(language)
    return _matrix(found, ("reason",), by, parts, head, texts.MATRIX_CAPTION, selection)


def crossed_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """Rows are gender and region, columns ages. found: of `complaints_crossed`."""
    age, *rest = CROSSED
    parts = found[age].unique(maintain_order=True).to_list()
    return _matrix(found, tuple(rest), age, parts, "", texts.CROSSED_CAPTION, selection)


def behind_crossed(found: pl.DataFrame, settings: Settings, language: Language) -> Behind:
    """Every combination."""
    columns = [
        *(Column(f"{name}_name", find_dimension(settings, name).label.text(language)) for name in CROSSED),
        *_rate_columns(language),
    ]
    names = {
        f"{name}_name": pl.Series(
            [terms.value_name(name, value, language) for value in found[name]], dtype=pl.String
        )
        for name in CROSSED
    }
    return Behind(found.with_columns(**names), columns)


def behind_matrix(found: pl.DataFrame, by: str, language: Language) -> Behind:
    """Every reason and group."""
    columns = [
        Column("reason", texts.REASON.text(language)),
        Column("part", texts.PART.text(language)),
        *_rate_columns(language),
    ]
    return Behind(_with_part(found, by, language), columns)


def said_table(found: WordsOfGroups, by: str, settings: Settings, selection: Selection) -> html.Div:
    """A row per word that surely goes with a group; words where there is none."""
    language, n = selection.language, show_count(int(found.comments["n"].sum()))
    if found.comments.filter(pl.col("note").is_null()).is_empty():
        least = show_count(settings.definitions.small_n)
        return html.Div(html.P(texts.FEW_WORDS.text(language, n=n, least=least), className="muted"))
    each = [
        texts.EACH_PART.text(language, part=terms.value_name(by, part, language), n=show_count(count))
        for part, count in found.comments.select("part", "n").iter_rows()
    ]
    counted = {"n": n, "parts": ", ".join(each), "looks": show_count(found.words.height)}
    sure = found.words.filter("is_sure", pl.col("times") > 1).head(_MOST_ROWS)
    if sure.is_empty():
        return html.Div(html.P(texts.NO_WORDS.text(language, **counted), className="muted"))
    rows = [_said_row(row, by, language) for row in sure.iter_rows(named=True)]
    table = plain_table(texts.SAID_COLUMNS, rows, language, numbers_from=3)
    return html.Div([table, html.P(texts.SAID_CAPTION.text(language, **counted), className="small muted")])


def behind_said(found: WordsOfGroups, by: str, language: Language) -> Behind:
    """Every word that was looked at."""
    heads = [words.text(language) for words in texts.SAID_COLUMNS]
    columns = [
        Column("name", heads[0]),
        Column("shown", heads[1]),
        Column("said", heads[2], "count"),
        Column("share", heads[3], "share", "share_low", "share_high"),
        Column("others", heads[4], "share"),
        Column("times", heads[5], "ratio", "times_low", "times_high"),
        Column("p", "p", "ratio"),
    ]
    names = [terms.value_name(by, part, language) for part in found.words["part"]]
    return Behind(found.words.with_columns(name=pl.Series(names, dtype=pl.String)), columns)


def _with_part(found: pl.DataFrame, by: str, language: Language) -> pl.DataFrame:
    parts = [terms.value_name(by, part, language) for part in found[by]]
    return found.with_columns(part=pl.Series(parts, dtype=pl.String))


def _share_row(row: Row, by: str, selection: Selection) -> list[Any]:
    language, low, high = selection.language, row["low"], row["high"]
    there = selection.pick(**{by: row[by], "reason": row["reason"]})
    gap = show_difference(row["difference"], low, high, "share", language)
    return [
        terms.value_name(by, row[by], language),
        row["reason"],
        dcc.Link(show_count(row["matters"]), href=to_contacts("complaint", there)),
        *(show_estimate(row[name], low, high, "share", language) for name in ("value", "elsewhere")),
        f"{gap} ({show_change_interval(low, high, 'share', language)})",
    ]


def _matrix(
    found: pl.DataFrame,
    down: Sequence[str],
    across: str,
    parts: Sequence[str],
    head: str,
    caption: Words,
    selection: Selection,
) -> html.Div:
    """Rates of complaints: a row per combination of `down`, the first of the frame first, a column per
    part.
    """
    language = selection.language
    if found.drop_nulls("value").is_empty():
        return html.Div(html.P(texts.NOTHING.text(language), className="muted"))
    lines = found.select(down).unique(maintain_order=True).head(_MOST_ROWS).rows()
    cells = {(*(row[name] for name in down), row[across]): row for row in found.iter_rows(named=True)}
    names = [terms.value_name(across, part, language) for part in parts]
    rows = [
        html.Tr(
            [
                html.Th(_line_name(down, line, language), scope="row"),
                *(_rate_cell(cells.get((*line, part)), (*down, across), selection) for part in parts),
            ]
        )
        for line in lines
    ]
    said: list[Any] = [
        caption.text(language),
        html.Span(className="swatch worse-far"),
        texts.MORE_OFTEN.text(language),
        html.Span(className="swatch better-far"),
        texts.LESS_OFTEN.text(language),
    ]
    width = {"minWidth": _REASON_WIDTH + _PART_WIDTH * len(parts)}
    top = html.Thead(html.Tr([html.Th(name, scope="col") for name in (head, *names)]))
    table = html.Table([top, html.Tbody(rows)], className="matrix", style=width)
    return html.Div([html.Div(table, className="scroll", tabIndex=0), html.P(said, className="small muted")])


def _line_name(down: Sequence[str], line: Sequence[str], language: Language) -> str:
    return " · ".join(terms.value_name(name, value, language) for name, value in zip(down, line, strict=True))


def _rate_columns(language: Language) -> list[Column]:
    return [
        Column("value", texts.RATE.text(language), "share", "low", "high"),
        Column("others", texts.RATE_OTHERS.text(language), "share"),
        Column("complaints", texts.COUNT.text(language), "count"),
        count_column(language),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]


def _rate_cell(row: Row | None, by: Sequence[str], selection: Selection) -> html.Td:
    language = selection.language
    if row is None:
        return html.Td("–", className="absent")
    there = selection.pick(**{name: row[name] for name in by})
    if row["value"] is None:
        return html.Td(
            dcc.Link(f"n {show_count(row['n'])}", href=to_contacts("complaint", there)), className="few"
        )
    interval = show_interval(row["low"], row["high"], "share", language)
    beside = texts.BESIDE.text(language, others=show_share(row["others"]))
    counted = f"{show_count(row['complaints'])} / {show_count(row['n'])}"
    link = dcc.Link(
        show_estimate(row["value"], row["low"], row["high"], "share", language),
        href=to_contacts("complaint", there),
        title=" · ".join([interval, beside, counted]),
    )
    shade = ("worse-far" if row["difference"] > 0 else "better-far") if row["is_clear"] else ""
    return html.Td(link, className=shade)


def _said_row(row: Row, by: str, language: Language) -> list[Any]:
    example = row["example"]
    shown = example if len(example) <= _MOST_CHARACTERS else f"{example[:_MOST_CHARACTERS].rstrip()} …"
    return [
        terms.value_name(by, row["part"], language),
        row["shown"],
        html.Span(shown, className="written"),
        show_share(row["share"]),
        show_share(row["others"]),
        f"{row['times']:.1f} ({row['times_low']:.1f} – {row['times_high']:.1f})",
    ]
