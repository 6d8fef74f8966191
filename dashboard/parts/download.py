"""Files that readers take along, and buttons that give a table as such.

Texts are safe to open in a spreadsheet, or as they are.
"""

import base64
from collections.abc import Callable
from typing import Any, NamedTuple

import dash
import polars as pl
from dash import Input, Output, State, dcc, html

from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.parts.callbacks import PageCallbacks
from warehouse.spreadsheet import as_csv
from warehouse.words import Language, Words
from warehouse.workbook import as_workbook

_DOWNLOAD = Words("CSV 내려받기", "Download CSV")
_DOWNLOAD_EXCEL = Words("엑셀", "Excel")
_DOWNLOAD_RAW = Words("원본 CSV", "Raw CSV")
_RAW_MEANS = Words(
    "수식으로 실행될 수 있는 글자 앞에 작은따옴표를 붙이지 않습니다. 스프레드시트에서 바로 열지 마세요.",
    "No apostrophe before texts that could run as formulas. Not to be opened in a spreadsheet.",
)
_SHEET = Words("자료", "Data")
# Spreadsheets know UTF-8 by it.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOMENT = "%Y-%m-%d %H:%M:%S"


class Rows(NamedTuple):
    """What goes into a file, and its name without the ending."""

    name: str
    rows: pl.DataFrame


Make = Callable[..., Rows]


def download_buttons(name: str, language: Language, title: str | None = None) -> html.Div:
    """A button per form, and the place from which the browser takes the file.

    name: begins the ids of all. title: shown at the buttons whose texts are safe.
    """
    safe, excel, raw, file = _places(name)
    means = _RAW_MEANS.text(language)
    return html.Div(
        [
            html.Button(_DOWNLOAD.text(language), id=safe, className="switch", title=title),
            html.Button(_DOWNLOAD_EXCEL.text(language), id=excel, className="switch", title=title),
            html.Button(_DOWNLOAD_RAW.text(language), id=raw, className="switch", title=means),
            dcc.Download(id=file),
        ],
        className="switches",
    )


def register_download(name: str, callbacks: PageCallbacks, make: Make, *given: State) -> None:
    """A file of what `make` makes of what is given, reading, selection and span."""
    safe, excel, raw, file = _places(name)

    @callbacks.app.callback(
        Output(file, "data"),
        Input(safe, "n_clicks"),
        Input(excel, "n_clicks"),
        Input(raw, "n_clicks"),
        *given,
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def give_file(clicks: int | None, excel_clicks: int | None, raw_clicks: int | None, *states: Any) -> Any:
        if not (clicks or excel_clicks or raw_clicks):
            return dash.no_update
        *values, search, path = states
        asked = dash.ctx.triggered_id

        def fill(reading: Reading, selection: Selection, span: Span) -> dict[str, Any]:
            made = make(*values, reading, selection, span)
            if asked == excel:
                return workbook_file(made, selection.language)
            return csv_file(made, raw=asked == raw)

        return callbacks.give(search, path, fill, nothing=dash.no_update)


def csv_file(made: Rows, *, raw: bool = False) -> dict[str, Any]:
    """What the browser saves as CSV."""
    content = BYTE_ORDER_MARK + as_csv(made.rows, raw=raw, datetime_format=_MOMENT)
    return {"content": content, "filename": f"{made.name}.csv", "type": "text/csv"}


def workbook_file(made: Rows, language: Language) -> dict[str, Any]:
    """What the browser saves as an Excel workbook."""
    content = base64.b64encode(as_workbook(made.rows, _SHEET.text(language))).decode()
    return {"content": content, "filename": f"{made.name}.xlsx", "type": _EXCEL, "base64": True}


def _places(name: str) -> tuple[str, str, str, str]:
    """The ids of the buttons for CSV, Excel and raw CSV, and of the file."""
    return f"{name}-button", f"{name}-excel", f"{name}-raw", f"{name}-download"
