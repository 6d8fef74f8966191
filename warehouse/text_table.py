"""Rows as a table of text."""

from datetime import datetime

import polars as pl
from rich.table import Column, Table
from rich.text import Text

from warehouse.visible import visible

# Columns of text are folded, but not letter by letter.
_NARROWEST = 12
# From here on digits behind the point say nothing.
_LARGE = 1_000


def as_table(rows: pl.DataFrame) -> Table:
    """The rows as a person reads them: numbers to the right, with as many digits as say something."""
    table = Table(*(_column(name, dtype.is_numeric()) for name, dtype in rows.schema.items()))
    for row in rows.iter_rows():
        table.add_row(*(as_text(_shown(value)) for value in row))
    return table


def as_text(value: str) -> Text:
    """A cell of a table: nothing in it acts, everything in it is seen."""
    return Text(visible(value))


def _column(name: str, is_number: bool) -> Column:
    header = as_text(name)
    return Column(
        header,
        justify="right" if is_number else "left",
        overflow="fold",
        no_wrap=is_number,
        min_width=min(header.cell_len, _NARROWEST),
    )


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case int() if not isinstance(value, bool):
            return f"{value:,}"
        case float():
            return f"{value:,.0f}" if abs(value) >= _LARGE else f"{value:,.4g}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case _:
            return str(value)
