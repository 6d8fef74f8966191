"""Rows on a terminal or in a pipe."""

import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import polars as pl
from rich.console import Console
from rich.table import Table

# More than a person reads on a terminal.
_ROWS_IN_A_TABLE = 200
# Columns of text are folded, but not letter by letter.
_NARROWEST = 12
# From here on digits behind the point say nothing.
_LARGE = 1_000


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def print_rows(rows: pl.DataFrame, style: Format, beside: Sequence[str] = ()) -> None:
    """Print rows to standard output; Parquet is meant for a pipe or a file.

    beside: columns that a table has no room for; the other formats hold them.
    """
    match style:
        case Format.table:
            Console().print(_as_table(rows.drop(beside, strict=False).head(_ROWS_IN_A_TABLE)))
            if rows.height > _ROWS_IN_A_TABLE:
                sys.stderr.write(
                    f"… {rows.height - _ROWS_IN_A_TABLE:,} more rows; --format csv prints all.\n"
                )
        case Format.csv:
            sys.stdout.write(rows.write_csv())
        case Format.json:
            sys.stdout.write(rows.write_json() + "\n")
        case Format.parquet:
            rows.write_parquet(sys.stdout.buffer)


def _as_table(rows: pl.DataFrame) -> Table:
    table = Table()
    for name, dtype in rows.schema.items():
        is_number = dtype.is_numeric()
        table.add_column(
            name,
            justify="right" if is_number else "left",
            overflow="fold",
            no_wrap=is_number,
            min_width=min(len(name), _NARROWEST),
        )
    for row in rows.iter_rows():
        table.add_row(*map(_shown, row))
    return table


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
