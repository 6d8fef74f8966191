"""The table of calls, in which states and notes are changed."""

from typing import Any

import polars as pl
from dash_ag_grid import AgGrid

from dashboard.address.links import record_of
from dashboard.address.selection import Selection
from dashboard.pages.calls import words as texts
from dashboard.parts.grid import list_to_work_on, number_classes
from dashboard.wording.numbers import show_count
from state.calls import MOST_NOTE
from warehouse.settings import Settings
from warehouse.words import Language

_WIDTHS = {"note": 260, "reasons": 340, "risk": 120, "annual_value": 120, "month": 100}
_USUAL_WIDTH = 130
_NUMBERS = ("risk", "annual_value")


def call_table(table_id: str, language: Language, *, may_write: bool) -> AgGrid:
    """An empty table."""
    columns = [_column(name, language, may_write=may_write) for name in texts.COLUMNS]
    return list_to_work_on(table_id, columns, language, "call_id")


def call_rows(calls: pl.DataFrame, selection: Selection, settings: Settings) -> list[dict[str, str]]:
    """Rows as the table shows them."""
    return [_shown(row, selection, settings) for row in calls.iter_rows(named=True)]


def state_named(shown: str, language: Language) -> str:
    """The state that is shown as this; what is shown where none is."""
    return next((name for name, words in texts.STATES.items() if words.text(language) == shown), shown)


def _column(name: str, language: Language, *, may_write: bool) -> dict[str, Any]:
    header = texts.COLUMNS[name].text(language)
    column: dict[str, Any] = {
        "field": name,
        "headerName": header,
        "headerTooltip": header,
        "tooltipField": name,
        "width": _WIDTHS.get(name, _USUAL_WIDTH),
        # Written in assets/touchpoints.js.
        "cellRenderer": "LinkToRecord" if name == "customer_id" else None,
        **number_classes(name in _NUMBERS),
        "wrapText": name in ("reasons", "note"),
        "autoHeight": name in ("reasons", "note"),
        "sortable": False,
        "resizable": True,
    }
    if not may_write:
        return column
    if name == "state":
        values = [words.text(language) for words in texts.STATES.values()]
        column |= {
            "editable": True,
            "cellEditor": "agSelectCellEditor",
            "cellEditorParams": {"values": values},
        }
    if name == "note":
        column |= {"editable": True, "cellEditorParams": {"maxLength": MOST_NOTE}}
    return column


def _shown(row: dict[str, Any], selection: Selection, settings: Settings) -> dict[str, str]:
    language, value = selection.language, row["annual_value"]
    return {
        "call_id": str(row["call_id"]),
        "customer_id": row["customer_id"],
        "state": texts.STATES[row["state"]].text(language),
        "note": row["note"],
        "risk": "" if row["risk"] is None else f"{100 * row['risk']:.0f} %",
        "reasons": row[f"reasons_{language}"] or "",
        "annual_value": "" if value is None else show_count(round(value)),
        "month": f"{row['month']:%Y-%m}",
        "called_on": f"{row['called_on']:%Y-%m-%d}" if row["called_on"] else "",
        "record": record_of(row["customer_id"], selection, settings),
    }
