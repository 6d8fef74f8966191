"""The table of loads, failures first."""

from collections.abc import Mapping
from typing import Any

import dash_ag_grid as dag
import polars as pl

from dashboard.pages.data import words as texts
from dashboard.pages.departments.contact_table import grid_words
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_count, show_seconds
from warehouse.words import Language

_WIDTHS = {"loaded_local": 150, "file": 320, "source": 120, "status": 90, "reason": 480}
_USUAL_WIDTH = 104
_LOADED_MARK, _TROUBLE_MARK = "✓", "✕"


def load_table(loads: pl.DataFrame, language: Language) -> dag.AgGrid:
    """One row per attempt to load a file."""
    return dag.AgGrid(
        rowData=[_shown(row, language) for row in loads.iter_rows(named=True)],
        columnDefs=[_column(name, language) for name in texts.LOADS_COLUMNS],
        dashGridOptions={
            "rowHeight": 32,
            "headerHeight": 36,
            "localeText": grid_words(language),
            "enableCellTextSelection": True,
        },
        className="grid",
        style={"height": 400},
    )


def _column(name: str, language: Language) -> dict[str, Any]:
    is_number = name.startswith("rows_") or name == "seconds"
    return {
        "field": name,
        "headerName": texts.LOADS_COLUMNS[name].text(language),
        "width": _WIDTHS.get(name, _USUAL_WIDTH),
        "sortable": False,
        "resizable": True,
        "tooltipField": name,
        "cellClass": "number" if is_number else "",
        "headerClass": "number" if is_number else "",
    }


def _shown(row: Mapping[str, Any], language: Language) -> dict[str, str]:
    counts = {name: show_count(row[name]) for name in row if name.startswith("rows_")}
    mark = _LOADED_MARK if row["status"] == "loaded" else _TROUBLE_MARK
    return counts | {
        "loaded_local": show_moment(row["loaded_local"]),
        "source": row["source"] or "–",
        "file": row["file"],
        "status": f"{mark} {texts.STATUSES[row['status']].text(language)}",
        "seconds": show_seconds(row["seconds"], 0.05, language),
        "reason": row["reason"] or "",
    }
