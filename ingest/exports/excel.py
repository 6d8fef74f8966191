"""Workbooks of Excel, old and new, and of others: one sheet, or several with the same columns."""

import fnmatch
from collections.abc import Iterator, Sequence

import fastexcel
import polars as pl

from ingest.exports import html
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile, Part
from ingest.exports.grids import Grid, read_grids
from ingest.exports.header import no_header
from ingest.exports.names import LINE
from ingest.exports.workbook_content import is_html, refuse_other_content
from ingest.exports.written_rows import CELLS
from warehouse.errors import ExportError
from warehouse.mishaps import reason_of
from warehouse.settings import Source
from warehouse.sql import literal

# How the reader calls an error in a cell, and what the cell shows.
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
# A time of day has no date; workbooks count days from the end of 1899.
_DATE_OF_A_TIME = r"^1899-12-3[01] "


def read(file: ExportFile) -> Export:
    """Cells become text beside the workbook as Parquet, so that they are read like any other export."""
    if all(is_html(part.path) for part in file.parts):
        return html.read(file)
    grids = [grid for number, part in enumerate(file.parts) for grid in _grids(file, part, number)]
    if not grids:
        raise no_header(file.source, "workbook")
    return read_grids(file, grids, "sheet", tells_which=file.source.sheets is not None)


def _grids(file: ExportFile, part: Part, place: int) -> Iterator[Grid]:
    """A sheet without anything in it has no columns that could be other ones."""
    refuse_other_content(part.path)
    try:
        workbook = fastexcel.read_excel(part.path.read_bytes())
        for number, name in enumerate(_sheets(workbook, file.source)):
            cells = _cells(workbook, name)
            if cells.width > 1:
                target = file.scratch / f"sheet_{place}_{number}.parquet"
                rows = cells.select(LINE, pl.concat_list(pl.exclude(LINE)).alias(CELLS))
                rows.write_parquet(target)
                yield Grid(name, f"sheet '{name}' of {part.name}", f"read_parquet({literal(str(target))})")
    except fastexcel.FastExcelError as error:
        raise _unreadable(error) from error


def _sheets(workbook: fastexcel.ExcelReader, source: Source) -> list[str]:
    names = workbook.sheet_names
    if source.sheets is not None:
        return _matching(workbook, source.sheets)
    if source.sheet is not None:
        if source.sheet not in names:
            raise ExportError(
                f"The workbook has no sheet '{source.sheet}', only {', '.join(names)}.",
                "Mend the source's 'sheet'.",
            )
        return [source.sheet]
    for name in names:
        if _is_visible(workbook, name):
            return [name]
    raise ExportError("The workbook has no sheet that is not hidden.", "Name one in the source's 'sheet'.")


def _matching(workbook: fastexcel.ExcelReader, patterns: Sequence[str]) -> list[str]:
    """In the workbook's order. A hidden sheet is meant only by its own name."""
    names = workbook.sheet_names
    found = {pattern: fnmatch.filter(names, pattern) for pattern in patterns}
    for pattern, matching in found.items():
        if not matching and pattern not in names:
            raise ExportError(
                f"The workbook has no sheet that '{pattern}' matches, only {', '.join(names)}.",
                "Mend the source's 'sheets'.",
            )
    shown = {name for these in found.values() for name in these if _is_visible(workbook, name)}
    return [name for name in names if name in shown or name in patterns]


def _is_visible(workbook: fastexcel.ExcelReader, name: str) -> bool:
    return workbook.load_sheet(name, header_row=None, n_rows=0).visible == "visible"


def _cells(workbook: fastexcel.ExcelReader, name: str) -> pl.DataFrame:
    """Every cell as text, as a workbook shows it as far as that can be told, with the row's LINE."""
    sheet = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    batch, errors = sheet.to_arrow_with_errors()
    cells = _with_errors(pl.DataFrame(batch), errors)
    return (
        cells.with_columns(pl.all().str.replace(_DATE_OF_A_TIME, ""))
        .with_row_index(LINE, 1)
        .cast({LINE: pl.Int64})
    )


def _with_errors(cells: pl.DataFrame, errors: fastexcel.CellErrors | None) -> pl.DataFrame:
    """The reader leaves cells with errors empty; what they show is put back, so that it is seen."""
    shown: dict[int, dict[int, str]] = {}
    for error in errors.errors if errors else []:
        row, column = error.offset_position
        name = error.detail.partition("Error(")[2].partition(")")[0]
        shown.setdefault(column, {})[row] = _ERRORS.get(name, f"#{name or 'ERROR'}")
    for column, texts in shown.items():
        marks = pl.Series(list(texts.values()), dtype=pl.String)
        cells = cells.with_columns(cells.to_series(column).scatter(list(texts), marks))
    return cells


def _unreadable(error: Exception) -> ExportError:
    complaint = reason_of(error)
    if "password" in complaint.lower():
        return ExportError("The workbook is protected by a password.", "Save it without one.")
    return ExportError(f"The file is not a readable workbook: {complaint}.", "Export it again.")
