"""Buttons that give a table as CSV: safe to open in a spreadsheet, or with its texts as they are."""

from collections.abc import Callable
from functools import partial
from typing import Any

import dash
from dash import Input, Output, State, dcc, html

from dashboard.address.address import PATH_NOW, SEARCH_NOW
from dashboard.parts.callbacks import PageCallbacks
from warehouse.words import Language, Words

_DOWNLOAD = Words("CSV 내려받기", "Download CSV")
_DOWNLOAD_RAW = Words("원본 CSV", "Raw CSV")
_RAW_MEANS = Words(
    "수식으로 실행될 수 있는 글자 앞에 작은따옴표를 붙이지 않습니다. 스프레드시트에서 바로 열지 마세요.",
    "No apostrophe before texts that could run as formulas. Not to be opened in a spreadsheet.",
)
Make = Callable[..., dict[str, str]]

# Spreadsheets know UTF-8 by it.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def download_buttons(name: str, language: Language, title: str | None = None) -> html.Div:
    """Two buttons, and the place from which the browser takes the file.

    name: begins the ids of all three. title: shown at the first one.
    """
    safe, raw, file = _places(name)
    means = _RAW_MEANS.text(language)
    return html.Div(
        [
            html.Button(_DOWNLOAD.text(language), id=safe, className="switch", title=title),
            html.Button(_DOWNLOAD_RAW.text(language), id=raw, className="switch", title=means),
            dcc.Download(id=file),
        ],
        className="switches",
    )


def register_download(name: str, callbacks: PageCallbacks, make: Make, *given: State) -> None:
    """What `make` makes of whether texts stay as they are, what is given, reading, selection and span."""
    safe, raw, file = _places(name)

    @callbacks.app.callback(
        Output(file, "data"),
        Input(safe, "n_clicks"),
        Input(raw, "n_clicks"),
        *given,
        SEARCH_NOW,
        PATH_NOW,
        prevent_initial_call=True,
    )
    def give_file(clicks: int | None, raw_clicks: int | None, *states: Any) -> Any:
        if not (clicks or raw_clicks):
            return dash.no_update
        *values, search, path = states
        fill = partial(make, dash.ctx.triggered_id == raw, *values)
        return callbacks.give(search, path, fill, nothing=dash.no_update)


def csv_file(name: str, content: str) -> dict[str, str]:
    """What the browser saves under the name."""
    return {"content": content, "filename": name, "type": "text/csv"}


def _places(name: str) -> tuple[str, str, str]:
    """The ids of the button, of the button for raw texts, and of the file."""
    return f"{name}-button", f"{name}-raw", f"{name}-download"
