"""Tables of an HTML page, as many systems save them under the name of a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import duckdb

from ingest.exports.encoding import wrong_encoding
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile, Part
from ingest.exports.grids import Grid, read_grids
from ingest.exports.html_tables import TableRow, Tables
from ingest.exports.names import CELLS, LINE
from ingest.exports.plain_text import in_utf8
from ingest.exports.said_encoding import said_encoding
from ingest.exports.written_rows import ROWS_OF_TABLES, write_rows
from warehouse.errors import ExportError
from warehouse.sql import identifier

_AT_ONCE = 1 << 20
_MOST_TOLD = 10
_LINE = identifier(LINE)


def read(file: ExportFile) -> Export:
    """The tables that the source names, else the only one that has anything in it."""
    file = in_utf8(file, said_encoding)
    grids = [grid for number, part in enumerate(file.parts) for grid in _grids(file, part, number)]
    return read_grids(file, grids, "table", tells_which=file.source.tables is not None)


def _grids(file: ExportFile, part: Part, place: int) -> list[Grid]:
    rows = write_rows(
        _rows(part, file.source.encoding), ROWS_OF_TABLES, file.scratch / f"tables_{place}.parquet"
    )
    return [
        Grid(str(number), f"table {number} of {part.name}", f"(FROM {rows} WHERE number = {number})")
        for number in _numbers(_found(rows), file.source.tables)
    ]


def _rows(part: Part, encoding: str) -> Iterator[TableRow]:
    tables = Tables()
    try:
        with part.path.open(encoding="utf-8-sig", newline="") as page:
            while text := page.read(_AT_ONCE):
                tables.feed(text)
                yield from tables.finished_rows()
    except UnicodeDecodeError as error:
        raise wrong_encoding(part.path, encoding) from error
    tables.close()
    yield from tables.finished_rows()


@dataclass(frozen=True)
class _Found:
    """A table that has something in it: how many rows, and the texts of the first that is filled."""

    number: int
    rows: int
    begins: str


def _found(rows: str) -> list[_Found]:
    filled = f"list_filter({CELLS}, lambda cell: cell <> '')"
    with duckdb.connect() as connection:
        found = connection.sql(
            f"SELECT number, count(*), arg_min(list_aggregate({filled}, 'string_agg', ', ')[:60], {_LINE})"
            f" FROM {rows} WHERE len({filled}) > 0 GROUP BY number ORDER BY number"
        ).fetchall()
    return [_Found(*row) for row in found]


def _numbers(found: list[_Found], wanted: Literal["all"] | tuple[int, ...] | None) -> list[int]:
    numbers = [table.number for table in found]
    if not numbers:
        raise ExportError("The page has no table with anything in it.", "Look at it in a browser.")
    if wanted == "all" or (wanted is None and len(numbers) == 1):
        return numbers
    if wanted is None:
        raise ExportError(
            f"The page has {len(numbers):,} tables: {_told(found)}.",
            "Set the source's 'tables', as [2], or \"all\" for those with the same columns.",
        )
    missing = [str(number) for number in wanted if number not in numbers]
    if missing:
        raise ExportError(
            f"The page has no table {', '.join(missing)} with anything in it, only {_told(found)}.",
            "Mend the source's 'tables'.",
        )
    return list(wanted)


def _told(found: list[_Found]) -> str:
    told = [f"{table.number} ({table.rows:,} rows: {table.begins})" for table in found[:_MOST_TOLD]]
    more = len(found) - len(told)
    return "; ".join(told) + (f" and {more:,} more" if more else "")
