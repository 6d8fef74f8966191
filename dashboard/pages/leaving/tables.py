"""Who names what, and what they say beside what they lived through."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.drivers.declared import DRIVERS
from analytics.leaving.lists import of_cause
from analytics.leaving.lived import SHOWN_BY
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.pages.leaving import words as texts
from dashboard.pages.leaving.causes_chart import cause_name
from dashboard.parts.table import plain_table
from dashboard.wording import terms
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_estimate,
    show_interval,
    show_share,
)
from warehouse.words import Language

# More groups than a table is read for; the files have them all.
_MOST_PARTS = 12
# In pixels.
_PART_WIDTH, _CAUSE_WIDTH = 140, 96

Row = dict[str, Any]


def split_table(found: pl.DataFrame, by: str, selection: Selection) -> html.Div:
    """Rows are groups, the largest first, columns causes, the most named first.

    found: rows of `causes_beside_others` by one dimension.
    """
    language = selection.language
    known = found.drop_nulls("value")
    if known.is_empty():
        return html.Div(html.P(texts.NO_PARTS.text(language), className="muted"))
    order = known.group_by("cause").agg(pl.col("named").sum()).filter(pl.col("named") > 0)
    causes = order.sort("named", "cause", descending=[True, False])["cause"].to_list()
    parts = known.select(by, "n").unique().sort("n", by, descending=[True, False]).head(_MOST_PARTS)
    cells = {(row[by], row["cause"]): row for row in known.iter_rows(named=True)}
    head = [html.Th(name, scope="col") for name in ("", *(cause_name(cause, language) for cause in causes))]
    rows = [
        html.Tr(
            [_part(by, part, n, language), *(_cell(cells[part, cause], by, selection) for cause in causes)]
        )
        for part, n in parts.iter_rows()
    ]
    # Narrow screens scroll in the table: causes are words of their own length.
    width = {"minWidth": _PART_WIDTH + _CAUSE_WIDTH * len(causes)}
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="matrix", style=width)
    caption: list[Any] = [
        texts.SPLIT_CAPTION.text(language),
        html.Span(className="swatch worse-far"),
        texts.MORE_OFTEN.text(language),
        html.Span(className="swatch better-far"),
        texts.LESS_OFTEN.text(language),
    ]
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_split(found: pl.DataFrame, by: str, label: str, language: Language) -> Behind:
    """Every group and cause."""
    columns = [
        Column("part", label),
        Column("name", texts.CAUSE.text(language)),
        Column("value", texts.SHARE_NAMING.text(language), "share", "low", "high"),
        Column("named", texts.NAMED.text(language), "count"),
        count_column(language),
    ]
    rows = [
        row | {"part": terms.value_name(by, row[by], language), "name": cause_name(row["cause"], language)}
        for row in found.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def lived_table(found: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per cause of which records show something. found: rows of `said_beside_drivers`."""
    language = selection.language
    known = found.drop_nulls("said_if_lived").rows(named=True)
    if not known:
        return html.Div(html.P(texts.NO_PARTS.text(language), className="muted"))
    table = plain_table(
        texts.LIVED_COLUMNS, [_lived(row, selection) for row in known], language, numbers_from=2
    )
    caption = texts.LIVED_CAPTION.text(language, n=show_count(known[0]["n"]))
    return html.Div([table, html.P(caption, className="small muted")])


def behind_lived(found: pl.DataFrame, language: Language) -> Behind:
    """Every cause with all its intervals."""
    heads = dict(zip(_LIVED, (words.text(language) for words in texts.LIVED_COLUMNS), strict=True))
    shares = ("said_if_lived", "said_else", "difference")
    columns = [
        Column("name", heads["cause"]),
        *(Column(name, heads[name], "share", f"{name}_low", f"{name}_high") for name in shares),
        Column("lived_only", heads["lived_only"], "count"),
        Column("said_only", heads["said_only"], "count"),
        Column("driver_share", heads["driver_share"], "share", "driver_low", "driver_high"),
    ]
    rows = [row | {"name": cause_name(row["cause"], language)} for row in found.iter_rows(named=True)]
    return Behind.of(rows, columns)


_LIVED = (
    "cause",
    "driver",
    "said_if_lived",
    "said_else",
    "difference",
    "lived_only",
    "said_only",
    "verdict",
    "driver_share",
)


def _part(by: str, part: str, n: int, language: Language) -> html.Th:
    name = terms.value_name(by, part, language)
    return html.Th([name, html.Div(f"n {show_count(n)}", className="small muted")], scope="row")


def _cell(row: Row, by: str, selection: Selection) -> html.Td:
    """Shaded where it goes beyond chance; a link to the contacts of who named it."""
    language = selection.language
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = show_interval(row["low"], row["high"], "share", language)
    others = (
        "" if row["others"] is None else texts.BESIDE_OTHERS.text(language, others=show_share(row["others"]))
    )
    there = selection.pick(**{by: row[by]})
    link = dcc.Link(
        share,
        href=to_contacts(of_cause(row["cause"]), there),
        title=" · ".join(filter(None, [interval, others])),
    )
    return html.Td(link, className=_shade(row))


def _shade(row: Mapping[str, Any]) -> str:
    if not row["is_clear"]:
        return ""
    return "worse-far" if row["difference"] > 0 else "better-far"


def _lived(row: Row, selection: Selection) -> list[Any]:
    language = selection.language
    shown = ", ".join(DRIVERS[name].label.text(language) for name in SHOWN_BY[row["cause"]])
    name = cause_name(row["cause"], language)
    link = dcc.Link(name, href=to_contacts(of_cause(row["cause"]), selection))
    low, high = row["difference_low"], row["difference_high"]
    difference = show_change_interval(low, high, "share", language)
    return [
        link,
        shown,
        _estimate(row, "said_if_lived", language),
        _estimate(row, "said_else", language),
        difference,
        show_count(row["lived_only"]),
        show_count(row["said_only"]),
        texts.VERDICTS[row["verdict"]].text(language),
        _driver(row, language),
    ]


def _estimate(row: Row, name: str, language: Language) -> str:
    return show_estimate(row[name], row[f"{name}_low"], row[f"{name}_high"], "share", language)


def _driver(row: Row, language: Language) -> str:
    if row["driver_share"] is None:
        return "–"
    share, low, high = row["driver_share"], row["driver_low"], row["driver_high"]
    shown = show_estimate(share, low, high, "share", language)
    return f"{shown} ({show_interval(low, high, 'share', language)})"
