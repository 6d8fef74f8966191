"""A chart in words, for who does not see it: computed from the figures behind it."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.charts.behind import Behind, Column
from dashboard.wording.numbers import show_count
from warehouse.words import Language, Words

# More lines or rows than these are no longer told one by one.
_MOST_LINES, _MOST_ROWS = 8, 6
_LINE = Words(
    "{name}, {start}부터 {end}까지 값 {count}개: 처음 {first}, 마지막 {last}, 가장 낮은 값 {lowest} "
    "({lowest_at}), 가장 높은 값 {highest} ({highest_at}).",
    "{name}, {count} values from {start} to {end}: first {first}, last {last}, lowest {lowest} "
    "({lowest_at}), highest {highest} ({highest_at}).",
)
_LINES = Words(
    "{name}, {along} {start}부터 {end}까지: {lines}.", "{name}, {along} from {start} to {end}: {lines}."
)
_FROM_TO = Words("{line} 처음 {first}, 마지막 {last}", "{line} first {first}, last {last}")
_EACH = Words("{name}: {rows}.", "{name}: {rows}.")
_ENDS = Words(
    "{name}, 값 {count}개: 가장 낮은 값 {lowest} ({lowest_at}), 가장 높은 값 {highest} ({highest_at}).",
    "{name}, {count} values: lowest {lowest} ({lowest_at}), highest {highest} ({highest_at}).",
)
_OUTSIDE = Words(
    "{count}개 가운데 {outside}개가 한계 밖입니다.", "{outside} of {count} are outside the limits."
)
_NOTHING = Words("표시할 값이 없습니다.", "There are no figures to show.")

Row = dict[str, Any]


def told(behind: Behind, chart: go.Figure, language: Language) -> str:
    """What the chart shows; where it is none, the words in its place."""
    if not chart.data:
        return _written(chart) or _NOTHING.text(language)
    figures = [column for column in behind.columns if column.is_figure and column.source != behind.along]
    columns = [behind.column(source) for source in behind.told] or figures[:1]
    sentences = [_told(behind, column, language) for column in columns]
    every = [*sentences, _outside(behind, language), behind.said]
    said = " ".join(sentence for sentence in every if sentence)
    return said or _NOTHING.text(language)


def _told(behind: Behind, column: Column, language: Language) -> str:
    known = behind.rows.drop_nulls(column.source)
    if known.is_empty():
        return ""
    if behind.along:
        parts = behind.by and known[behind.by].n_unique() > 1
        return (_lines if parts else _line)(behind, column, known, language)
    if known.height <= _MOST_ROWS:
        return _each(behind, column, known, language)
    return _ENDS.text(
        language,
        name=column.name,
        count=show_count(known.height),
        **_extremes(behind, column, known, language),
    )


def _line(behind: Behind, column: Column, known: pl.DataFrame, language: Language) -> str:
    along = behind.column(behind.along)
    ends = known.row(0, named=True), known.row(-1, named=True)
    start, end = (along.text(row, language) for row in ends)
    first, last = (column.text(row, language) for row in ends)
    return _LINE.text(
        language,
        name=column.name,
        count=show_count(known.height),
        start=start,
        end=end,
        first=first,
        last=last,
        **_extremes(behind, column, known, language),
    )


def _lines(behind: Behind, column: Column, known: pl.DataFrame, language: Language) -> str:
    """The first and the last value of each line."""
    along, by = behind.column(behind.along), behind.column(behind.by)
    lines = [rows for _, rows in known.group_by(behind.by, maintain_order=True)]
    if len(lines) > _MOST_LINES:
        return _ENDS.text(
            language,
            name=column.name,
            count=show_count(known.height),
            **_extremes(behind, column, known, language),
        )
    shown = []
    for rows in lines:
        first, last = rows.row(0, named=True), rows.row(-1, named=True)
        shown.append(
            _FROM_TO.text(
                language,
                line=by.text(first, language),
                first=column.text(first, language),
                last=column.text(last, language),
            )
        )
    ordered = known.sort(behind.along)
    start, end = (along.text(ordered.row(place, named=True), language) for place in (0, -1))
    return _LINES.text(
        language, name=column.name, along=along.name, start=start, end=end, lines="; ".join(shown)
    )


def _each(behind: Behind, column: Column, known: pl.DataFrame, language: Language) -> str:
    rows = [
        f"{_name(behind, row, language)} {column.text(row, language)}" for row in known.iter_rows(named=True)
    ]
    return _EACH.text(language, name=column.name, rows="; ".join(rows))


def _extremes(behind: Behind, column: Column, known: pl.DataFrame, language: Language) -> dict[str, str]:
    shown = {}
    for name, place in (
        ("lowest", known[column.source].arg_min()),
        ("highest", known[column.source].arg_max()),
    ):
        row = known.row(place or 0, named=True)
        shown[name], shown[f"{name}_at"] = column.text(row, language), _name(behind, row, language)
    return shown


def _name(behind: Behind, row: Row, language: Language) -> str:
    """What the row is about: the columns before its first figure, or where it is along the line."""
    if behind.along and not behind.by:
        return behind.column(behind.along).text(row, language)
    return ", ".join(column.text(row, language) for column in _names(behind))


def _names(behind: Behind) -> Sequence[Column]:
    names = [column for column in behind.columns if column.source in (behind.by, behind.along)]
    return names or list(takewhile(lambda column: not column.is_figure, behind.columns))


def _outside(behind: Behind, language: Language) -> str:
    if not behind.outside or behind.rows.is_empty():
        return ""
    outside = int(behind.rows[behind.outside].sum() or 0)
    return _OUTSIDE.text(language, outside=show_count(outside), count=show_count(behind.rows.height))


def _written(chart: go.Figure) -> str:
    """The words that stand in the chart."""
    return " ".join(
        " ".join(note.text.replace("<br>", " ").split()) for note in chart.layout.annotations if note.text
    )
