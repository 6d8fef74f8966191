"""Who answers and who writes, by channel and department."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.view import View
from analytics.voice.shares import comment_shares
from dashboard.address.links import to_page
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.lake.store import Reading
from dashboard.pages.voice import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

_PARTS = {"channel": texts.BY_CHANNEL, "department": texts.BY_DEPARTMENT}
_SATISFACTION = "/satisfaction"


def response_rows(reading: Reading, view: View, language: Language) -> pl.DataFrame:
    """group (channel or department, in words), part (which of them), and of both shares, `rate` of response
    and `written` of comments, the value, …_low, …_high and …_n."""
    return pl.concat(_rows(reading, name, view, language) for name in _PARTS)


def response_table(rows: pl.DataFrame, selection: Selection) -> html.Div:
    """A row per channel, then a row per department, and where satisfaction is weighted by who answered."""
    language = selection.language
    if rows.is_empty():
        return html.Div(html.P(texts.NOBODY_ASKED.text(language), className="muted"))
    cells = [
        [row["part"], *_share(row, "rate", language), *_share(row, "written", language)]
        for row in rows.iter_rows(named=True)
    ]
    way = dcc.Link(
        texts.SATISFACTION_PAGE.text(language), href=to_page(_SATISFACTION, selection), className="small"
    )
    caption = html.P([texts.RESPONSE_CAPTION.text(language), way, "."], className="small muted")
    return html.Div([plain_table(texts.RESPONSE_COLUMNS, cells, language, numbers_from=1), caption])


def behind_responses(rows: pl.DataFrame, language: Language) -> Behind:
    """The same rows."""
    columns = [
        Column("group", texts.GROUP.text(language)),
        Column("part", texts.PART.text(language)),
        Column("rate", texts.RESPONSE_RATE.text(language), "share", "rate_low", "rate_high"),
        Column("rate_n", texts.CONTACTS.text(language), "count"),
        Column("written", texts.SHARE.text(language), "share", "written_low", "written_high"),
        Column("written_n", texts.QUESTIONNAIRES.text(language), "count"),
    ]
    return Behind(rows, columns)


def _rows(reading: Reading, name: str, view: View, language: Language) -> pl.DataFrame:
    rates = _figures(reading.measure("response_rate", (name,), view), name, "n", "rate")
    written = _figures(reading.ask(comment_shares, (name,), view), name, "questionnaires", "written")
    group = _PARTS[name].text(language)
    unknown = texts.UNKNOWN.text(language, of=group)
    both = rates.join(written, on=name, how="full", coalesce=True, nulls_equal=True)
    part = pl.col(name).fill_null(unknown).alias("part")
    return both.sort(name, nulls_last=True).select(pl.lit(group).alias("group"), part, pl.exclude(name))


def _figures(found: pl.DataFrame, key: str, n: str, name: str) -> pl.DataFrame:
    columns = {"value": name, "low": f"{name}_low", "high": f"{name}_high", n: f"{name}_n"}
    return found.select(key, *(pl.col(column).alias(named) for column, named in columns.items()))


def _share(row: dict[str, Any], name: str, language: Language) -> Iterator[str]:
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if value is None:
        yield from (NO_FIGURE, NO_FIGURE)
    else:
        yield show_estimate(value, low, high, "share", language)
        yield show_interval(low, high, "share", language)
    yield show_count(row[f"{name}_n"] or 0)
