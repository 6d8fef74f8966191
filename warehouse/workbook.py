"""Rows as an Excel workbook that shows texts and does not run them."""

import io
import math
from datetime import date, datetime
from typing import Any

import polars as pl
import xlsxwriter

from warehouse.spreadsheet import as_text

# Texts stay texts, whatever they look like.
_AS_THEY_ARE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


def as_workbook(rows: pl.DataFrame, sheet: str, *, raw: bool = False) -> bytes:
    """One sheet with a header row; numbers, days and moments are values.

    Unless raw, an apostrophe stands before the same texts as in CSV, for whoever saves the sheet as such.
    """
    shown = rows if raw else as_text(rows)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _AS_THEY_ARE) as workbook:
        page = workbook.add_worksheet(sheet)
        formats: dict[type, Any] = {
            date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        page.freeze_panes(1, 0)
        for place, name in enumerate(shown.columns):
            page.write_string(0, place, name, workbook.add_format({"bold": True, "text_wrap": True}))
        for height, row in enumerate(shown.iter_rows(), 1):
            for place, value in enumerate(row):
                _write(page, height, place, value, formats)
        page.autofit(300)
    return file.getvalue()


def _write(page: Any, height: int, place: int, value: Any, formats: dict[type, Any]) -> None:
    is_no_number = isinstance(value, float) and not math.isfinite(value)
    if value is None or is_no_number:
        return
    if isinstance(value, str):
        page.write_string(height, place, value)
    else:
        page.write(height, place, value, formats.get(type(value)))
