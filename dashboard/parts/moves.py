"""Where those of each group are some time later: a table of shares with intervals, and figures in cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.measures.measure import Unit
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.wording.figure_words import COUNT
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language, Words

# In pixels: narrow screens scroll in the table.
_PART_WIDTH, _CELL_WIDTH = 130, 110
_FROM, _TO = Words("어디에서", "From"), Words("어디로", "To")
_CUSTOMERS, _SHARE = Words("고객", "Customers"), Words("비율", "Share")
_SAMPLED = Words(
    "지표와 이유는 고객 번호로 고른, 고객 {one_in}명 가운데 1명에게서만 냈습니다. "
    "n과 구간은 그 고객들의 것입니다.",
    "Measures and reasons are of one customer in {one_in}, chosen by their ids; n and intervals are theirs.",
)
Row = Mapping[str, Any]


def moves_table(
    moves: pl.DataFrame,
    names: Mapping[str, Words],
    language: Language,
    href: Callable[[Row], str],
) -> html.Div:
    """Rows are where customers were, columns where they are. moves: start, to, customers, n, value, low,
    high.

    href: the address that a cell's number leads to; empty where there is none.
    """
    states = moves["to"].unique(maintain_order=True).to_list()
    head = [
        html.Th("", scope="col"),
        *(html.Th(names[state].text(language), scope="col") for state in states),
    ]
    rows = [
        html.Tr(
            [_start(part, names, language), *(_cell(row, href(row), language) for row in part.to_dicts())]
        )
        for part in moves.partition_by("start", maintain_order=True)
    ]
    width = {"minWidth": _PART_WIDTH + _CELL_WIDTH * len(states)}
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="matrix", style=width)
    return html.Div(table, className="scroll", tabIndex=0)


def behind_moves(moves: pl.DataFrame, names: Mapping[str, Words], language: Language) -> Behind:
    """Every way from one group to another."""
    said = {name: words.text(language) for name, words in names.items()}
    named = moves.with_columns(pl.col("start", "to").replace(said))
    columns = [
        Column("start", _FROM.text(language)),
        Column("to", _TO.text(language)),
        Column("customers", _CUSTOMERS.text(language), "count"),
        Column("value", _SHARE.text(language), "share", "low", "high"),
        Column("n", COUNT.text(language), "count"),
    ]
    return Behind(named, columns)


def with_interval(row: Row, name: str, unit: Unit, language: Language) -> Any:
    """A figure with its interval in small behind it; a dash where there is none. Ends are in <name>_low and
    _high.
    """
    ends = (row[name], row[f"{name}_low"], row[f"{name}_high"])
    if any(end is None for end in ends):
        return NO_FIGURE
    value = show_estimate(*ends, unit, language)
    return [f"{value} ", html.Span(f"({show_interval(*ends[1:], unit, language)})", className="small muted")]


def columns_of(names: Sequence[tuple[str, Words, Unit]], language: Language) -> list[Column]:
    """Columns whose intervals are in <name>_low and <name>_high."""
    return [
        Column(name, words.text(language), unit, f"{name}_low", f"{name}_high") for name, words, unit in names
    ]


def counted(count: int | None, href: str) -> Any:
    """A number that leads to what is behind it; plain where there is nothing."""
    if not count:
        return NO_FIGURE if count is None else show_count(count)
    return dcc.Link(show_count(count), href=href) if href else show_count(count)


def sampled(table: html.Div, one_in: int, language: Language) -> html.Div:
    """A table, and of how many customers one counts in it where not all do."""
    if one_in == 1:
        return table
    said = _SAMPLED.text(language, one_in=show_count(one_in))
    return html.Div([table, html.P(said, className="small muted")])


def _start(part: pl.DataFrame, names: Mapping[str, Words], language: Language) -> html.Th:
    said: list[Any] = [
        names[part["start"][0]].text(language),
        html.Div(f"n {show_count(part['n'][0])}", className="small muted"),
    ]
    return html.Th(said, scope="row")


def _cell(row: Row, href: str, language: Language) -> html.Td:
    number = counted(row["customers"], href)
    if row["value"] is None:
        return html.Td(number, className="few")
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    interval = html.Div(show_interval(row["low"], row["high"], "share", language), className="small muted")
    return html.Td([html.Div(share), interval, html.Div(number, className="small")])
