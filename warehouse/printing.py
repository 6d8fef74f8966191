"""Rows on a terminal or in a pipe. Light to import: what takes long to import comes when they are printed."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from warehouse.formats import Format as Format
from warehouse.visible import tell as tell
from warehouse.visible import visible

if TYPE_CHECKING:
    import polars as pl
    from rich.console import RenderableType

# More than a person reads on a terminal.
_ROWS_IN_A_TABLE = 200


def print_rows(rows: "pl.DataFrame", style: Format, beside: Sequence[str] = (), *, raw: bool = False) -> None:
    """Print rows to standard output; Parquet is meant for a pipe or a file.

    beside: columns that a table has no room for; the other formats hold them. raw: whether CSV has texts
    that a spreadsheet would run as they are.
    """
    from warehouse.far_days import far_days_as_text
    from warehouse.spreadsheet import as_csv
    from warehouse.text_table import as_table

    match style:
        case Format.table:
            shown = rows.drop(beside, strict=False).head(_ROWS_IN_A_TABLE)
            print_out(as_table(far_days_as_text(shown)))
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


def print_out(shown: "RenderableType") -> None:
    """Print a table, or a text whose every character is seen, to standard output."""
    from rich.console import Console

    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=isinstance(shown, str))
    with console.capture() as printed:
        console.print(visible(shown) if isinstance(shown, str) else shown)
    sys.stdout.write(printed.get())
    sys.stdout.flush()


def print_json(value: Any) -> None:
    """Print what JSON can hold, in one line. A file's name that is no UTF-8 keeps its bytes as escapes."""
    _write(json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")


def _write(output: bytes) -> None:
    """As it is, in UTF-8 wherever it goes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


@contextmanager
def working() -> "Iterator[Callable[[str], None]]":
    """Is called with what is being done, and says it on a terminal as long as it lasts; elsewhere nothing."""
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda doing: status.update(visible(doing))
