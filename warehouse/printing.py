"""Rows on a terminal or in a pipe."""

import sys
from enum import StrEnum

import polars as pl
from rich.console import Console
from rich.table import Table

# More than a person reads on a terminal.
_ROWS_IN_A_TABLE = 200


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def print_rows(rows: pl.DataFrame, style: Format) -> None:
    """Print rows to standard output; Parquet is meant for a pipe or a file."""
    match style:
        case Format.table:
            Console().print(_as_table(rows.head(_ROWS_IN_A_TABLE)))
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
        table.add_column(name, justify="right" if dtype.is_numeric() else "left", overflow="fold")
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
            return f"{value:,.6g}"
        case _:
            return str(value)
