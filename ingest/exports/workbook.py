"""The sheets of a workbook as Parquet, made in a process of its own: `workbook_process.py` says why."""

import fnmatch
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from ingest.exports.names import LINE
from warehouse.errors import ExportError, reason_of

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
_BEGINNING_OF_A_TIME = "1899-12-3"
_DATE_OF_A_TIME = rf"^{_BEGINNING_OF_A_TIME}[01] "


# Several times what workbooks take, the largest and those packed best among them.
_SECONDS, _BYTES_PER_SECOND = 60, 100_000
_MEMORY, _MEMORY_PER_BYTE = 3 << 30, 100


@dataclass(frozen=True)
class Wanted:
    """sheet: the only one. sheets: names or patterns of several. Without both, the first not hidden."""

    sheet: str | None
    sheets: Sequence[str] | None


def main() -> None:
    """Write the sheets of a workbook into a folder, and say which, or why not, as JSON."""
    path, folder, sheet, sheets = json.loads(sys.argv[1])
    _limit_to(Path(path).stat().st_size)
    try:
        said: object = list(_written(Path(path), Path(folder), Wanted(sheet, sheets)))
    except ExportError as error:
        said = {"title": error.title, "way_out": error.way_out}
    sys.stdout.write(json.dumps(said))


def _limit_to(size: int) -> None:
    """Time of the processor and memory, without effect on systems that know no such limits."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    seconds, memory = _SECONDS + size // _BYTES_PER_SECOND, _MEMORY + size * _MEMORY_PER_BYTE
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _written(path: Path, folder: Path, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Name and file of each sheet. One without anything in it has no columns that could be other ones."""
    try:
        workbook = fastexcel.read_excel(path.read_bytes())
        for number, sheet in enumerate(_sheets(workbook, wanted)):
            cells = _cells(sheet)
            if cells.width > 1:
                target = folder / f"{number}.parquet"
                cells.write_parquet(target)
                yield sheet.name, str(target)
    except fastexcel.FastExcelError as error:
        raise _unreadable(error) from error


def _sheets(workbook: fastexcel.ExcelReader, wanted: Wanted) -> Iterator[fastexcel.ExcelSheet]:
    names = workbook.sheet_names
    if wanted.sheets is not None:
        return _matching(workbook, wanted.sheets)
    if wanted.sheet is None:
        return _first_shown(workbook)
    if wanted.sheet not in names:
        raise ExportError(
            f"The workbook has no sheet '{wanted.sheet}', only {', '.join(names)}.",
            "Mend the source's 'sheet'.",
        )
    return iter([_sheet(workbook, wanted.sheet)])


def _first_shown(workbook: fastexcel.ExcelReader) -> Iterator[fastexcel.ExcelSheet]:
    for name in workbook.sheet_names:
        sheet = _sheet(workbook, name)
        if sheet.visible == "visible":
            yield sheet
            return
    raise ExportError("The workbook has no sheet that is not hidden.", "Name one in the source's 'sheet'.")


def _matching(workbook: fastexcel.ExcelReader, patterns: Sequence[str]) -> Iterator[fastexcel.ExcelSheet]:
    """In the workbook's order. A hidden sheet is meant only by its own name."""
    names = workbook.sheet_names
    found = {pattern: fnmatch.filter(names, pattern) for pattern in patterns}
    for pattern, matching in found.items():
        if not matching and pattern not in names:
            raise ExportError(
                f"The workbook has no sheet that '{pattern}' matches, only {', '.join(names)}.",
                "Mend the source's 'sheets'.",
            )
    for name in names:
        if name in patterns or any(name in matching for matching in found.values()):
            sheet = _sheet(workbook, name)
            if name in patterns or sheet.visible == "visible":
                yield sheet


def _sheet(workbook: fastexcel.ExcelReader, name: str) -> fastexcel.ExcelSheet:
    """Whole: whether it is hidden can only be asked of one that was read."""
    return workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")


def _cells(sheet: fastexcel.ExcelSheet) -> pl.DataFrame:
    """Every cell as text, as a workbook shows it as far as that can be told, with the row's LINE."""
    batch, errors = sheet.to_arrow_with_errors()
    cells = _with_errors(pl.DataFrame(batch), errors)
    # Looking for times of day takes a fraction of looking through every cell by a pattern.
    begins = cells.select(pl.all().str.starts_with(_BEGINNING_OF_A_TIME).any())
    with_times = [name for name in cells.columns if begins[name].item()]
    return (
        cells.with_columns(pl.col(with_times).str.replace(_DATE_OF_A_TIME, ""))
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


if __name__ == "__main__":
    main()
