"""Cells in rows and columns, as sheets and tables of HTML have them, made an export."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.header import no_header
from ingest.exports.names import CELLS, LINE, Names, usable_names
from ingest.exports.packed_together import refuse_other_columns
from warehouse.errors import ExportError
from warehouse.sql import identifier, literal

_LINE = identifier(LINE)
_IS_FILLED = f"len(list_filter({CELLS}, lambda cell: trim(cell) <> '')) > 0"
# In a header of so many columns a single name is a title.
_NARROWEST = 3


@dataclass(frozen=True)
class Grid:
    """name: of the sheet or table. told: in errors. rows: SQL for LINE and CELLS, the texts of each row."""

    name: str
    told: str
    rows: str


@dataclass(frozen=True)
class _Measured:
    """A grid whose header was found in the row `header`; `height` is its last row."""

    grid: Grid
    names: Names
    header: int
    height: int


def read_grids(file: ExportFile, grids: Sequence[Grid], kind: str, *, tells_which: bool) -> Export:
    """The rows of all grids, which have the same columns. Blank rows are passed over.

    kind: "sheet" or "table". tells_which: whether a column of that name says which grid a row is of. Lines
    count on from grid to grid.
    """
    with duckdb.connect() as connection:
        measured = [_measured(connection, file, grid) for grid in grids]
    first = measured[0]
    for other in measured[1:]:
        refuse_other_columns(first.grid.told, first.names.usable, other.grid.told, other.names.usable)
    found = list(first.names.usable)
    names = usable_names([*found, kind]) if tells_which else first.names
    parts, lines_before = [], 0
    for part in measured:
        parts.append(_rows(part, names.usable, lines_before))
        lines_before += part.height
    return Export(Names(names.usable, first.names.changed), f"({' UNION ALL '.join(parts)})", file.shown)


def _measured(connection: duckdb.DuckDBPyConnection, file: ExportFile, grid: Grid) -> _Measured:
    wanted = file.source.header_row
    which = f"{_LINE} = {wanted}" if wanted else _IS_FILLED
    found = connection.sql(
        f"SELECT {_LINE}, {CELLS} FROM {grid.rows} WHERE {which} ORDER BY {_LINE} LIMIT 1"
    ).fetchone()
    if found is None or not any(name and name.strip() for name in found[1]):
        raise no_header(file.source, grid.told)
    header, cells = found
    ((height, width),) = connection.sql(
        f"SELECT max({_LINE}), max(len({CELLS})) FILTER (WHERE {_LINE} >= {header}) FROM {grid.rows}"
    ).fetchall()
    texts = [name or "" for name in cells] + [""] * (width - len(cells))
    _refuse_title(texts, header, grid.told, is_told=wanted is not None)
    return _Measured(grid, usable_names(texts), header, height)


def _refuse_title(names: Sequence[str], row: int, what: str, *, is_told: bool) -> None:
    """A title over the columns is one cell, or a merged one, of which each has the same text."""
    found = {name.strip() for name in names if name.strip()}
    if len(found) == 1 and len(names) >= _NARROWEST and not is_told:
        (title,) = found
        raise ExportError(
            f"Row {row:,} of {what} has one text only over {len(names)} columns: '{title[:100]}'.",
            "If that is a title, set the source's 'header_row' to the row with the names of the columns.",
        )


def _rows(part: _Measured, names: Sequence[str], lines_before: int) -> str:
    """The cells behind the header; of the sheet's or table's own column, its name."""
    width = len(part.names.usable)
    columns = [f"{CELLS}[{place}] AS {identifier(name)}" for place, name in enumerate(names[:width], 1)]
    columns += [f"{literal(part.grid.name)} AS {identifier(name)}" for name in names[width:]]
    return (
        f"SELECT {_LINE} + {lines_before} AS {_LINE}, {', '.join(columns)} FROM {part.grid.rows}"
        f" WHERE {_LINE} > {part.header} AND {_IS_FILLED}"
    )
