"""Calls by campaign and department, customers by attempts, and what was compared with what."""

from typing import Any

import polars as pl
from dash import html

from analytics.outbound.lists import TRIED
from analytics.outbound.staying import Stayed, Staying
from analytics.statistics.common import Interval
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.pages.outbound import words as texts
from dashboard.parts.moves import columns_of, counted, with_interval
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_change_interval, show_count, show_difference
from warehouse.words import Language, Words

_RATES: list[tuple[str, Words, Any]] = [
    ("reach", texts.REACHED, "share"),
    ("answer", texts.ANSWERED, "share"),
]
_ENDS = ("", "_low", "_high")


def campaigns_table(found: pl.DataFrame, least: int, selection: Selection) -> html.Div:
    """Rows are campaigns with the departments that called. found: by reason and department."""
    language = selection.language
    columns = [
        texts.CAMPAIGN,
        texts.DEPARTMENT,
        texts.TRIED,
        texts.CUSTOMERS,
        *(words for _, words, _ in _RATES),
    ]
    cells = [
        [
            row["reason"] or texts.UNKNOWN.text(language),
            row["department"],
            counted(row["tried"], _calls(row, selection)),
            show_count(row["customers"]),
            *(with_interval(row, name, unit, language) for name, _, unit in _RATES),
        ]
        for row in found.to_dicts()
    ]
    caption = texts.BY_CAPTION.text(language, least=show_count(least))
    table = plain_table(columns, cells, language, numbers_from=2)
    return html.Div([table, html.P(caption, className="small muted")])


def behind_campaigns(found: pl.DataFrame, language: Language) -> Behind:
    """Every campaign and department."""
    columns = [
        Column("reason", texts.CAMPAIGN.text(language)),
        Column("department", texts.DEPARTMENT.text(language)),
        Column("tried", texts.TRIED.text(language), "count"),
        Column("customers", texts.CUSTOMERS.text(language), "count"),
        *columns_of(_RATES, language),
    ]
    return Behind(found, columns)


def attempts_table(found: pl.DataFrame, language: Language) -> html.Div:
    """Rows are numbers of attempts."""
    columns = [texts.TIMES, texts.CUSTOMERS, *(words for _, words, _ in _RATES)]
    cells = [
        [
            texts.TIMES_OR_MORE.text(language) if row["attempts"] == 8 else show_count(row["attempts"]),
            show_count(row["customers"]),
            *(with_interval(row, name, unit, language) for name, _, unit in _RATES),
        ]
        for row in found.drop_nulls("attempts").to_dicts()
    ]
    return html.Div(plain_table(columns, cells, language, numbers_from=1))


def behind_attempts(found: pl.DataFrame, language: Language) -> Behind:
    """Every number of attempts."""
    columns = [
        Column("attempts", texts.TIMES.text(language), "count"),
        Column("customers", texts.CUSTOMERS.text(language), "count"),
        *columns_of(_RATES, language),
    ]
    return Behind(found.drop_nulls("attempts"), columns)


def overlap_table(found: Stayed, language: Language) -> html.Div:
    """Rows are comparisons."""
    rows = [_compared(each, language) for each in (found.tried, found.reached)]
    table = plain_table(texts.OVERLAP_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(texts.OVERLAP_CAPTION.text(language), className="small muted")])


def behind_staying(found: Stayed, language: Language) -> Behind:
    """Both comparisons."""
    names = [words.text(language) for words in texts.OVERLAP_COLUMNS]
    rows = [
        {
            "comparison": texts.COMPARISONS[each.comparison].text(language),
            "n": each.n,
            "others": each.others,
            **_parts("plain", each.plain),
            **_parts("difference", each.difference),
        }
        for each in (found.tried, found.reached)
    ]
    columns = [
        Column("comparison", names[0]),
        Column("n", names[1], "count"),
        Column("others", names[2], "count"),
        Column("plain", names[6], "share", "plain_low", "plain_high"),
        Column("difference", names[7], "share", "difference_low", "difference_high"),
    ]
    return Behind.of(rows, columns)


def _compared(each: Staying, language: Language) -> list[Any]:
    overlap = each.overlap
    chances = NO_FIGURE if overlap is None else f"{100 * overlap.lowest:.1f} – {100 * overlap.highest:.1f} %"
    sizes = [
        NO_FIGURE if overlap is None else show_count(round(size))
        for size in (overlap.treated if overlap else 0, overlap.untreated if overlap else 0)
    ]
    return [
        texts.COMPARISONS[each.comparison].text(language),
        show_count(each.n),
        show_count(each.others),
        *sizes,
        chances,
        _difference(each.plain, language),
        _difference(each.difference, language),
    ]


def _difference(figure: Interval | None, language: Language) -> Any:
    if figure is None:
        return NO_FIGURE
    ends = show_change_interval(figure.low, figure.high, "share", language)
    value = show_difference(*figure, "share", language)
    return [f"{value} ", html.Span(f"({ends})", className="small muted")]


def _parts(name: str, figure: Interval | None) -> dict[str, float | None]:
    parts = (None, None, None) if figure is None else figure
    return {f"{name}{end}": part for end, part in zip(_ENDS, parts, strict=True)}


def _calls(row: dict[str, Any], selection: Selection) -> str:
    picked = {name: row[name] for name in ("reason", "department") if row[name] is not None}
    return to_contacts(TRIED, selection.pick(**picked))
