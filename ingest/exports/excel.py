"""Excel workbooks: one sheet, its first row the header."""

from pathlib import Path

import polars as pl

from ingest.exports.export import Export
from warehouse.errors import ExportError
from warehouse.settings import Source
from warehouse.sql import literal


def read(path: Path, source: Source) -> Export:
    """Cells become text beside the workbook as Parquet, so that they are read like any other export."""
    cells = _cells(path, source.sheet)
    if not cells.width:
        raise ExportError("The sheet is empty.", "Export it again; it needs a header and its rows.")
    plain = path.with_name(f"{path.name}.parquet")
    cells.write_parquet(plain)
    return Export(cells.columns, f"read_parquet({literal(str(plain))})", first_line=2)


def _cells(path: Path, sheet: str | None) -> pl.DataFrame:
    try:
        return pl.read_excel(path.read_bytes(), sheet_name=sheet, engine="calamine", infer_schema_length=0)
    except Exception as error:  # the reader's own errors share no base class
        raise ExportError(
            f"The file is not a readable workbook: {error}.", "Export it again, or mend the source's 'sheet'."
        ) from error
