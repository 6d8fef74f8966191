"""Excel workbooks: one sheet, its first row the header."""

import fastexcel
import polars as pl

from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.names import LINE, usable_names
from warehouse.errors import ExportError
from warehouse.mishaps import reason_of
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
    cells = _cells(file)
    is_blank = pl.all_horizontal(pl.exclude(LINE).is_null())
    filled = cells.with_row_index(LINE, 1).cast({LINE: pl.Int64}).filter(~is_blank)
    if not filled.height:
        raise ExportError("The sheet is empty.", "Export it again; it needs a header and its rows.")
    header, *_ = filled.drop(LINE).rows()
    names = usable_names([name or "" for name in header])
    rows = filled.slice(1).rename(dict(zip(cells.columns, names.usable, strict=True)))
    plain = file.scratch / "cells.parquet"
    rows.write_parquet(plain)
    return Export(names, f"read_parquet({literal(str(plain))})", file.shown)


def _cells(file: ExportFile) -> pl.DataFrame:
    """Every cell as text, as a workbook shows it as far as that can be told."""
    try:
        workbook = fastexcel.read_excel(file.path.read_bytes())
        sheet = workbook.load_sheet(
            _sheet(workbook, file.source.sheet), header_row=None, skip_rows=0, dtypes="string"
        )
        batch, errors = sheet.to_arrow_with_errors()
        cells = pl.DataFrame(batch)
    except fastexcel.FastExcelError as error:
        raise _unreadable(error) from error
    return _with_errors(cells, errors).with_columns(pl.all().str.replace(_DATE_OF_A_TIME, ""))


def _sheet(workbook: fastexcel.ExcelReader, wanted: str | None) -> str:
    names = workbook.sheet_names
    if wanted is not None:
        if wanted not in names:
            raise ExportError(
                f"The workbook has no sheet '{wanted}', only {', '.join(names)}.",
                "Mend the source's 'sheet'.",
            )
        return wanted
    for name in names:
        if workbook.load_sheet(name, header_row=None, n_rows=0).visible == "visible":
            return name
    raise ExportError("The workbook has no sheet that is not hidden.", "Name one in the source's 'sheet'.")


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
