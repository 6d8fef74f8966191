"""Grids that scroll in themselves: hundreds of rows, some with filters of their own."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import dash_ag_grid as dag

from warehouse.words import Language, Words

# What the grid itself says, by its own names.
_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "contains": Words("포함", "Contains"),
        "equals": Words("같음", "Equals"),
        "startsWith": Words("시작 글자", "Begins with"),
        "lessThan": Words("보다 작음", "Less than"),
        "greaterThan": Words("보다 큼", "Greater than"),
        "inRange": Words("사이", "Between"),
        "before": Words("이전", "Before"),
        "after": Words("이후", "After"),
        "blank": Words("비어 있음", "Blank"),
        "notBlank": Words("비어 있지 않음", "Not blank"),
        "filterOoo": Words("필터…", "Filter…"),
        "inRangeStart": Words("부터", "From"),
        "inRangeEnd": Words("까지", "To"),
        "resetFilter": Words("초기화", "Reset"),
        "noRowsToShow": Words("조건에 맞는 행이 없습니다.", "No rows match the filters."),
        "loadingOoo": Words("불러오는 중…", "Loading…"),
        "ariaFilterColumn": Words("열 필터", "Filter column"),
        "ariaFilterMenuOpen": Words("필터 열기", "Open filter"),
        "dateFormatOoo": Words("연-월-일", "yyyy-mm-dd"),
    }
)


def grid(
    columns: Sequence[dict[str, Any]],
    language: Language,
    height: int,
    class_name: str = "grid",
    options: Mapping[str, Any] | None = None,
    **more: Any,
) -> dag.AgGrid:
    """A grid of AG Grid's column definitions. options: AG Grid's own, beside those that all grids have."""
    shared = {
        "rowHeight": 32,
        "headerHeight": 36,
        "localeText": {name: words.text(language) for name, words in _WORDS.items()},
        "enableCellTextSelection": True,
    }
    return dag.AgGrid(
        columnDefs=list(columns),
        dashGridOptions=shared | dict(options or {}),
        className=class_name,
        style={"height": height},
        **more,
    )


def number_classes(is_number: bool) -> dict[str, str]:
    """How the cells and the head of a column are set."""
    name = "number" if is_number else ""
    return {"cellClass": name, "headerClass": name}


def list_to_work_on(
    table_id: str, columns: Sequence[dict[str, Any]], language: Language, row_id: str
) -> dag.AgGrid:
    """An empty grid whose cells are edited in place. row_id: the column that tells rows apart."""
    return grid(
        columns,
        language,
        height=480,
        class_name="grid risk-grid",
        options={
            "suppressMovableColumns": True,
            "singleClickEdit": True,
            "stopEditingWhenCellsLoseFocus": True,
        },
        id=table_id,
        rowData=[],
        getRowId=f"params.data.{row_id}",
    )
