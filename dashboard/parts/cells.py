"""What the tables of a page say, cell by cell, for files of tables that state no figures behind them."""

from collections.abc import Iterator
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import html
from dash.development.base_component import Component


def text_of(part: Any) -> str:
    """All texts of a component in their order; of what opens a definition its name alone."""
    if isinstance(part, tuple | list):
        return " ".join(text for piece in part if (text := text_of(piece)))
    if isinstance(part, dmc.Popover):
        return text_of(_children(part)[0])
    return text_of(_children(part)) if isinstance(part, Component) else "" if part is None else str(part)


def cells_of(part: Any) -> pl.DataFrame:
    """The rows of all tables in a component as texts, those of the same head beneath one another.

    A row that spans a table names those beneath it, and stands as a column before them.
    """
    frames = [_frame(*found) for found in _tables(part)]
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()


def _tables(part: Any, above: str = "") -> Iterator[tuple[list[str], list[list[str]], str]]:
    if isinstance(part, tuple | list):
        for piece in part:
            yield from _tables(piece, above)
    elif isinstance(part, html.Table):
        yield _head(part), _rows(part), above
    elif isinstance(part, html.Details):
        yield from _tables(_children(part)[1:], text_of(_children(part)[0]))
    elif isinstance(part, Component):
        yield from _tables(_children(part), above)


def _frame(head: list[str], rows: list[list[str]], above: str) -> pl.DataFrame:
    names = [name or " " for name in head]
    # Twice the same name would be one column.
    unique = [
        f"{name} {names[:place].count(name) + 1}" if name in names[:place] else name
        for place, name in enumerate(names)
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(unique, pl.String), orient="row")
    return frame.insert_column(0, pl.lit(above).alias("")) if above else frame


def _head(table: Any) -> list[str]:
    heads = [[text_of(cell) for cell in _children(row)] for row in _of_kind(table, html.Thead)]
    group = any(_is_group(row) for row in _of_kind(table, html.Tbody))
    return [*([""] if group else []), *heads[0]]


def _rows(table: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    above: list[str] = []
    for row in (*_of_kind(table, html.Tbody), *_of_kind(table, html.Tfoot)):
        cells = [text_of(cell) for cell in _children(row)]
        if _is_group(row):
            above = cells
        else:
            rows.append([*above, *cells])
    width = len(_head(table))
    return [(row + [""] * width)[:width] for row in rows]


def _is_group(row: Any) -> bool:
    return len(_children(row)) == 1 and hasattr(_children(row)[0], "colSpan")


def _of_kind(table: Any, kind: type) -> list[Any]:
    return [row for part in _children(table) if isinstance(part, kind) for row in _children(part)]


def _children(part: Any) -> list[Any]:
    children = getattr(part, "children", None)
    return list(children) if isinstance(children, tuple | list) else [] if children is None else [children]
