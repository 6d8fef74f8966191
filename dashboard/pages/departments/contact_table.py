"""The table of contacts: a window on the rows, which stay on the server."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash_ag_grid import AgGrid

from dashboard.address.links import record_of
from dashboard.address.selection import Selection
from dashboard.lake.column_filters import OPTIONS, Column
from dashboard.lake.contacts import COLUMNS
from dashboard.pages.departments import words as texts
from dashboard.parts.grid import grid
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_seconds
from warehouse.settings import Settings
from warehouse.words import Language

_ROWS_PER_REQUEST = 100
_FILTERS = {
    "text": "agTextColumnFilter",
    "number": "agNumberColumnFilter",
    "day": "agDateColumnFilter",
    "choice": "agTextColumnFilter",
}
_WIDTHS = {
    "occurred_local": 150,
    "reason": 150,
    "contact_id": 160,
    "contact_tier": 140,
    "promised_wait_seconds": 150,
}
_USUAL_WIDTH = 128


def contact_table(table_id: str, language: Language) -> AgGrid:
    """An empty table that asks for rows as it is scrolled; filters and order are applied on the server."""
    return grid(
        [_column(name, column, language) for name, column in COLUMNS.items()],
        language,
        height=480,
        class_name="grid contacts-grid",
        options={
            "cacheBlockSize": _ROWS_PER_REQUEST,
            "maxBlocksInCache": 20,
            "infiniteInitialRowCount": 1,
            "suppressMovableColumns": True,
        },
        id=table_id,
        rowModelType="infinite",
    )


def shown_rows(contacts: pl.DataFrame, selection: Selection, settings: Settings) -> list[dict[str, str]]:
    """Rows as the table shows them: words instead of codes, waits in minutes and seconds.

    record: the address of the customer's record; empty where there is none to be seen.
    """
    return [
        _shown(row, selection.language) | {"record": record_of(row["customer_id"], selection, settings)}
        for row in contacts.iter_rows(named=True)
    ]


def file_rows(contacts: pl.DataFrame, language: Language) -> pl.DataFrame:
    """The same rows for a file: words and column names as on the page, waits in seconds."""
    words = [
        pl.col(name)
        .cast(pl.String)
        .replace({stored: name.text(language) for stored, name in column.choices.items()})
        for name, column in COLUMNS.items()
        if column.choices
    ]
    return contacts.with_columns(*words).rename({name: _file_name(name, language) for name in COLUMNS})


def _column(name: str, column: Column, language: Language) -> dict[str, Any]:
    header = texts.COLUMNS[name].text(language)
    in_seconds = texts.IN_SECONDS.text(language, name=header)
    return {
        "field": name,
        "headerName": header,
        "headerTooltip": in_seconds if column.kind == "number" else header,
        "width": _WIDTHS.get(name, _USUAL_WIDTH),
        "filter": _FILTERS[column.kind],
        "filterParams": {
            "filterOptions": list(OPTIONS[column.kind]),
            "maxNumConditions": 1,
            "buttons": ["reset"],
        },
        "sortable": name in ("occurred_local", "wait_seconds", "promised_wait_seconds"),
        "cellClass": "number" if column.kind == "number" else "",
        # Written in assets/touchpoints.js.
        "cellRenderer": "LinkToRecord" if name == "customer_id" else None,
        "resizable": True,
    }


def _file_name(name: str, language: Language) -> str:
    header = texts.COLUMNS[name].text(language)
    is_seconds = COLUMNS[name].kind == "number"
    return texts.IN_SECONDS.text(language, name=header) if is_seconds else header


def _shown(row: Mapping[str, Any], language: Language) -> dict[str, str]:
    return {name: _cell(row[name], COLUMNS[name], language) for name in COLUMNS}


def _cell(value: Any, column: Column, language: Language) -> str:
    if value is None:
        return ""
    if column.kind == "day":
        return show_moment(value)
    if column.kind == "number":
        return show_seconds(value, 1.0, language)
    if column.choices:
        return column.choices[str(value).lower()].text(language)
    return str(value)
