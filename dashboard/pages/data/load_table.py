"""The table of loads, failures first."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from dash_ag_grid import AgGrid

from dashboard.charts.behind import Behind, Column, Kind
from dashboard.pages.data import words as texts
from dashboard.parts.grid import grid, number_classes
from dashboard.wording.dates import show_moment
from dashboard.wording.numbers import show_count, show_seconds
from warehouse.words import Language

_WIDTHS = {"loaded_local": 150, "file": 320, "source": 120, "status": 150, "reason": 480}
_USUAL_WIDTH = 104
_COUNTS = ("rows_", "values_")
_LOADED_MARK, _TROUBLE_MARK = "✓", "✕"


def load_table(loads: pl.DataFrame, language: Language) -> AgGrid:
    """One row per attempt to load a file."""
    return grid(
        [_column(name, language) for name in texts.LOADS_COLUMNS],
        language,
        height=400,
        rowData=[_shown(row, language) for row in loads.iter_rows(named=True)],
    )


def behind_loads(loads: pl.DataFrame, language: Language) -> Behind:
    """The same rows with exact figures."""
    statuses = {name: words.text(language) for name, words in texts.STATUSES.items()}
    columns = [Column(name, words.text(language), _kind(name)) for name, words in texts.LOADS_COLUMNS.items()]
    return Behind(loads.with_columns(pl.col("status").cast(pl.String).replace(statuses)), columns)


def _kind(name: str) -> Kind:
    if name == "seconds":
        return "seconds"
    return "count" if name.startswith(_COUNTS) else "text"


def _column(name: str, language: Language) -> dict[str, Any]:
    is_number = _kind(name) != "text"
    return {
        "field": name,
        "headerName": texts.LOADS_COLUMNS[name].text(language),
        "width": _WIDTHS.get(name, _USUAL_WIDTH),
        "sortable": False,
        "resizable": True,
        "tooltipField": name,
        **number_classes(is_number),
    }


def _shown(row: Mapping[str, Any], language: Language) -> dict[str, str]:
    counts = {name: show_count(row[name]) for name in row if name.startswith(_COUNTS)}
    return counts | {
        "loaded_local": show_moment(row["loaded_local"]),
        "source": row["source"] or "–",
        "file": row["file"],
        "status": _status(row, language),
        "seconds": show_seconds(row["seconds"], 0.05, language),
        "reason": row["reason"] or "",
    }


def _status(row: Mapping[str, Any], language: Language) -> str:
    """How it ended, how often it did so, and whether that is over."""
    said = [texts.STATUSES[row["status"]].text(language)]
    if (row["attempts"] or 1) > 1:
        said.append(texts.TIMES.text(language, count=show_count(row["attempts"])))
    is_over = row["status"] != "loaded" and not row["is_open"]
    if is_over:
        said.append(texts.OVER.text(language))
    mark = _TROUBLE_MARK if row["is_open"] else _LOADED_MARK
    return f"{mark} {' · '.join(said)}"
