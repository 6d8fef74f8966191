"""Rows on a terminal or in a pipe."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import polars as pl
from rich.console import Console, RenderableType
from rich.table import Column, Table
from rich.text import Text

from warehouse.far_days import far_days_as_text
from warehouse.formats import Format as Format
from warehouse.spreadsheet import as_csv
from warehouse.visible import tell as tell
from warehouse.visible import visible

# More than a person reads on a terminal.
_ROWS_IN_A_TABLE = 200
# Columns of text are folded, but not letter by letter.
_NARROWEST = 12
# From here on digits behind the point say nothing.
_LARGE = 1_000


def print_rows(rows: pl.DataFrame, style: Format, beside: Sequence[str] = (), *, raw: bool = False) -> None:
    """Print rows to standard output; Parquet is meant for a pipe or a file.

    beside: columns that a table has no room for; the other formats hold them. raw: whether CSV has texts
    that a spreadsheet would run as they are.
    """
    match style:
        case Format.table:
            shown = rows.drop(beside, strict=False).head(_ROWS_IN_A_TABLE)
            print_out(_as_table(far_days_as_text(shown)))
            if rows.height > _ROWS_IN_A_TABLE:
                tell(f"… {rows.height - _ROWS_IN_A_TABLE:,} more rows; --format csv prints all.")
        case Format.csv:
            _write(as_csv(far_days_as_text(rows), raw=raw).encode())
        case Format.json:
            _write(far_days_as_text(rows).write_json().encode() + b"\n")
        case Format.parquet:
            parquet = BytesIO()
            rows.write_parquet(parquet)
            _write(parquet.getvalue())


def print_out(shown: RenderableType) -> None:
    """Print a table, or a text whose every character is seen, to standard output."""
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=isinstance(shown, str))
    with console.capture() as printed:
        console.print(visible(shown) if isinstance(shown, str) else shown)
    sys.stdout.write(printed.get())
    sys.stdout.flush()


def print_json(value: Any) -> None:
    """Print what JSON can hold, in one line. A file's name that is no UTF-8 keeps its bytes as escapes."""
    _write(json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")


def as_text(value: str) -> Text:
    """A cell of a table: nothing in it acts, everything in it is seen."""
    return Text(visible(value))


def _write(output: bytes) -> None:
    """As it is, in UTF-8 wherever it goes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def _as_table(rows: pl.DataFrame) -> Table:
    table = Table(*(_column(name, dtype.is_numeric()) for name, dtype in rows.schema.items()))
    for row in rows.iter_rows():
        table.add_row(*(as_text(_shown(value)) for value in row))
    return table


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
