"""Workbooks of Excel, old and new, and of others: one sheet, or several with the same columns."""

from pathlib import Path

from ingest.exports import html
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile, Part
from ingest.exports.grids import Grid, read_grids
from ingest.exports.header import no_header
from ingest.exports.names import CELLS, LINE
from ingest.exports.workbook_content import is_html, refuse_other_content
from ingest.exports.workbook_process import sheets_of
from warehouse.sql import identifier, literal


def read(file: ExportFile) -> Export:
    """Cells become text beside the workbook as Parquet, so that they are read like any other export."""
    if all(is_html(part.path) for part in file.parts):
        return html.read(file)
    grids = [grid for number, part in enumerate(file.parts) for grid in _grids(file, part, number)]
    if not grids:
        raise no_header(file.source, "workbook")
    return read_grids(file, grids, "sheet", tells_which=file.source.sheets is not None)


def _grids(file: ExportFile, part: Part, number: int) -> list[Grid]:
    refuse_other_content(part.path)
    folder = file.scratch / f"sheets_{number}"
    folder.mkdir()
    return [
        Grid(name, f"sheet '{name}' of {part.name}", _rows(rows))
        for name, rows in sheets_of(part.path, folder, file.source)
    ]


def _rows(sheet: Path) -> str:
    """SQL for LINE and CELLS of a sheet's cells in columns."""
    line = identifier(LINE)
    cells = f"list_value(*COLUMNS(* EXCLUDE ({line}))) AS {CELLS}"
    return f"(SELECT {line}, {cells} FROM read_parquet({literal(str(sheet))}))"
